import Foundation

/// What one run of the benchmarks measured.
struct BenchmarkResults: Codable {
  let recordCount: Int
  let columnCount: Int
  let fileSize: Int
  let runCount: Int
  let processorCount: Int
  let tasks: [TaskResult]
}

/// What was measured of one task.
struct TaskResult: Codable {
  let name: String
  /// The duration of each run, the shortest first.
  let seconds: [Double]
  let minimum: Double
  let median: Double
  /// The peak of the process during the task in bytes, with the records that it already held.
  let peakMemory: Int?
  /// Numbers from the task's result, for comparison with what other programs compute.
  let answer: [Double]

  /// Creates the result of a task from durations in ascending order.
  init(name: String, seconds: [Double], peakMemory: Int?, answer: [Double]) {
    precondition(!seconds.isEmpty, "\(name) has no durations")
    self.name = name
    self.seconds = seconds
    minimum = seconds[0]
    median = (seconds[(seconds.count - 1) / 2] + seconds[seconds.count / 2]) / 2
    self.peakMemory = peakMemory
    self.answer = answer
  }
}

extension BenchmarkResults {
  /// Returns the results as JSON with keys in alphabetical order.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// Returns the results as a table for a person.
  func text() -> String {
    var lines = [
      "\(recordCount) records x \(columnCount) columns, \(fileSize / 1_000_000) MB of CSV;"
        + " \(runCount) runs of each task on \(processorCount) processors",
      Self.row("task", "minimum", "median", "peak memory"),
    ]
    for task in tasks {
      lines.append(
        Self.row(
          task.name, Self.milliseconds(task.minimum), Self.milliseconds(task.median),
          task.peakMemory.map { "\($0 / 1_048_576) MiB" } ?? "unknown"))
    }
    return lines.joined(separator: "\n")
  }

  private static func row(_ task: String, _ columns: String...) -> String {
    task.padding(toLength: 32, withPad: " ", startingAt: 0)
      + columns.map { String(repeating: " ", count: max(1, 14 - $0.count)) + $0 }.joined()
  }

  private static func milliseconds(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10_000).rounded())
    return "\(tenths / 10).\(tenths % 10) ms"
  }
}
