import ArgumentParser
import Foundation

/// Times the tasks on one file and prints what it measured.
@main
struct BenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Benchmarks",
    abstract: "Times reading records, estimates, raking and a logistic model.",
    discussion: "Times on a shared machine are noisy: compare within one run, and the minimum before the median.")

  @Option(help: "The number of synthetic records.")
  var records = 1_000_000

  @Option(help: "How often each task runs.")
  var runs = 5

  @Option(help: "The seed of the synthetic records.")
  var seed: UInt64 = 2024

  @Option(help: "A CSV file with the same columns, timed in place of synthetic records.")
  var data: String?

  @Option(help: "A folder for the synthetic records and what other programs need to run the same tasks; times nothing.")
  var write: String?

  @Option(help: "The form of the results.")
  var format = OutputFormat.text

  @Flag(help: "Times 100,000 records three times.")
  var quick = false

  func validate() throws {
    guard records >= SyntheticSurvey.smallestSize else {
      throw ValidationError(
        "The design needs at least \(SyntheticSurvey.smallestSize) records; \(records) were asked for.")
    }
    guard runs >= 1 else { throw ValidationError("Each task has to run at least once.") }
  }

  func run() throws {
    if let write { return try PeerFiles(survey: survey, folder: URL(filePath: write)).write() }
    let results = try data.map(measure) ?? measureSyntheticRecords()
    print(format == .json ? try results.json() : results.text())
  }

  private var survey: SyntheticSurvey { SyntheticSurvey(recordCount: quick ? 100_000 : records, seed: seed) }

  private func measureSyntheticRecords() throws -> BenchmarkResults {
    let folder = try FileManager.default.url(
      for: .itemReplacementDirectory, in: .userDomainMask, appropriateFor: FileManager.default.temporaryDirectory,
      create: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "survey.csv")
    try survey.write(to: file)
    return try measure(file.path)
  }

  private func measure(_ path: String) throws -> BenchmarkResults {
    try SurveyTasks(path: path).measured(runs: quick ? 3 : runs)
  }
}

/// How results are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}
