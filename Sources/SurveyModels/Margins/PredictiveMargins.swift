public import SurveyEstimates
internal import SurveyMicrodata
public import SurveyNumerics

/// The mean of the outcome at each level of a covariate, adjusted for the others: predictive margins.
///
/// Of a yes-or-no outcome it is the adjusted prevalence. Every complete record is given the level a in turn, and the
/// fitted means are averaged under the weights
/// (Graubard and Korn 1999):
///
///     mₐ = Σ wᵢ μ(xᵢ with level a) / Σ wᵢ
///
/// The reference level comes first. Intervals and tests use the residual degrees of freedom of the model, because a
/// margin is a function of its coefficients; R `svypredmeans` gives standard errors alone and leaves that choice open.
public struct PredictiveMargins: Sendable, RandomAccessCollection {
  /// The name of the covariate.
  public let variable: String
  /// The covariance of the margins, in their order.
  public let covariance: Matrix
  /// The residual degrees of freedom of the model.
  public let degreesOfFreedom: Int
  /// The probability with which the intervals cover.
  public let level: Double
  /// The family of the outcome, which says on what scale an interval is symmetric.
  package let family: ResponseFamily
  private let elements: [Margin]

  /// The position of the first margin.
  public var startIndex: Int { 0 }
  /// The position past the last margin.
  public var endIndex: Int { elements.count }
  /// Accesses a margin.
  public subscript(position: Int) -> Margin { elements[position] }

  init(
    variable: String, levels: [String], values: [Double], covariance: Matrix, t: StudentTInterval,
    family: ResponseFamily
  ) {
    self.variable = variable
    self.covariance = covariance
    degreesOfFreedom = t.degreesOfFreedom
    level = t.level
    self.family = family
    elements = levels.indices.map { position in
      let standardError = covariance[position, position].squareRoot()
      return Margin(
        variable: variable, level: levels[position],
        number: t.number(values[position], standardError: standardError, family: family))
    }
  }

  /// Returns the margin of a level.
  public func margin(of level: String) throws(ModelError) -> Margin { elements[try position(of: level)] }

  func position(of level: String) throws(ModelError) -> Int {
    guard let position = elements.firstIndex(where: { $0.level == level }) else {
      throw .unknownLevel(level, term: variable, nearest: nil)
    }
    return position
  }
}

/// The adjusted mean at one level of a covariate.
public struct Margin: Measured {
  /// The name of the covariate.
  public let variable: String
  /// The level that every record was given.
  public let level: String
  /// The adjusted mean: of a yes-or-no outcome a prevalence, between 0 and 1.
  ///
  /// The interval is of a share symmetric on the logit scale, of a positive mean on the log scale.
  public let number: MeasuredNumber
  /// The degrees of freedom of the interval.
  public var degreesOfFreedom: Int { Int(number.degreesOfFreedom) }
  /// The interval: of a share symmetric on the logit scale, of a positive mean on the log scale.
  public var confidenceInterval: ConfidenceInterval { number.intervalOfFit }
}
