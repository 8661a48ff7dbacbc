public import SurveyEstimates

/// Estimates of the complete cases beside those of imputed records: a row for each, ready for a table.
public struct ImputationComparison: Sendable {
  /// One estimate, found in both ways.
  public struct Row: Sendable {
    /// The estimate over the records with a known value.
    public let complete: Estimate
    /// The estimate over the completed records.
    public let imputed: PooledEstimate
    /// The imputed estimate less that of the complete cases.
    public var difference: Double { imputed.value - complete.value }
    /// The difference in standard errors of the complete cases; not a number where there is none.
    public var standardizedDifference: Double {
      complete.standardError > 0 ? difference / complete.standardError : .nan
    }
  }

  /// The estimates of the complete cases.
  public let complete: Estimates
  /// The pooled estimates of the completed records.
  public let imputed: PooledEstimates
  /// The estimates side by side, in the order of the call.
  public let rows: [Row]

  init(complete: Estimates, imputed: PooledEstimates) throws(ImputationError) {
    let isSame = zip(complete, imputed).allSatisfy { complete, imputed in
      complete.variable == imputed.variable && complete.level == imputed.level && complete.domain == imputed.domain
    }
    guard complete.count == imputed.count, isSame else { throw .differentResults(imputation: 1) }
    self.complete = complete
    self.imputed = imputed
    rows = zip(complete, imputed).map { Row(complete: $0, imputed: $1) }
  }
}
