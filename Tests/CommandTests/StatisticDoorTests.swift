import Foundation
import Peilstok
import TestSupport
import Testing

/// One statistic in the words that both doors know.
private struct AskedStatistic: CustomStringConvertible, Sendable {
  let statistic: String
  let variables: [String]
  var words: [(option: String, values: [String])] = []

  var description: String { ([statistic] + variables + words.map(\.option)).joined(separator: " ") }

  /// The options of the command.
  var options: [String] {
    ["--statistic", statistic, "--of", variables.joined(separator: ",")]
      + words.flatMap { word in
        word.values == ["true"] ? ["--\(word.option)"] : ["--\(word.option)", word.values.joined(separator: ",")]
      }
  }

  /// The entry of a notebook, in which the statistic names its variables.
  var entry: String {
    let list = { (values: [String]) in "[" + values.map { "\"\($0)\"" }.joined(separator: ", ") + "]" }
    let keys = words.map { word in
      let name = word.option == "quantile" ? "order" : word.option
      return ", \(name): " + (word.values.count == 1 ? "\"\(word.values[0])\"" : list(word.values))
    }
    let flags = keys.joined().replacing("\"true\"", with: "true")
    return "{\(statistic): \(statistic == "ratio" ? variables[0] : list(variables))\(flags)}"
  }
}

@Suite("Every statistic through both doors")
struct StatisticDoorTests {
  private static let asked: [AskedStatistic] = [
    AskedStatistic(statistic: "mean", variables: ["api00", "api99"], words: [("by", ["stype"])]),
    AskedStatistic(statistic: "mean", variables: ["api00"], words: [("by", ["stype"]), ("totals", ["true"])]),
    AskedStatistic(statistic: "mean", variables: ["api00"], words: [("population", ["population.csv"])]),
    AskedStatistic(statistic: "total", variables: ["enroll"], words: [("by", ["sch.wide"])]),
    AskedStatistic(
      statistic: "prevalence", variables: ["sch.wide=Yes", "awards=Yes"],
      words: [("interval", ["wilson"]), ("where", ["api00 > 500"])]),
    AskedStatistic(statistic: "ratio", variables: ["api.stu"], words: [("over", ["enroll"]), ("by", ["stype"])]),
    AskedStatistic(statistic: "quantile", variables: ["api00"], words: [("quantile", ["0.3"]), ("by", ["stype"])]),
    AskedStatistic(statistic: "quantile", variables: ["api00"], words: [("quantile", ["0.3"]), ("rule", ["hf7"])]),
    AskedStatistic(statistic: "distribution-function", variables: ["api00"], words: [("at", ["500", "700"])]),
    AskedStatistic(statistic: "histogram", variables: ["api00"], words: [("at", ["300", "600", "900"])]),
    AskedStatistic(statistic: "density", variables: ["api00"], words: [("at", ["500", "700"])]),
    AskedStatistic(statistic: "variance", variables: ["api00", "api99"]),
    AskedStatistic(statistic: "covariance", variables: ["api00", "api99"]),
    AskedStatistic(statistic: "correlation", variables: ["api00", "api99"], words: [("by", ["stype"])]),
    AskedStatistic(statistic: "gini", variables: ["enroll"], words: [("by", ["stype"])]),
    AskedStatistic(statistic: "quintile-share-ratio", variables: ["enroll"]),
    AskedStatistic(statistic: "alpha", variables: ["api00", "api99", "meals"]),
    AskedStatistic(statistic: "kappa", variables: ["sch.wide", "awards"]),
    AskedStatistic(statistic: "counts", variables: ["sch.wide=Yes", "awards=Yes", "comp.imp=Yes"]),
    AskedStatistic(statistic: "patterns", variables: ["sch.wide=Yes", "awards=Yes"]),
    AskedStatistic(statistic: "co-occurrence", variables: ["sch.wide=Yes", "awards=Yes"], words: [("by", ["stype"])]),
    AskedStatistic(statistic: "cumulative-index", variables: ["sch.wide=Yes", "awards=Yes"]),
    AskedStatistic(
      statistic: "rate", variables: ["enroll"],
      words: [("population", ["population.csv"]), ("per", ["100"]), ("by", ["stype"]), ("interval", ["log"])]),
  ]

