import Dispatch
import Foundation
import Synchronization

/// A line on the terminal that says what is being done, for work that takes over a second.
///
/// It goes to standard error, only where that is a terminal, and is erased at the end.
final class ProgressLine: Sendable {
  private enum State {
    case waiting
    case shown
    case finished
  }

  private let state = Mutex(State.waiting)

  /// Shows the line once a second has passed, unless the work has finished by then.
  init(_ words: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    DispatchQueue.global().asyncAfter(deadline: .now() + 1) { [weak self] in
      self?.state.withLock { state in
        guard state == .waiting else { return }
        state = .shown
        ProgressLine.write("\(words) …")
      }
    }
  }

  /// Erases the line.
  func finish() {
    state.withLock { state in
      if state == .shown { ProgressLine.write("\r\u{1B}[K") }
      state = .finished
    }
  }

  private static func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}

/// Does work under a progress line.
func withProgress<Result>(_ words: String, _ work: () throws -> Result) rethrows -> Result {
  let line = ProgressLine(words)
  defer { line.finish() }
  return try work()
}
