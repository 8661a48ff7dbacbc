internal import Foundation
internal import SurveyDesigns
internal import SurveyMicrodata
internal import SurveyNumerics

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
  /// Whether some of the population behind each estimate was not drawn.
  private let isOfSample: [Bool]
  /// Whether the variance of each estimate is known; not where it is 0 because nothing varies.
  let hasKnownVariance: [Bool]
  /// Of the logit of each share the variance over the replicates and the replicates in which it is infinite, if asked.
  let logits: [ReplicatedLogit]

  init(_ estimator: Estimator, of design: SurveyDesign, in cells: DomainCells) throws(EstimationError) {
    self = try JointEstimates([(estimator, cells)], of: design).parts[0]
  }

  fileprivate init(
    _ evaluated: EvaluatedGroups, covariance: Matrix, undefinedReplicateCounts: [Int], isUntold: [Bool],
    logits: [ReplicatedLogit], reaches: [PrimaryUnitReach], of design: SurveyDesign
  ) {
    let known = evaluated.knownVariances(covariance, of: design)
    hasKnownVariance = zip(known.isKnown, isUntold).map { $0 && !$1 }
    isOfSample = known.isOfSample
    self.reaches = reaches
    table = evaluated.table
    totals = evaluated.totals
    values = evaluated.values
    self.covariance = covariance
    self.undefinedReplicateCounts = undefinedReplicateCounts
    self.logits = logits
  }

  /// Whether all of the population behind an estimate was drawn.
  func isOfEverything(_ index: Int) -> Bool { !isOfSample[index] }

  /// Returns a sum of a measure in a group.
  func sum(_ position: Int, ofMeasure measure: Int, group: Int) -> Double {
    totals[group * table.width + table.offsets[measure] + position]
  }
}

/// What several estimators give, each for its own groups, with the covariance of all their estimates.
struct JointEstimates {
  let parts: [EstimatedGroups]
  /// The covariance of the estimates of all parts, one after the other; not a number where an estimate is undefined.
  let covariance: Matrix
  /// Returns the covariance where some estimates are parts of one number; nil where that changes nothing.
  let covarianceTogether: (@Sendable (_ parts: [Int]) throws(EstimationError) -> Matrix)?

