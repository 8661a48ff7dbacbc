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
  let offsets: [Int]
  let origins: ArraySlice<Double>

  /// Returns the value from which the numbers of a measure are counted.
  func origin(ofMeasure measure: Int) -> Double { origins[origins.startIndex + measure] }

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

  /// Sets the derivative of an estimate by a sum of a measure.
  mutating func setDerivative(of estimate: Int, bySum position: Int, ofMeasure measure: Int, to value: Double) {
    derivatives[(offsets[measure] + position) * values.count + estimate] = value
  }
}

/// What an estimator gives for every group of a design.
struct EstimatedGroups {
  let table: TotalsTable
  /// The sums of each group: `width` for each.
  let totals: [Double]
  /// The estimates of all groups, `group * targets + target`.
  let values: [Double]
  let covariance: Matrix
  let reaches: [PrimaryUnitReach]
  /// The replicates in which each estimate is undefined, so that they have no part in its variance.
  let undefinedReplicateCounts: [Int]

  init(_ estimator: Estimator, of design: SurveyDesign, in cells: DomainCells) throws(EstimationError) {
    let origins = GroupOrigins(of: estimator.measures, in: cells, of: design)
    let request = TotalsRequest(
      measures: origins.moving(estimator.measures, in: cells, of: design), groups: cells.groups,
      groupCount: cells.domains.count)
    let table = design.totals(for: request)
    let totals = table.grandTotals()
    let k = estimator.targets.count
    var values: [Double] = []
    var derivatives: [Double] = []
    for group in 0..<table.groupCount {
      let sums = GroupTotals(
        sums: totals[group * table.width..<(group + 1) * table.width], offsets: table.offsets,
        origins: origins.ofGroup(group))
      var evaluation = Evaluation(
        values: [Double](repeating: .nan, count: k),
        derivatives: [Double](repeating: 0, count: table.width * k), offsets: table.offsets)
      estimator.evaluate(sums, &evaluation)
      values += evaluation.values
      derivatives += evaluation.derivatives
    }
    var covariance: Matrix
    if let replicates = design.variance.replicateWeights {
      // Where a replicate holds no record of a group the total is 0, and nothing else is defined.
      let ofNothing = estimator.statistic == .total ? 0 : Double.nan
      let undefinedCounts: [Int]
      (covariance, undefinedCounts) = replicates.covariance(of: values, table: table) { totals, values in
        var evaluation = Evaluation(
          values: [Double](repeating: .nan, count: k),
          derivatives: [Double](repeating: 0, count: table.width * k), offsets: table.offsets)
        for group in 0..<table.groupCount {
          for index in 0..<k { evaluation.values[index] = ofNothing }
          estimator.evaluate(
            GroupTotals(
              sums: totals[group * table.width..<(group + 1) * table.width], offsets: table.offsets,
              origins: origins.ofGroup(group)), &evaluation)
          for index in 0..<k { values[group * k + index] = evaluation.values[index] }
        }
      }
      undefinedReplicateCounts = undefinedCounts
    } else {
      let influence = Influence(
        table: table, estimatesPerGroup: k, derivatives: derivatives,
        measureOfEstimate: estimator.targets.map(\.measure))
      covariance = try designing { () throws(DesignError) in try design.covariance(of: influence) }
      undefinedReplicateCounts = [Int](repeating: 0, count: values.count)
    }
    // An estimate without records has no value and no variance, rather than a variance of zero; an estimate without
    // a variance has no covariances.
    for column in values.indices where values[column].isNaN || covariance[column, column].isNaN {
      for row in values.indices {
        covariance[row, column] = .nan
        covariance[column, row] = .nan
      }
    }
    self.table = table
    self.totals = totals
    self.values = values
    self.covariance = covariance
    reaches = PrimaryUnitReach.reaches(of: table, in: design)
  }

  /// Returns a sum of a measure in a group.
  func sum(_ position: Int, ofMeasure measure: Int, group: Int) -> Double {
    totals[group * table.width + table.offsets[measure] + position]
  }
}
