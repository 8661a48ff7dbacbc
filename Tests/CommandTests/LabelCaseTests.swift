import Foundation
import TestSupport
import Testing

/// What the command prints of codes, of empty columns and of levels that the question rules out.
@Suite struct `Printed levels` {
  private func run(_ name: String, _ arguments: [String]) throws -> CommandRun {
    try withCase(name) { folder in try peilstok(arguments, in: folder) }
  }

  /// The first cell of each row of a Markdown or text table that begins with some text.
  private func labels(_ output: String, from start: String) -> [String] {
    output.split(separator: "\n").map { $0.drop { "| ".contains($0) } }.filter { $0.hasPrefix(start) }.map { line in
      line.split(separator: "|")[0].split(separator: "  ")[0].trimmingCharacters(in: .whitespaces)
    }
  }

  private static let codes = "15-command-prints-codes"
  private static let shares = [
    "estimate", "datapackage.json", "--weights", "w", "--statistic", "prevalence", "--of", "lab",
  ]

  @Test(arguments: ["markdown", "text"])
  func `15-command-prints-codes: tables show labels, and the code where two are equal`(format: String) throws {
    let run = try run(Self.codes, Self.shares + ["--format", format])
    #expect(
      labels(run.output, from: "lab=")
        == ["lab=Tent", "lab=Other (2)", "lab=Other (3)", "lab=Market", "lab=Shop"])
    #expect(run.output.contains("Note:") && run.output.contains("lab=Shop: The share is 0 or 1"))
    let grouped = try self.run(
      Self.codes,
      [
        "estimate", "datapackage.json", "--weights", "w", "--statistic", "mean", "--of", "pid", "--by", "lab",
        "--format", format,
      ])
    for label in ["Tent", "Other (2)", "Other (3)", "Market", "Shop"] { #expect(grouped.output.contains(label)) }
    #expect(grouped.output.contains("pid, lab=Other (2): The domain reaches no more primary units than strata"))
  }

  @Test func `15-command-prints-codes: CSV and JSON keep the codes, and JSON has the labels beside them`() throws {
    let csv = try run(Self.codes, Self.shares + ["--format", "csv"])
    let levels = csv.output.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[2] }
    #expect(levels == ["1", "2", "3", "4", "5"])
    let json = try run(Self.codes, Self.shares + ["--format", "json"])
    struct Labelled: Decodable {
      struct Estimate: Decodable {
        let level: String
        let levelLabel: String?
      }
      let estimates: [Estimate]
      let diagnostics: [String]
    }
    let answer = try JSONDecoder().decode(Labelled.self, from: Data(json.output.utf8))
    #expect(answer.estimates.map(\.level) == ["1", "2", "3", "4", "5"])
    #expect(answer.estimates.map(\.levelLabel) == ["Tent", "Other", "Other", "Market", "Shop"])
    #expect(answer.diagnostics.contains("lab=5: The share is 0 or 1, where the logit interval does not exist."))
  }

  @Test func `tests, models and weights show labels too`() throws {
    let design = ["datapackage.json", "--weights", "w"]
    let test = try run(Self.codes, ["test"] + design + ["--difference", "lab", "--of", "id"])
    #expect(test.output.contains("lab=Other (2) - lab=Tent"))
    let adjusted = try run(
      Self.codes,
      ["model"] + design + [
        "--family", "gaussian", "--formula", "id ~ lab", "--where", "lab in (1, 2)", "--adjusted", "lab",
      ])
    #expect(adjusted.output.contains("The same compared with Tent") && adjusted.output.contains("\nOther (2)"))
    let check = try run(Self.codes, ["check"] + design + ["--by", "lab"])
    #expect(check.output.contains("lab=Market"))
  }

  private static let empty = "19-empty-column-and-structural-zeros"

  @Test(arguments: ["f", "f=yes", "f=1"])
  func `19-empty-column-and-structural-zeros: an empty column gives n 0 and a note`(of target: String) throws {
    let run = try run(
      Self.empty,
      [
        "estimate", "h.csv", "--weights", "w", "--strata", "s", "--statistic", "prevalence", "--of", target, "--format",
        "json",
      ])
    let answer = try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
    #expect(answer.estimates.map(\.unweightedCount) == [0] && answer.estimates.map(\.missingCount) == [4])
    #expect(answer.diagnostics.contains { $0.hasSuffix("The domain holds no record with a known value.") })
  }

  @Test(arguments: [
    ["estimate", "h.csv", "--weights", "w", "--strata", "s", "--statistic", "mean", "--of", "y", "--by", "f"],
    ["test", "h.csv", "--weights", "w", "--rows", "f", "--columns", "s"],
    ["test", "h.csv", "--weights", "w", "--rows", "s", "--columns", "f"],
    ["test", "h.csv", "--weights", "w", "--difference", "f", "--of", "y"],
    ["test", "h.csv", "--weights", "w", "--difference", "f", "--of", "y", "--statistic", "wilcoxon"],
  ])
  func `19-empty-column-and-structural-zeros: groups of nothing are named by their column`(arguments: [String]) throws {
    let run = try run(Self.empty, arguments)
    #expect(run.status == 1)
    #expect(run.errors == "peilstok: Column \"f\" has no known value, so it forms no groups.\n")
  }

  @Test func `19-empty-column-and-structural-zeros: levels that the condition excludes are no zeros`() throws {
    let design = [
      "estimate", "i.csv", "--weights", "w", "--strata", "st", "--units", "psu", "--nested", "--format", "csv",
    ]
    let condition = "race == white or race == black"
    let shares = try run(
      Self.empty, design + ["--statistic", "prevalence", "--of", "race", "--by", "sex", "--where", condition])
    let rows = shares.output.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[2...4].map(String.init) }
    #expect(rows.map { $0[0] + $0[1] } == ["blackboy", "whiteboy", "blackgirl", "whitegirl"])
    let expected = [0.267797894, 0.732202106, 0.293238764, 0.706761236]
    for (row, expected) in paired(rows, expected) { #expect(abs((Double(row[2]) ?? .nan) - expected) < 5e-6) }
    let means = try run(
      Self.empty, design + ["--statistic", "mean", "--of", "age", "--by", "race", "--where", condition])
    #expect(means.output.split(separator: "\n").count == 3)
    let model = try run(
      Self.empty,
      ["model", "i.csv", "--weights", "w", "--formula", "y ~ race", "--where", condition])
    #expect(model.status == 0 && !model.output.contains("asian") && model.output.contains("racewhite"))
    // A level that has no record for another reason keeps its zero.
    let young = try run(
      Self.empty, design + ["--statistic", "mean", "--of", "age", "--by", "race", "--where", "age < 0"])
    #expect(young.output.split(separator: "\n").count == 5)
  }
}