  /// Estimates every group of every question, with the spread of the logits of shares over replicates too, if asked.
  init(
    _ questions: [(estimator: Estimator, cells: DomainCells)], of design: SurveyDesign, withLogits: Bool = false
  ) throws(EstimationError) {
    try LimitExcess.checkEstimates(
      questions.reduce(0) { $0 + $1.estimator.targets.count * $1.cells.domains.count })
    let groups = questions.map { EvaluatedGroups($0.estimator, of: design, in: $0.cells) }
    let values = groups.flatMap(\.values)
    var covariance: Matrix
    var undefinedCounts = [Int](repeating: 0, count: values.count)
    var logits: [ReplicatedLogit] = []
    var together: (@Sendable (_ parts: [Int]) throws(EstimationError) -> Matrix)?
    let transform: ((Double) -> Double)? = withLogits ? { logit($0) } : nil
    if let replicates = design.variance.replicateWeights {
      let found = replicates.covariance(
        of: groups.map(\.values), tables: groups.map(\.replicateTable), transform: transform
      ) { part, replicate, totals, values in
        if let estimates = groups[part].estimator.estimatesUnderWeights {
          values = estimates(design.weights(ofReplicate: replicate))
        } else {
          groups[part].evaluate(replicateTotals: totals, into: &values)
        }
      }
      (covariance, undefinedCounts) = (found.covariance, found.undefinedCounts)
      if let transformed = found.transformed {
        logits = values.indices.map { index in
          ReplicatedLogit(
            standardError: transformed.variances[index].squareRoot(),
            infiniteCount: transformed.undefinedCounts[index] - undefinedCounts[index])
        }
      }
    } else {
      covariance = try designing { () throws(DesignError) in
        try design.covariance(of: groups.map(\.influence))
      }
      if design.singleUnitStratumRule == .average {
        together = { parts throws(EstimationError) in
          try designing { () throws(DesignError) in
            try design.covariance(of: groups.map(\.influence), together: parts)
          }
        }
      }
    }
    let reaches = groups.map { PrimaryUnitReach.reaches(of: $0.table, in: design) }
    var isUntold = [Bool](repeating: false, count: values.count)
    if let replicates = design.variance.replicateWeights {
      var first = 0
      for (group, reaches) in zip(groups, reaches) {
        let columns = first..<first + group.values.count
        isUntold.replaceSubrange(
          columns,
          with: group.isUntold(
            by: replicates, variances: columns.map { covariance[$0, $0] },
            undefinedCounts: Array(undefinedCounts[columns]), reaching: reaches))
        first = columns.upperBound
      }
      for column in values.indices where isUntold[column] { covariance[column, column] = .nan }
    }
    // An estimate without records has no value and no variance, rather than a variance of zero; an estimate without
    // a variance has no covariances.
    for column in values.indices where values[column].isNaN || covariance[column, column].isNaN {
      for row in values.indices {
        covariance[row, column] = .nan
        covariance[column, row] = .nan
      }
    }
    var parts: [EstimatedGroups] = []
    var first = 0
    for (part, reaches) in zip(groups, reaches) {
      let columns = first..<first + part.values.count
      parts.append(
        EstimatedGroups(
          part, covariance: covariance.submatrix(rows: Array(columns), columns: Array(columns)),
          undefinedReplicateCounts: Array(undefinedCounts[columns]), isUntold: Array(isUntold[columns]),
          logits: logits.isEmpty ? [] : Array(logits[columns]), reaches: reaches, of: design))
      first = columns.upperBound
    }
    self.parts = parts
    self.covariance = covariance
    covarianceTogether = together
  }
}

extension LimitExcess {
  /// Throws where more estimates are asked for than can have one covariance matrix.
  static func checkEstimates(_ count: Int) throws(EstimationError) {
    try estimating { () throws(MicrodataError) in
      try check(.estimates, count, limit: ComputationLimits.standard.estimates)
    }
  }
}

/// What replicates say of the logit of a share.
struct ReplicatedLogit: Sendable {
  let standardError: Double
  /// The replicates in which the share is 0 or 1.
  let infiniteCount: Int
}

/// The logit of a share; infinite for 0 and 1.
private func logit(_ share: Double) -> Double { log(share / (1 - share)) }

/// The estimates of every group with their derivatives, before any variance.
private struct EvaluatedGroups: Sendable {
  let estimator: Estimator
  let table: TotalsTable
  /// The totals that replicates multiply.
  let replicateTable: TotalsTable
  let totals: [Double]
  private(set) var values: [Double] = []
  private var derivatives: [Double] = []
  private let origins: GroupOrigins

  init(_ estimator: Estimator, of design: SurveyDesign, in cells: DomainCells) {
    self.estimator = estimator
    origins = GroupOrigins(of: estimator.measures, in: cells, of: design)
    let request = TotalsRequest(
      measures: origins.moving(estimator.measures, in: cells, of: design), groups: cells.groups,
      groupCount: cells.domains.count)
    table = design.totals(for: request)
    replicateTable = design.replicateTotals(for: request, given: table)
    totals = table.grandTotals()
    for group in 0..<table.groupCount {
      var evaluation = Evaluation(of: table, count: estimator.targets.count, hasDerivatives: true)
      estimator.evaluate(groupTotals(group, totals), &evaluation)
      values += evaluation.values
      derivatives += evaluation.derivatives
    }
  }

  private func groupTotals(_ group: Int, _ totals: [Double]) -> GroupTotals {
    let range = group * table.width..<(group + 1) * table.width
    return GroupTotals(
      sums: totals[range], fullSums: self.totals[range], offsets: table.offsets, origins: origins.ofGroup(group),
      group: group)
  }

