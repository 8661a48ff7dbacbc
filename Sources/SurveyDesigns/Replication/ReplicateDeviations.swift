package import SurveyNumerics

/// Adds up the covariance of estimates from their deviations in each replicate.
///
/// Deviations are first taken from the estimates of the full sample. A first pass finds their means, a second the
/// squares around these; a replicate in which an estimate is undefined adds nothing to its variance.
package struct ReplicateDeviations: Sendable {
  private let replicates: ReplicateWeights
  private let columnCount: Int
  private var sums: [Double]
  private var counts: [Int]
  /// The number of replicates in which each estimate is undefined.
  package private(set) var undefinedCounts: [Int]

  /// Starts with no replicate.
  package init(_ replicates: ReplicateWeights, columnCount: Int) {
    self.replicates = replicates
    self.columnCount = columnCount
    sums = [Double](repeating: 0, count: columnCount)
    counts = [Int](repeating: 0, count: columnCount)
    undefinedCounts = counts
  }

  /// Takes the deviations of one replicate into the means; not a number where an estimate is undefined.
  package mutating func add(_ deviations: ArraySlice<Double>, ofReplicate replicate: Int) {
    for (column, deviation) in deviations.enumerated() {
      if deviation.isNaN {
        undefinedCounts[column] += 1
      } else if replicates.replicateScales[replicate] > 0 {
        sums[column] += deviation
        counts[column] += 1
      }
    }
  }

  /// The centre of the deviations, once all replicates are in the means.
  private var centers: [Double] {
    replicates.center == .estimate
      ? [Double](repeating: 0, count: columnCount) : zip(sums, counts).map { $1 > 0 ? $0 / Double($1) : 0 }
  }

  /// Returns the variance of each estimate from the deviations that a closure hands over, replicate after replicate.
  package func variances(
    _ forEachReplicate: (_ body: (_ replicate: Int, _ deviations: [Double]) -> Void) -> Void
  ) -> [Double] {
    let centers = centers
    var squares = [Double](repeating: 0, count: columnCount)
    forEachReplicate { replicate, deviations in
      let scale = replicates.scale * replicates.replicateScales[replicate]
      for column in squares.indices where !deviations[column].isNaN {
        let distance = deviations[column] - centers[column]
        squares[column] += scale * distance * distance
      }
    }
    return squares
  }

  /// Returns the covariance from the deviations that a closure hands over, replicate after replicate.
  package func covariance(
    _ forEachReplicate: (_ body: (_ replicate: Int, _ deviations: ArraySlice<Double>) -> Void) -> Void
  ) -> Matrix {
    let centers = centers
    var squares = SumOfSquares(columnCount: columnCount)
    var row = [Double](repeating: 0, count: columnCount)
    forEachReplicate { replicate, deviations in
      let scale = (replicates.scale * replicates.replicateScales[replicate]).squareRoot()
      for (column, deviation) in deviations.enumerated() {
        row[column] = deviation.isNaN ? 0 : (deviation - centers[column]) * scale
      }
      squares.add(row)
    }
    return squares.matrix
  }
}
