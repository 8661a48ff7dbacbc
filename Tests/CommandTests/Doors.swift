import Foundation
import Peilstok
import TestSupport
import Testing

/// One question asked of the command and of a notebook in the same words, beside the files that it names.
struct Doors {
  /// The numbers of one estimate, as each door gives them.
  struct Numbers: Equatable {
    let value: Double
    let standardError: Double
    let degreesOfFreedom: Double
    let lower: Double
    let upper: Double
  }

  /// The data file, whose path is relative to the folder or absolute.
  let data: String
  let variable: String
  var files: [String: String] = [:]
  /// The words of the design and its variances, by option.
  var design: [String: String] = [:]
  /// The words of the weighting.
  var weighting: [String: String] = [:]

  private static let flags = ["nested", "strict"]

  /// Asks the command.
  func command(in folder: URL) throws -> CommandRun {
    let options = design.merging(weighting) { $1 }.sorted { $0.key < $1.key }.flatMap { option, value in
      Self.flags.contains(option) ? ["--\(option)"] : ["--\(option)", value]
    }
    return try peilstok(
      ["estimate", data, "--statistic", "mean", "--of", variable, "--format", "json"] + options, in: folder)
  }

  /// Asks a notebook.
  func notebook(in folder: URL) throws -> Numbers {
    let url = folder.appending(path: "doors.md")
    try Data(text(in: folder).utf8).write(to: url)
    let numbers = try #require(try Notebook(contentsOf: url).namedResults().results["a"]?.elements.first?.numbers)
    return Numbers(
      value: numbers["value"] ?? .nan, standardError: numbers["se"] ?? .nan, degreesOfFreedom: numbers["df"] ?? .nan,
      lower: numbers["lower"] ?? .nan, upper: numbers["upper"] ?? .nan)
  }

  private func text(in folder: URL) -> String {
    let mapping = { (words: [String: String]) in
      words.sorted { $0.key < $1.key }.map { "  \($0.key): \"\($0.value)\"\n" }.joined()
    }
    // A notebook's files are relative to it: as many steps up as the folder is deep.
    let up = String(repeating: "../", count: folder.resolvingSymlinksInPath().pathComponents.count - 1)
    let path = data.hasPrefix("/") ? up + data.dropFirst() : data
    return """
      ---
      title: Doors
      data: \(path)
      \(design.isEmpty ? "" : "design:\n\(mapping(design))")\(weighting.isEmpty ? "" : "weighting:\n\(mapping(weighting))")---

      ```yaml estimates
      a: {mean: \(variable)}
      ```
      """
  }

  /// Asks both, expects that they say the same to the last bit, and returns it.
  @discardableResult
  func agreed() throws -> Numbers {
    try withFiles(files) { folder in
      let run = try command(in: folder)
      #expect(run.errors == "")
      let answer = try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
      let estimate = try #require(answer.estimates.first)
      let found = Numbers(
        value: estimate.value ?? .nan, standardError: estimate.standardError ?? .nan,
        degreesOfFreedom: Double(estimate.degreesOfFreedom), lower: estimate.interval?.lower ?? .nan,
        upper: estimate.interval?.upper ?? .nan)
      #expect(try notebook(in: folder) == found, "\(design) \(weighting)")
      return found
    }
  }

  /// Asks both what neither should answer, and returns what they say of it.
  func refusals() throws -> (command: String, notebook: String) {
    try withFiles(files) { folder in
      let run = try command(in: folder)
      #expect(run.status != 0 && run.output == "")
      do {
        _ = try notebook(in: folder)
        Issue.record("the notebook answers \(design)")
        return (run.errors, "")
      } catch let error as NotebookError {
        return (run.errors, error.description)
      }
    }
  }
}

/// The text of a file of a case.
func caseFile(_ path: String) throws -> String {
  try String(contentsOf: repository.appending(path: "Tests/Fixtures/cases/\(path)"), encoding: .utf8)
}
