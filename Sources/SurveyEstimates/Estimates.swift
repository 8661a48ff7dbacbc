public import SurveyNumerics

/// Estimates made in one call, with their covariance matrix.
public struct Estimates: Sendable, RandomAccessCollection {
  /// The estimates: all variables and levels of the first group, then of the next.
  public let elements: [Estimate]
  /// The covariance of the estimates, in the same order; not a number where an estimate is undefined.
  public let covariance: Matrix
  /// What is worth knowing about all of them.
  public let diagnostics: [Diagnostic]
  /// The primary units that each estimate reaches.
  package let reach: [PrimaryUnitReach]
  /// Returns the covariance of all estimates where some are parts of one number; nil where that changes nothing.
  let covarianceTogether: (@Sendable (_ parts: [Int]) throws(EstimationError) -> Matrix)?

  package init(_ elements: [Estimate], covariance: Matrix, reach: [PrimaryUnitReach], diagnostics: [Diagnostic]) {
    self.init(elements, covariance: covariance, reach: reach, diagnostics: diagnostics, covarianceTogether: nil)
  }

  init(
    _ elements: [Estimate], covariance: Matrix, reach: [PrimaryUnitReach], diagnostics: [Diagnostic],
    covarianceTogether: (@Sendable (_ parts: [Int]) throws(EstimationError) -> Matrix)?
  ) {
    precondition(
      covariance.rowCount == elements.count && reach.count == elements.count,
      "\(elements.count) estimates, \(covariance.rowCount) rows of covariance, \(reach.count) reaches")
    self.elements = elements
    self.covariance = covariance
    self.reach = reach
    self.diagnostics = diagnostics
    self.covarianceTogether = covarianceTogether
  }

  /// Returns the covariance of some of the estimates as the parts of one number.
  ///
  /// Only the rule `average` for single units makes it another than that of each: it counts the strata that take part.
  func covariance(ofParts parts: [Int]) -> Matrix {
    let whole = (try? covarianceTogether?(parts)) ?? covariance
    return whole.submatrix(rows: parts, columns: parts)
  }

  /// The position of the first estimate.
  public var startIndex: Int { 0 }
  /// The position after the last estimate.
  public var endIndex: Int { elements.count }
  /// Accesses an estimate by position.
  public subscript(position: Int) -> Estimate { elements[position] }

  /// Returns the position of the estimate of a level in a domain, or nil where there is none.
  public func index(of level: String? = nil, in domain: [DomainLevel] = []) -> Int? {
    elements.firstIndex { estimate in
      (level == nil || estimate.level == level) && domain.allSatisfy { estimate.domain.contains($0) }
    }
  }
}