  /// Says of each estimate whether its variance is known.
  ///
  /// It is not where it is 0 up to rounding and no unit moves the estimate, or where a total is 0 or of equal values: the
  /// records that were drawn are alike, and whether the others are is not known. This is the one place that decides it.
  func knownVariances(_ covariance: Matrix, of design: SurveyDesign) -> (isKnown: [Bool], isOfSample: [Bool]) {
    var isKnown = [Bool](repeating: true, count: values.count)
    let small = values.indices.filter { abs(covariance[$0, $0]) <= 1e-12 * (1 + values[$0] * values[$0]) }
    let isSample = [Bool](repeating: true, count: values.count)
    guard !small.isEmpty else { return (isKnown, isSample) }
    let movements = influence.movements(under: design.structure)
    for column in small {
      let movement = movements[column]
      let isNegligible = abs(covariance[column, column]) <= 1e-20 * max(movement.size, values[column] * values[column])
      let isOfAlike =
        movement.isNone || (design.weightingSteps.isEmpty && estimator.statistic == .total && isTotalOfAlike(column))
      isKnown[column] = !(isNegligible && isOfAlike && movement.isOfSample)
    }
    return (isKnown, movements.map(\.isOfSample))
  }

  /// Says of each estimate whether its replicates tell nothing: all are alike, or fewer than two have a value.
  ///
  /// A variance of 0 that they agree on is another matter: calibrated replicates give the totals that they are
  /// calibrated to.
  func isUntold(
    by replicates: ReplicateWeights, variances: [Double], undefinedCounts: [Int], reaching reaches: [PrimaryUnitReach]
  ) -> [Bool] {
    values.indices.map { column in
      guard abs(variances[column]) <= 1e-20 * values[column] * values[column] else { return false }
      let (group, target) = (column / estimator.targets.count, estimator.targets[column % estimator.targets.count])
      return replicates.count - undefinedCounts[column] < 2
        || !reaches[group * table.measureCount + target.measure].isTold(by: replicates)
    }
  }

  /// Whether all records of a total have the same value.
  private func isTotalOfAlike(_ column: Int) -> Bool {
    let (group, target) = (column / estimator.targets.count, estimator.targets[column % estimator.targets.count])
    let sums = groupTotals(group, totals)
    let weight = sums.sum(Measure.weightSum, ofMeasure: target.measure)
    let sum = sums.sum(target.valueSum, ofMeasure: target.measure)
    switch estimator.measures[target.measure] {
    case .levels: return abs(sum) <= 1e-12 * weight || abs(weight - sum) <= 1e-12 * weight
    case .number:
      let squares = sums.sum(Measure.valueSum + 1, ofMeasure: target.measure)
      return squares * weight - sum * sum <= 1e-20 * squares * weight
    case .pair, .products, .computed: return false
    }
  }

  /// How the estimates follow from the totals of the units.
  var influence: Influence {
    Influence(
      table: table, estimatesPerGroup: estimator.targets.count, derivatives: derivatives,
      measureOfEstimate: estimator.targets.map(\.measure))
  }

  /// Writes the estimates of a replicate.
  func evaluate(replicateTotals totals: [Double], into values: inout [Double]) {
    // Where a replicate holds no record of a group the total is 0, and nothing else is defined.
    let ofNothing = estimator.statistic == .total ? 0 : Double.nan
    let k = estimator.targets.count
    var evaluation = Evaluation(of: table, count: k, hasDerivatives: false)
    for group in 0..<table.groupCount {
      for index in 0..<k { evaluation.values[index] = ofNothing }
      estimator.evaluate(groupTotals(group, totals), &evaluation)
      for index in 0..<k { values[group * k + index] = evaluation.values[index] }
    }
  }
}

extension Evaluation {
  /// Starts with estimates that are not defined and depend on no total.
  fileprivate init(of table: TotalsTable, count: Int, hasDerivatives: Bool) {
    self.init(
      values: [Double](repeating: .nan, count: count),
      derivatives: [Double](repeating: 0, count: hasDerivatives ? table.width * count : 0), offsets: table.offsets,
      hasDerivatives: hasDerivatives)
  }
}
