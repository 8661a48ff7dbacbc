internal import SurveyDesigns
internal import SurveyMicrodata
internal import SurveyNumerics

/// A test that fitted probabilities are right at every height of them.
public struct GoodnessOfFitTest: Sendable, Hashable {
  /// The statistic F = (f − g + 2)/(fg) · W over g groups, W being Wald's statistic of their mean residuals.
  public let statistic: Double
  /// The number of groups less 1.
  public let numeratorDegreesOfFreedom: Int
  /// f − g + 2, f being the degrees of freedom of the design.
  public let denominatorDegreesOfFreedom: Int
  /// The probability of a larger statistic where the model holds.
  public let pValue: Double
}

extension ModelFit {
  /// Tests the fit of a yes-or-no outcome by groups of fitted probabilities (Archer and Lemeshow 2006).
  ///
  ///     F = (f − g + 2)/(fg) · mᵀV⁻¹m
  ///
  /// with m the weighted mean residuals of g groups of equal weight in the order of the fitted probability, V their
  /// covariance under the design with the fitted probabilities taken as they are, and f the degrees of freedom of the
  /// design; F has g − 1 and f − g + 2. Records whose probabilities agree to 12 digits share a group. The same as R
  /// `svyby(~residual, ~group, design, svymean, covmat = TRUE)` with Wald's statistic of its means.
  ///
  /// - Parameter groupCount: the number of groups; fewer where probabilities tie.
  /// - Returns: the test.
  /// - Throws: `ModelError.onlyBinomial` for another family, or `ModelError.goodnessWithoutGroups` where there is a single
  ///   group or more than the design's degrees of freedom can tell apart.
  public func goodnessOfFit(groupCount: Int = 10) throws(ModelError) -> GoodnessOfFitTest {
    guard model.family == .binomial else { throw .onlyBinomial(family: model.family) }
    let groups = ResidualGroups(likelihood, at: scaledCoefficients, count: groupCount)
    let means = groups.meanResiduals(likelihood, at: scaledCoefficients)
    let replicated = replicates?.covariance(around: means) { likelihood, coefficients in
      groups.meanResiduals(likelihood, at: coefficients)
    }
    let influences = groups.influences(likelihood, at: scaledCoefficients, rowCount: design.data.rowCount)
    let sandwich = try ParameterCovariance(
      scores: .ofRecords(influences), multiplier: nil, of: design, parameterCount: 1, replicated: replicated)
    let (f, g) = (sandwich.degreesOfFreedom, groups.count)
    guard g > 1, f - g + 2 > 0 else { throw .goodnessWithoutGroups(groups: g, degreesOfFreedom: f) }
    guard let factorization = ScaledCholesky(sandwich.covariance.symmetrized()) else {
      throw .goodnessWithoutGroups(groups: g, degreesOfFreedom: f)
    }
    let wald = zip(means, factorization.solve(means)).reduce(0) { $0 + $1.0 * $1.1 }
    let statistic = Double(f - g + 2) / Double(f * g) * wald
    let distribution = FDistribution(
      numeratorDegreesOfFreedom: Double(g - 1), denominatorDegreesOfFreedom: Double(f - g + 2))
    return GoodnessOfFitTest(
      statistic: statistic, numeratorDegreesOfFreedom: g - 1, denominatorDegreesOfFreedom: f - g + 2,
      pValue: distribution.upperTailProbability(statistic))
  }
}

/// The complete records in groups of equal weight, in the order of their fitted probabilities.
private struct ResidualGroups {
  /// The number of groups that have records.
  let count: Int
  /// The group of each complete record.
  private let groups: [Int]

  init(_ likelihood: Likelihood, at coefficients: [Double], count: Int) {
    let means = likelihood.fittedMeans(at: coefficients).map { $0.rounded(toDigits: 12) }
    let weights = likelihood.frame.rows.map { likelihood.weights[Int($0)] }
    let order = means.indices.sorted { (means[$0], $0) < (means[$1], $1) }
    let total = order.reduce(0) { $0 + weights[$1] }
    var groups = [Int](repeating: 0, count: means.count)
    var (below, start, last, used) = (0.0, 0, 0, 0)
    while start < order.count {
      let end = order[start...].firstIndex { means[$0] != means[order[start]] } ?? order.count
      below += order[start..<end].reduce(0) { $0 + weights[$1] }
      let group = Int((Double(count) * below / total - 1e-9).rounded(.up))
      if group != last { (last, used) = (group, used + 1) }
      for position in order[start..<end] { groups[position] = used - 1 }
      start = end
    }
    (self.count, self.groups) = (used, groups)
  }

  /// Returns the weighted mean of the residuals of each group.
  func meanResiduals(_ likelihood: Likelihood, at coefficients: [Double]) -> [Double] {
    let (sums, weights) = sums(likelihood, likelihood.residuals(at: coefficients))
    return zip(sums, weights).map { $0 / $1 }
  }

  /// Returns the influence of each record of the data on the mean residual of each group.
  func influences(_ likelihood: Likelihood, at coefficients: [Double], rowCount: Int) -> [[Double]] {
    let residuals = likelihood.residuals(at: coefficients)
    let (sums, weights) = sums(likelihood, residuals)
    return (0..<count).map { group in
      var influence = [Double](repeating: .nan, count: rowCount)
      for (position, row) in likelihood.frame.rows.enumerated() {
        let isMember = groups[position] == group
        influence[Int(row)] = isMember ? (residuals[position] - sums[group] / weights[group]) / weights[group] : 0
      }
      return influence
    }
  }

  private func sums(_ likelihood: Likelihood, _ residuals: [Double]) -> (sums: [Double], weights: [Double]) {
    var (sums, weights) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
    for (position, row) in likelihood.frame.rows.enumerated() {
      let weight = likelihood.weights[Int(row)]
      weights[groups[position]] += weight
      sums[groups[position]] += weight * residuals[position]
    }
    return (sums, weights)
  }
}

extension Likelihood {
  /// Returns the outcome of each complete record, 1 or 0, less its fitted mean.
  fileprivate func residuals(at coefficients: [Double]) -> [Double] {
    zip(frame.rows, fittedMeans(at: coefficients)).map { (response.end(ofRow: $0) == .upper ? 1 : 0) - $1 }
  }
}
