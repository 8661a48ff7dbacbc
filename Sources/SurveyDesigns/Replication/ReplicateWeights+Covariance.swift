package import SurveyNumerics

/// The covariance of estimates from replicates of their weights.
extension ReplicateWeights {
  /// Replicates of one call are worked out in runs of this many, each by one thread.
  private static let replicatesPerRun = 4
  /// The deviations that are kept between the two passes; beyond it they are worked out twice.
  private static let keptDeviations = 1 << 22

  /// Returns the covariance of estimates that are functions of totals, with the replicates in which each is undefined.
  ///
  /// Every replicate's totals are the factors of its units times their totals; memory holds a factor for each unit, on
  /// each thread, and never one for each unit and replicate. The same bits whatever the number of threads.
  ///
  /// - Parameters:
  ///   - estimates: the estimates of each table from the full sample; not a number where undefined.
  ///   - tables: the totals by unit.
  ///   - width: the largest number of threads; nil for the number of processors.
  ///   - transform: a function of one estimate whose variance is asked for too; nil for none.
  ///   - evaluate: writes the estimates of a table in a replicate from the totals of all its groups.
  /// - Returns: The covariance, and for each estimate the number of replicates in which it is undefined; of the transformed
  ///   estimates, if any, the variance and the number of replicates in which they are no numbers.
  package func covariance(
    of estimates: [[Double]], tables: [TotalsTable], width: Int? = nil, transform: ((Double) -> Double)? = nil,
    evaluate: @Sendable (_ table: Int, _ replicate: Int, _ totals: [Double], _ values: inout [Double]) -> Void
  ) -> (
    covariance: Matrix, undefinedCounts: [Int], transformed: (variances: [Double], undefinedCounts: [Int])?
  ) {
    let totals = tables.map { ReplicateTotals($0, self) }
    let columnCount = estimates.reduce(0) { $0 + $1.count }
    let runLength = max(Self.replicatesPerRun, min(64, count / 64))
    let runs = stride(from: 0, to: count, by: runLength).map { $0..<min($0 + runLength, count) }
    func deviations(ofRuns some: ArraySlice<Range<Int>>) -> [[Double]] {
      let work: @Sendable (Int) -> [Double] = { position in
        let run = some[some.startIndex + position]
        var result = [Double](repeating: .nan, count: run.count * columnCount)
        var first = 0
        for (table, estimates) in estimates.enumerated() {
          var values = estimates
          totals[table].forEach(of: run) { replicate, totals in
            for index in values.indices { values[index] = .nan }
            evaluate(table, replicate, totals, &values)
            let start = (replicate - run.lowerBound) * columnCount + first
            for index in values.indices { result[start + index] = values[index] - estimates[index] }
          }
          first += estimates.count
        }
        return result
      }
      if let width { return FixedOrder.map(blockCount: some.count, width: width, work) }
      return FixedOrder.map(blockCount: some.count, work)
    }
    let isKept = count * columnCount <= Self.keptDeviations
    let kept = isKept ? deviations(ofRuns: runs[...]) : []
    func forEachReplicate(_ body: (_ replicate: Int, _ deviations: ArraySlice<Double>) -> Void) {
      let step = isKept ? runs.count : 256
      for start in stride(from: 0, to: runs.count, by: step) {
        let some = runs[start..<min(start + step, runs.count)]
        for (range, values) in zip(some, isKept ? kept : deviations(ofRuns: some)) {
          for (position, replicate) in range.enumerated() {
            body(replicate, values[position * columnCount..<(position + 1) * columnCount])
          }
        }
      }
    }
    var sums = ReplicateDeviations(self, columnCount: columnCount)
    forEachReplicate { sums.add($1, ofReplicate: $0) }
    let covariance = sums.covariance(forEachReplicate)
    guard let transform else { return (covariance, sums.undefinedCounts, nil) }
    let values = estimates.flatMap(\.self)
    let transformed = values.map(transform)
    func forEachTransformed(_ body: (_ replicate: Int, _ deviations: [Double]) -> Void) {
      forEachReplicate { replicate, deviations in
        body(
          replicate,
          deviations.enumerated().map { column, deviation in
            let found = transform(values[column] + deviation) - transformed[column]
            return found.isFinite ? found : .nan
          })
      }
    }
    var moments = ReplicateDeviations(self, columnCount: columnCount)
    forEachTransformed { moments.add($1[...], ofReplicate: $0) }
    return (
      covariance, sums.undefinedCounts, (moments.variances(forEachTransformed), moments.undefinedCounts)
    )
  }
}
