internal import Dispatch
internal import Foundation

/// The signals that ask a program to end: what it has half written is removed before it does.
package enum EndingSignals {
  nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []

  /// Has the signals clean up from here on; one that was ignored, as under `nohup`, stays so.
  package static func cleanUp() {
    let queue = DispatchQueue(label: "signals")
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      guard unsafe sigaction(number, nil, &action) == 0, !isIgnored(action) else { continue }
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        StagedFolders.endAll {
          signal(number, SIG_DFL)
          kill(getpid(), number)
          // Where the signal has no effect, as in the first process of a container.
          usleep(100_000)
          _exit(128 + number)
        }
      }
      source.resume()
      unsafe sources.append(source)
    }
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    // A handler is a pointer to code, which cannot be compared; the one that ignores is the number 1.
    unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
  }
}
