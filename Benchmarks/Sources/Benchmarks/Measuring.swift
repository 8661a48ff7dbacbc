import Foundation

/// What was measured so far, each task after the other.
struct Measurements {
  /// How often each task runs.
  let runs: Int
  private(set) var results: [TaskResult] = []

  init(runs: Int) { self.runs = runs }

  /// Runs one task several times, keeps what was measured and returns what the task made.
  ///
  /// The numbers that `answer` takes from the last run stand beside the times, so that two programs are compared on
  /// what they computed before they are compared on how fast.
  mutating func measure<Product>(
    _ name: String, task: () throws -> Product, answer: (Product) -> [Double]
  ) throws -> Product {
    PeakMemory.reset()
    var seconds: [Double] = []
    var last: Product?
    for _ in 0..<runs {
      // What the run before made is released first: two copies in memory would count as this task's peak.
      last = nil
      let clock = ContinuousClock()
      let start = clock.now
      let product = try task()
      seconds.append((clock.now - start) / .seconds(1))
      last = product
    }
    guard let last else { preconditionFailure("\(name) ran \(runs) times") }
    results.append(
      TaskResult(name: name, seconds: seconds.sorted(), peakMemory: PeakMemory.current(), answer: answer(last)))
    return last
  }
}

/// The largest amount of memory that the process held, as Linux counts it.
enum PeakMemory {
  /// Starts counting again, where the system allows it.
  static func reset() {
    try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
  }

  /// The peak in bytes since the last reset, or nil on a system that does not tell.
  static func current() -> Int? {
    guard let status = try? String(contentsOf: URL(filePath: "/proc/self/status"), encoding: .utf8) else { return nil }
    for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
      return line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) }
        .map { $0 * 1024 }
    }
    return nil
  }
}
