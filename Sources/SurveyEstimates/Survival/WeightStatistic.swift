internal import SurveyDesigns
internal import SurveyNumerics

/// Estimates that follow from the weights of all records through risk sets, rather than from a few totals.
///
/// Their linearised variable is worked out record by record, and its covariance is that of totals like any other.
struct WeightStatistic: Sendable {
  /// The estimates.
  let values: [Double]
  /// Returns the estimates under the weights of a replicate; not a number where undefined.
  let replicated: @Sendable (_ weights: [Double]) -> [Double]
  /// Returns the influence of a record, which takes part with its weight, on some of the estimates.
  let influence: @Sendable (_ estimates: Range<Int>) -> ComputedValues
}

extension SurveyDesign {
  /// Returns the covariances within runs of the estimates, and for each the replicates in which it is undefined.
  func covariances(
    of statistic: WeightStatistic, inRunsOf length: Int
  ) throws(EstimationError) -> (matrices: [Matrix], undefinedCounts: [Int]) {
    let count = statistic.values.count
    let runs = stride(from: 0, to: count, by: length).map { $0..<min($0 + length, count) }
    if let replicates = variance.replicateWeights {
      let deviations = FixedOrder.map(blockCount: replicates.count) { replicate in
        zip(statistic.replicated(weights(ofReplicate: replicate)), statistic.values).map { $0 - $1 }
      }
      var (matrices, undefinedCounts): ([Matrix], [Int]) = ([], [])
      for run in runs {
        var sums = ReplicateDeviations(replicates, columnCount: run.count)
        for replicate in deviations.indices { sums.add(deviations[replicate][run], ofReplicate: replicate) }
        matrices.append(
          sums.covariance { body in
            for replicate in deviations.indices { body(replicate, deviations[replicate][run]) }
          })
        undefinedCounts += sums.undefinedCounts
      }
      return (matrices, undefinedCounts)
    }
    var matrices: [Matrix] = []
    for run in runs {
      let table = totals(for: TotalsRequest(measures: [.computed(statistic.influence(run))]))
      var derivatives = [Double](repeating: 0, count: table.width * run.count)
      for j in 0..<run.count { derivatives[(Measure.valueSum + j) * run.count + j] = 1 }
      let influence = Influence(
        table: table, estimatesPerGroup: run.count, derivatives: derivatives,
        measureOfEstimate: [Int](repeating: 0, count: run.count))
      matrices.append(try designing { () throws(DesignError) in try covariance(of: influence) })
    }
    return (matrices, [Int](repeating: 0, count: count))
  }
}
