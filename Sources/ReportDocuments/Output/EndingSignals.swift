internal import Foundation

/// The signals that ask a program to end: what it has half written is removed before it does.
///
/// The handler only writes the number of the signal to a pipe, which is all that a handler may do, and a thread of its
/// own reads it: a source of Dispatch loses one signal of about a hundred where it is the first.
package enum EndingSignals {
  /// Where the handler writes; it is set before the first handler is.
  nonisolated(unsafe) private static var writingEnd: Int32 = -1

  /// Has the signals clean up from here on; one that was ignored, as under `nohup`, stays so.
  package static func cleanUp() {
    var ends: [Int32] = [-1, -1]
    // Without a pipe the signals keep their own effect, and the next run removes what is left.
    guard unsafe pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let readingEnd = ends[0]
    unsafe writingEnd = ends[1]
    Thread.detachNewThread { end(atNumberFrom: readingEnd) }
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      guard unsafe sigaction(number, nil, &action) == 0, !isIgnored(action) else { continue }
      var handled = sigaction()
      unsafe handled.__sigaction_handler.sa_handler = { number in
        let kept = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = unsafe write(EndingSignals.writingEnd, &byte, 1)
        errno = kept
      }
      handled.sa_flags = SA_RESTART
      _ = unsafe sigaction(number, &handled, nil)
    }
  }

  /// Waits for the number of a signal, cleans up and ends the process by that signal.
  private static func end(atNumberFrom readingEnd: Int32) {
    var byte: UInt8 = 0
    var count = unsafe read(readingEnd, &byte, 1)
    while count < 0, errno == EINTR { count = unsafe read(readingEnd, &byte, 1) }
    guard count == 1 else { return }
    let number = Int32(byte)
    StagedFolders.endAll {
      signal(number, SIG_DFL)
      kill(getpid(), number)
      // Where the signal has no effect, as in the first process of a container.
      usleep(100_000)
      _exit(128 + number)
    }
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    // A handler is a pointer to code, which cannot be compared; the one that ignores is the number 1.
    unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
  }
}
