import Foundation
import Peilstok
import TestSupport
import Testing

@Suite("Every test through both doors and from Swift")
struct TestDoorTests {
  /// Questions in the words of the options, by what they ask.
  private static let asked: [[String: String]] =
    TableStatistic.allCases.map { ["rows": "sch.wide", "columns": "stype", "statistic": $0.rawValue] } + [
      ["rows": "sch.wide", "columns": "comp.imp", "where": "api00 > 500"],
      ["difference": "stype", "of": "api00"],
      ["difference": "stype", "of": "sch.wide=Yes", "multiplicity": "benjamini-hochberg", "level": "0.9"],
      ["difference": "awards", "of": "sch.wide"],
      ["trend": "wave", "of": "api00"],
      ["trend": "wave", "of": "sch.wide=Yes"],
      ["trend": "wave", "of": "sch.wide", "adjusted-for": "stype + api99"],
    ]
    + RankScore.allCases.map {
      ["difference": $0 == .wilcoxon ? "awards" : "stype", "of": "api00", "statistic": $0.rawValue]
    }

  /// The schools with a wave for each, so that there is a trend.
  private static func schools() throws -> String {
    let text = try String(contentsOfFile: dataset("api/apistrat.csv"), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline)
    return lines.enumerated().map { number, line in
      "\(line),\(number == 0 ? "wave" : "\(2020 + 2 * (number % 3))")\n"
    }.joined()
  }

  private static let design = ["weights": "pw", "strata": "stype", "population-size": "fpc"]

  /// Law: whatever is tested, both doors and Swift give the same bits for each number, and the same verdicts.
  @Test(arguments: asked)
  func `gives the same numbers`(_ asked: [String: String]) throws {
    let words = QuestionWords(asked.mapValues { [$0] })
    try withFiles(["api.csv": Self.schools()]) { folder in
      let options = asked.sorted { $0.key < $1.key }.flatMap { ["--\($0.key)", $0.value] }
      let command = try peilstok(
        ["test", "api.csv", "--format", "json"]
          + Self.design.sorted { $0.key < $1.key }.flatMap {
            ["--\($0.key)", $0.value]
          } + options, in: folder)
      try #require(command.status == 0, "\(command.errors)")
      let printed = try JSONDecoder().decode(TestedAnswer.self, from: Data(command.output.utf8)).tests

      let entry = asked.sorted { $0.key < $1.key }.map { "\($0.key): \"\($0.value)\"" }.joined(separator: ", ")
      let notebook = """
        ---
        title: N
        language: en
        data: api.csv
        design: {weights: pw, strata: stype, population-size: fpc}
        ---

        ```yaml test
        a: {\(entry)}
        ```

        ```yaml table
        id: T1
        caption: Tests
        tests: a
        ```
        """
      let file = folder.appending(path: "n.md")
      try Data(notebook.utf8).write(to: file)
      let elements = try #require(try Notebook(contentsOf: file).namedResults().results["a"]?.elements)

      let data = try Microdata(contentsOf: folder.appending(path: "api.csv").path)
      let design = try SurveyQuestion(QuestionWords(Self.design.mapValues { [$0] })).design(of: data).design
      let answer = try TestQuestion(words).answer(from: design)

      try #require(!printed.isEmpty && answer.elements.count == printed.count)
      for (element, (test, own)) in paired(elements, Array(paired(printed, answer.elements))) {
        #expect(test.test == own.subject.name && test.statistic == own.statistic)
        #expect(test.verdict == own.outcome.name)
        #expect(test.degreesOfFreedom == own.degreesOfFreedom && test.unweightedCount == own.unweightedCount)
        let pairs: [(String, Double?, Double?)] = [
          ("statistic", test.value, own.value), ("p", test.pValue, own.pValue),
          ("adjusted-p", test.adjustedPValue, own.adjustedPValue),
          ("value", test.estimate ?? test.value, own.number?.value ?? own.value),
          ("lower", test.interval?.lower, own.number?.confidenceInterval?.lower),
          ("upper", test.interval?.upper, own.number?.confidenceInterval?.upper),
        ]
        for (field, number, swift) in pairs {
          let found = element.numbers[field].flatMap { $0.isNaN ? nil : $0 }
          #expect(found == number && number == swift.flatMap { $0.isNaN ? nil : $0 }, "\(field)")
        }
      }
      // The notebook prints a row for each test.
      let report = try peilstok("report n.md --output out", in: folder)
      #expect(report.status == 0, "\(report.errors)")
      let table = try String(contentsOf: folder.appending(path: "out/n/t1.csv"), encoding: .utf8)
      #expect(table.split(whereSeparator: \.isNewline).count > printed.count)
    }
  }

  @Test func `what cannot be asked is refused at its key`() throws {
    let ask = { (entry: String, folder: URL) throws -> CommandRun in
      let text =
        "---\ntitle: N\ndata: api.csv\ndesign: {weights: pw, strata: stype, population-size: fpc}\n---\n\n"
        + "```yaml test\na: \(entry)\n```\n"
      try Data(text.utf8).write(to: folder.appending(path: "n.md"))
      return try peilstok("report n.md --output out --overwrite", in: folder)
    }
    try withFiles(["api.csv": Self.schools()]) { folder in
      for (entry, sentence) in [
        ("{of: api00}", "A test needs \"rows\" with \"columns\", \"difference\" or \"trend\"."),
        ("{rows: stype}", "\"columns\" is missing."),
        (
          "{difference: stype, of: api00, statistic: wilcoxen}",
          "The key \"statistic\" does not know \"wilcoxen\". Did you mean \"wilcoxon\"?"
        ),
        (
          "{trend: wave, of: api00, adjusted-for: stype}",
          "\"adjusted-for\" goes with the trend of a share; \"of\" names \"api00\" without a level."
        ),
        ("{difference: stype, of: [api00, api99]}", "\"of\" takes one variable; found 2."),
      ] {
        let run = try ask(entry, folder)
        #expect(run.status == 1 && run.errors.contains(sentence), "\(entry): \(run.errors)")
      }
    }
  }
}
