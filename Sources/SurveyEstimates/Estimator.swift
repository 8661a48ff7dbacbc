internal import SurveyDesigns
internal import SurveyNumerics

/// An estimate as a smooth function of weighted totals: the formula and its derivative.
///
/// This is all that an estimator says about itself. Totals by unit, domains, covariance and degrees of freedom are
/// the same for all of them.
struct Estimator: Sendable {
  let statistic: Statistic
  /// What is summed.
  let measures: [Measure]
  /// What each estimate of a group is called, and the measure it belongs to.
  let targets: [Target]
  /// Writes the estimates and their derivatives by each total, given the totals of one group.
  ///
  /// The numbers of a measure are counted from an origin of the group (see `GroupOrigins`).
  let evaluate: @Sendable (GroupTotals, inout Evaluation) -> Void
  /// Returns the estimates of all groups from the weights of the records, where totals of the full sample do not tell
  /// those of a replicate: ranks and quantiles move with the weights.
  var estimatesUnderWeights: (@Sendable (_ weights: [Double]) -> [Double])?

  /// One estimate of a group.
  struct Target: Sendable {
    let variable: String
    let level: String?
    let measure: Int
    /// Where the weighted sum of the value stands among the sums of the measure.
    let valueSum: Int
    /// Whether the sums of the measure tell the spread of what is estimated.
    var hasDesignEffect = true
  }
}

/// The totals of one group of records.
struct GroupTotals {
  let sums: ArraySlice<Double>
  /// The totals of the full sample, where `sums` are those of a replicate.
  let fullSums: ArraySlice<Double>
  let offsets: [Int]
  let origins: [Double]
  /// The position of the group.
  let group: Int

  /// Returns the number of records of a measure in the full sample.
  func recordCount(ofMeasure measure: Int) -> Double { fullSums[fullSums.startIndex + offsets[measure]] }

  /// Returns the value from which the numbers of a measure are counted.
  func origin(ofMeasure measure: Int) -> Double { origins[measure] }

  /// Returns a sum of a measure.
  func sum(_ position: Int, ofMeasure measure: Int) -> Double {
    sums[sums.startIndex + offsets[measure] + position]
  }
}

/// The estimates of one group and their derivatives by each total.
struct Evaluation {
  var values: [Double]
  /// Indexed `sum * estimates + estimate`.
  var derivatives: [Double]
  let offsets: [Int]
  /// Whether anyone asks for the derivatives; in a replicate nobody does.
  let hasDerivatives: Bool

  /// Sets the derivative of an estimate by a sum of a measure.
  mutating func setDerivative(of estimate: Int, bySum position: Int, ofMeasure measure: Int, to value: Double) {
    guard hasDerivatives else { return }
    derivatives[(offsets[measure] + position) * values.count + estimate] = value
  }
}
