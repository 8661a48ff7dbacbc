internal import SurveyEstimates
internal import SurveyMicrodata
public import SurveyNumerics

/// By how much the fitted mean changes with each covariate, averaged over the records: average marginal effects.
///
/// Of levels the discrete change from the reference level, mₐ − m_ref, as with everyone at one and then at the other; of
/// a number the mean slope Σ wᵢ ∂μ(xᵢ)/∂x / Σ wᵢ, through every term, spline and interaction that the number enters. The
/// same as R `marginaleffects::avg_slopes`, whose variance leaves the part of the weights out.
public struct AverageMarginalEffects: Sendable, RandomAccessCollection {
  /// The covariance of the effects, in their order.
  public let covariance: Matrix
  private let elements: [MarginalEffect]

  /// The position of the first effect.
  public var startIndex: Int { 0 }
  /// The position past the last effect.
  public var endIndex: Int { elements.count }
  /// Accesses an effect.
  public subscript(position: Int) -> MarginalEffect { elements[position] }

  init(_ elements: [MarginalEffect], covariance: Matrix) {
    self.elements = elements
    self.covariance = covariance
  }

  /// Returns the effect of a number, or that of a level, if the model has it.
  public func effect(of variable: String, level: String? = nil) -> MarginalEffect? {
    first { $0.variable == variable && $0.level == level }
  }
}

/// The average marginal effect of a number, or of a level against the reference.
public struct MarginalEffect: Sendable {
  /// The name of the covariate.
  public let variable: String
  /// The level; nil for a number.
  public let level: String?
  /// The level that it is compared with; nil for a number.
  public let reference: String?
  /// The change with its interval and test: of a share 0.05 is 5 percentage points, of a number for each unit.
  public let change: MarginComparison
}

extension AveragePredictions {
  /// Returns the average marginal effect of each covariate, or of some.
  ///
  /// - Parameters:
  ///   - names: the covariates, by their names or columns; nil for all.
  ///   - level: the probability with which the intervals cover.
  /// - Returns: the effects in the order of the covariates, with their covariance.
  /// - Throws: `ModelError.unknownTerm`, or `ModelError.covariateIsOffset` for a number that is also an offset.
  public func effects(of names: [String]? = nil, level: Double = 0.95) throws(ModelError) -> AverageMarginalEffects {
    let t = try interval(level: level)
    var scenarios: [Scenario] = []
    var described: [(variable: String, level: String?, reference: String?)] = []
    // Each effect is the mean of one scenario, less that of another where it is a change of levels.
    var pairs: [(Int, minus: Int?)] = []
    for position in try positions(of: names) {
      let covariate = frame.covariates[position]
      switch covariate.values {
      case .levels(_, let levels):
        let reference = scenarios.count
        for level in levels { scenarios.append(try frame.scenario(of: covariate.name, at: .level(level))) }
        for (code, level) in levels.enumerated().dropFirst() {
          described.append((covariate.name, level, levels[0]))
          pairs.append((reference + code, reference))
        }
      case .numbers:
        let column = covariate.variable.columnName
        described.append((column, nil, nil))
        pairs.append((scenarios.count, nil))
        scenarios.append(Scenario(slopes: try frame.slopes(ofColumn: column, in: data)))
      }
    }
    let (values, covariance) = try combined(scenarios) { [pairs] _, means in
      pairs.map { first, second in second.map { means[first] - means[$0] } ?? means[first] }
    }
    let effects = described.indices.map { position in
      MarginalEffect(
        variable: described[position].variable, level: described[position].level,
        reference: described[position].reference,
        change: t.comparison(values[position], variance: covariance[position, position]))
    }
    return AverageMarginalEffects(effects, covariance: covariance)
  }

  /// The positions of covariates; of several that one number makes, the first.
  private func positions(of names: [String]?) throws(ModelError) -> [Int] {
    var positions: [Int] = []
    var columns: [String] = []
    for name in names ?? frame.terms.variables.map(\.name) {
      let position = try frame.position(ofCovariate: name)
      let covariate = frame.covariates[position]
      if case .numbers = covariate.values {
        let column = covariate.variable.columnName
        if columns.contains(column) { continue }
        columns.append(column)
      }
      positions.append(position)
    }
    return positions
  }
}

extension StudentTInterval {
  /// A difference with its test, and an interval that is symmetric about it.
  func comparison(_ value: Double, variance: Double) -> MarginComparison {
    let standardError = variance.squareRoot()
    let statistic = standardError > 0 ? value / standardError : .nan
    let half = multiplier * standardError
    return MarginComparison(
      number: MeasuredNumber(
        value, standardError: standardError, degreesOfFreedom: Double(degreesOfFreedom),
        confidenceInterval: ConfidenceInterval(method: .wald, level: level, lower: value - half, upper: value + half),
        test: MeasuredNumber.Test(statistic: statistic, pValue: pValue(statistic))))
  }
}
