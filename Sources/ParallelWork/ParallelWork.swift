private import Dispatch
private import Foundation
private import Synchronization

/// Work on several threads whose results stand in the order of the work, whoever does it.
package enum ParallelWork {
  /// Returns the results of independent pieces of work, in their order.
  ///
  /// - Parameters:
  ///   - count: the number of pieces.
  ///   - width: the largest number of threads; by default the number of active processors.
  ///   - body: the work of one piece, of which the result depends on its index only.
  /// - Returns: One result for each piece.
  package static func map<R: Sendable>(
    count: Int, width: Int = ProcessInfo.processInfo.activeProcessorCount, _ body: @Sendable (Int) -> R
  ) -> [R] {
    precondition(count >= 0, "\(count) pieces of work")
    let workers = max(1, min(width, count))
    if workers == 1 { return (0..<count).map(body) }
    // A worker takes the next piece when it is free: which worker does a piece does not matter to its result.
    let next = Atomic(0)
    let results = Results<R>(count: count)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if piece >= count { return }
        results.store(body(piece), at: piece)
      }
    }
    return results.all
  }
}

/// The results of pieces of work, stored by whichever thread worked them out.
///
/// It is guarded by a lock of the system because ThreadSanitizer knows those; it takes what a `Mutex` guards for a race.
private final class Results<R: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var stored: [R?]

  init(count: Int) { stored = [R?](repeating: nil, count: count) }

  func store(_ result: R, at piece: Int) { lock.withLock { stored[piece] = result } }

  var all: [R] { lock.withLock { stored.compactMap(\.self) } }
}
