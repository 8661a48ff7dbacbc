public import SurveyDesigns
public import SurveyMicrodata

/// Variances, covariances and correlations of the population.
extension SurveyDesign {
  /// Estimates the variance of numeric variables in the population, in every group.
  ///
  ///     S² = n/(n−1) · (Σwy²/Σw − (Σwy/Σw)²)
  ///
  /// with n the records with a known value (Särndal, Swensson and Wretman 1992, example 5.6.1). The same as the diagonal
  /// of R `svyvar(~y, design, na.rm = TRUE)`.
  public func variance(
    of variables: [Number], by groups: [Categorical] = [], level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    let estimator = Estimator(
      .variance, of: try numberMeasures(variables),
      numberTargets(variables).map { $0.withoutDesignEffect }
    ) { totals in
      variables.indices.map { index in
        totals.totals.smallSampleFactor(ofMeasure: index).map { factor in
          let weight = totals.weight(ofMeasure: index)
          let mean = totals.sum(Measure.valueSum, ofMeasure: index) / weight
          return factor * (totals.sum(Measure.valueSum + 1, ofMeasure: index) / weight - mean * mean)
        }
      }
    }
    return try estimates(estimator, by: groups, interval: .wald, level: level)
  }

  /// Estimates the covariance of each pair of numeric variables in the population, in every group.
  ///
  /// A variable with itself gives its variance. Records that lack any of the variables are left out. The same as R
  /// `svyvar(~x + y, design, na.rm = TRUE)`: rows in the order of its lower triangle.
  public func covariance(
    of variables: [Number], by groups: [Categorical] = [], level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    try products(of: variables, .covariance, by: groups, level: level) { moments, i, j in moments.covariance(i, j) }
  }

  /// Estimates the correlation of each pair of numeric variables in the population, in every group.
  ///
  /// r = Sxy/(Sx·Sy), over the records that know all of the variables. The same as R
  /// `svycontrast(svyvar(~x + y, design), quote(...))`.
  public func correlation(
    of variables: [Number], by groups: [Categorical] = [], level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    try products(of: variables, .correlation, by: groups, level: level) { moments, i, j in
      guard moments.varies(i), moments.varies(j) else { return nil }
      return moments.covariance(i, j) / (moments.covariance(i, i) * moments.covariance(j, j)).squareRoot()
    }
  }

  /// Estimates a function of the moments of each pair of variables; a correlation leaves out the pairs of one variable.
  private func products(
    of variables: [Number], _ statistic: Statistic, by groups: [Categorical], level: Double,
    _ formula: @escaping @Sendable (ProductMoments, Int, Int) -> DifferentiatedNumber?
  ) throws(EstimationError) -> Estimates {
    let needed = statistic == .correlation ? 2 : 1
    guard variables.count >= needed else {
      throw .tooFewVariables(statistic, needed: needed, found: variables.count)
    }
    let pairs = variables.indices.flatMap { i in
      (statistic == .correlation ? i + 1..<variables.count : i..<variables.count).map { (i, $0) }
    }
    let targets = pairs.map { i, j in
      Estimator.Target(
        variable: variables[i].name, level: variables[j].name, measure: 0, valueSum: Measure.valueSum + i,
        hasDesignEffect: false)
    }
    let estimator = Estimator(statistic, of: [.products(try numbers(of: variables))], targets) { totals in
      guard let moments = ProductMoments(totals, count: variables.count) else { return pairs.map { _ in nil } }
      return pairs.map { formula(moments, $0, $1) }
    }
    return try estimates(estimator, by: groups, interval: .wald, level: level)
  }
}

/// The means and covariances of numbers that are known together, from the sums of `Measure.products`.
struct ProductMoments {
  private let factor: Double
  private let means: [DifferentiatedNumber]
  private let products: [DifferentiatedNumber]

  /// Nil where fewer than two records are known.
  init?(_ totals: DifferentiatedTotals, count: Int) {
    guard let factor = totals.totals.smallSampleFactor(ofMeasure: 0) else { return nil }
    self.factor = factor
    let weight = totals.weight()
    means = (0..<count).map { totals.sum(Measure.valueSum + $0) / weight }
    products = (0..<count * (count + 1) / 2).map { totals.sum(Measure.valueSum + count + $0) / weight }
  }

  /// n/(n−1) · (Σwxy/Σw − x̄ȳ).
  func covariance(_ i: Int, _ j: Int) -> DifferentiatedNumber {
    let (low, high) = (min(i, j), max(i, j))
    let position = low * means.count - low * (low - 1) / 2 + high - low
    return factor * (products[position] - means[i] * means[j])
  }

  /// Whether a number varies by more than the rounding of its squares.
  func varies(_ i: Int) -> Bool {
    let position = i * means.count - i * (i - 1) / 2
    return covariance(i, i).value > 1e-13 * products[position].value
  }
}

extension GroupTotals {
  /// n/(n−1) of the records of a measure in the full sample; nil for fewer than two, or without weight.
  func smallSampleFactor(ofMeasure measure: Int) -> Double? {
    let count = recordCount(ofMeasure: measure)
    return count > 1 && sum(Measure.weightSum, ofMeasure: measure) > 0 ? count / (count - 1) : nil
  }
}

extension Estimator.Target {
  /// The target where the sums of its measure do not tell the spread of what is estimated.
  var withoutDesignEffect: Estimator.Target {
    var copy = self
    copy.hasDesignEffect = false
    return copy
  }
}