  private static let design = "design: {weights: pw, strata: stype, population-size: fpc}"
  private static let population = "stype,population\nE,4500\nH,700\nM,1000\n"

  /// Law: whatever is asked of a statistic, both doors give the same bits for each number.
  @Test(arguments: asked)
  private func `gives the same numbers`(_ asked: AskedStatistic) throws {
    try withFiles(["population.csv": Self.population]) { folder in
      try FileManager.default.copyItem(atPath: dataset("api/apistrat.csv"), toPath: folder.path + "/api.csv")
      let command = try peilstok(
        ["estimate", "api.csv", "--weights", "pw", "--strata", "stype", "--population-size", "fpc", "--format", "json"]
          + asked.options, in: folder)
      try #require(command.status == 0, "\(command.errors)")
      let answer = try JSONDecoder().decode(Answer.self, from: Data(command.output.utf8))
      let notebook = folder.appending(path: "n.md")
      let text = "---\ntitle: N\ndata: api.csv\n\(Self.design)\n---\n\n```yaml estimates\na: \(asked.entry)\n```\n"
      try Data(text.utf8).write(to: notebook)
      let elements = try #require(try Notebook(contentsOf: notebook).namedResults().results["a"]?.elements)
      try #require(elements.count == answer.estimates.count && !elements.isEmpty)
      for (element, estimate) in paired(elements, answer.estimates) {
        let pairs: [(String, Double?)] = [
          ("value", estimate.value), ("se", estimate.standardError), ("df", Double(estimate.degreesOfFreedom)),
          ("lower", estimate.interval?.lower), ("upper", estimate.interval?.upper),
        ]
        for (field, number) in pairs {
          let found = element.numbers[field].flatMap { $0.isNaN ? nil : $0 }
          #expect(found == number, "\(field)")
        }
      }
      // The answer is printed too, whatever it is of.
      let report = try peilstok("report n.md --output out", in: folder)
      #expect(report.status == 0, "\(report.errors)")
    }
  }

  @Test func `every statistic that the command knows is asked of both`() {
    #expect(Set(Self.asked.map(\.statistic)) == Set(EstimatedStatistic.allCases.map(\.rawValue)))
  }

  @Test func `what does not go together is refused at its key, and the file of a population is a source`() throws {
    let ask = { (entry: String, folder: URL) throws -> CommandRun in
      let text =
        "---\ntitle: N\ndata: api.csv\n\(Self.design)\n---\n\n```yaml estimates\na: \(entry)\n```\n\n{{a[E].value}}\n"
      try Data(text.utf8).write(to: folder.appending(path: "n.md"))
      return try peilstok("report n.md --output out --overwrite", in: folder)
    }
    try withFiles(["population.csv": Self.population]) { folder in
      try FileManager.default.copyItem(atPath: dataset("api/apistrat.csv"), toPath: folder.path + "/api.csv")
      #expect(
        try ask("{gini: enroll, at: [1, 2]}", folder).errors
          == "peilstok: n.md:8: \"at\" goes with \"statistic: distribution-function, histogram or density\", not with "
          + "\"statistic: gini\".\n")
      #expect(
        try ask("{kappa: [awards]}", folder).errors
          == "peilstok: n.md:8: \"statistic: kappa\" is of two variables; \"of\" names 1.\n")
      #expect(try ask("{rate: enroll}", folder).errors.contains("population"))
      #expect(try ask("{rate: enroll, population: population.csv, per: 100, by: stype}", folder).status == 0)
      let provenance = try String(contentsOf: folder.appending(path: "out/n/provenance.json"), encoding: .utf8)
      #expect(provenance.contains("population.csv"))
    }
  }
}
