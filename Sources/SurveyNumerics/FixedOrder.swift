private import Foundation
private import ParallelWork

/// Reductions whose order of operations is fixed by the problem, never by the number of threads.
package enum FixedOrder {
  /// Returns the results of independent blocks of work, in block order.
  ///
  /// The blocks run on at most `width` threads. A fold over the result has the same bits for every width as long as a
  /// block's own work depends on its index only.
  ///
  /// - Parameters:
  ///   - blockCount: The number of blocks.
  ///   - width: The largest number of threads; by default the number of active processors.
  ///   - body: The work of one block.
  /// - Returns: One result for each block.
  package static func map<R: Sendable>(
    blockCount: Int, width: Int = ProcessInfo.processInfo.activeProcessorCount, _ body: @Sendable (Int) -> R
  ) -> [R] {
    precondition(blockCount >= 0, "\(blockCount) blocks")
    return ParallelWork.map(count: blockCount, width: width, body)
  }

  /// Returns the sum of numbers by halves, with runs of 64 added from left to right.
  ///
  /// The error grows with the logarithm of the count; the order depends on the count only.
  package static func sum(_ values: [Double]) -> Double {
    sum(values.span)
  }

  /// Returns the sum of numbers by halves, with runs of 64 added from left to right.
  package static func sum(_ values: borrowing Span<Double>) -> Double {
    sum(values, 0, values.count)
  }

  private static func sum(_ values: borrowing Span<Double>, _ start: Int, _ end: Int) -> Double {
    if end - start <= 64 {
      var total = 0.0
      for i in start..<end { total += values[i] }
      return total
    }
    // Cut at a multiple of 64, so that a run never straddles two halves.
    let half = start + ((end - start) / 2 + 63) / 64 * 64
    return sum(values, start, half) + sum(values, half, end)
  }
}
