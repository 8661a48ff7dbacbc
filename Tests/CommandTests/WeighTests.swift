import Foundation
import Peilstok
import TestSupport
import Testing

@Suite("peilstok weigh")
struct WeighTests {
  private static let margins = "counts: {stype: {E: 4421, H: 755, M: 1018}}\ntotals: {api99: 3914069}\n"
  private static let design = [
    dataset("api/apiclus1.csv"), "--weights", "pw", "--units", "dnum", "--population-size", "fpc",
  ]

  /// The JSON of `weigh`, as a program that reads it would declare it.
  private struct Report: Decodable {
    struct Weighting: Decodable {
      struct Margin: Decodable {
        let margin: String
        let levels: [String]
        let population: Double
        let before: Double
        let after: Double
        let absoluteStandardizedDifferenceAfter: Double?
      }

      let method: String
      let smallestFactor: Double
      let largestFactor: Double
      let margins: [Margin]
    }

    struct Weights: Decodable {
      struct Spread: Decodable {
        let sum: Double
        let designEffect: Double
        let effectiveCount: Double
      }

      let group: String
      let before: Spread
      let after: Spread
    }

    let weighting: Weighting
    let weights: [Weights]
  }

  @Test(arguments: ["linear", "raking", "logit"])
  func `the weights that are written give R's estimates`(_ method: String) throws {
    let reference = try #require(referenceCases("api") { $0 == "apiclus1.calibrate.\(method)" }.first)
    let bounds = method == "logit" ? ["--bounds", "0.5:3"] : []
    try withFiles(["margins.yaml": Self.margins]) { folder in
      let how = ["--margins", "margins.yaml", "--method", method] + bounds
      let run = try peilstok(
        ["weigh"] + Self.design + how + ["--output", "weighted.csv", "--by", "stype", "--format", "json"], in: folder)
      #expect(run.errors == "")
      let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
      #expect(report.weighting.method == "\(method) calibration")
      #expect(report.weighting.margins.count == 4)
      for margin in report.weighting.margins {
        #expect(isClose(margin.after, to: margin.population, relative: 1e-11))
        #expect((margin.absoluteStandardizedDifferenceAfter ?? 0) < 1e-11)
      }
      #expect(report.weights.map(\.group) == ["all", "stype=E", "stype=H", "stype=M"])
      #expect(isClose(report.weights[0].after.sum, to: 6194, relative: 1e-11))
      #expect(report.weights[0].after.designEffect > report.weights[0].before.designEffect)

      let estimate = ["--statistic", "mean", "--of", "api00", "--format", "json"]
      let written = try peilstok(
        ["estimate", "weighted.csv", "--weights", "calibrated_weight", "--units", "dnum"] + estimate, in: folder)
      let value = try JSONDecoder().decode(Answer.self, from: Data(written.output.utf8)).values[0]
      #expect(isClose(value, to: reference.number("mean", "value"), relative: 1e-9))
      // In one go, the variance knows the calibration.
      let atOnce = try peilstok(["estimate"] + Self.design + how + estimate, in: folder)
      let answer = try JSONDecoder().decode(Answer.self, from: Data(atOnce.output.utf8))
      #expect(isClose(answer.values[0], to: reference.number("mean", "value"), relative: 1e-9))
      #expect(isClose(answer.standardErrors[0], to: reference.number("mean", "se"), relative: 1e-7))
    }
  }

  /// The trimming in the JSON of `weigh`.
  private struct TrimmingReport: Decodable {
    struct Trimming: Decodable {
      struct Cut: Decodable, Equatable {
        let lower: Double
        let upper: Double
        let weights: Int
      }

      struct Margin: Decodable {
        let before: Double
        let after: Double
      }

      let cut: Cut
      let margins: [Margin]
    }

    let trimming: Trimming
  }

  @Test(arguments: [false, true])
  func `weights are trimmed after they met the margins, and what was cut is told`(_ isStrict: Bool) throws {
    try withFiles(["margins.yaml": Self.margins]) { folder in
      let how =
        ["--margins", "margins.yaml", "--method", "raking", "--trim", "22:41"] + (isStrict ? ["--strict"] : [])
      let text = try peilstok(["weigh"] + Self.design + how + ["--output", "text.csv"], in: folder)
      #expect(text.status == 0 && text.errors == "")
      let run = try peilstok(
        ["weigh"] + Self.design + how + ["--output", "weighted.csv", "--format", "json"], in: folder)
      let trimming = try JSONDecoder().decode(TrimmingReport.self, from: Data(run.output.utf8)).trimming
      #expect(trimming.cut.lower == 22 && trimming.cut.upper == 41)
      #expect(
        text.output.contains("before and after trimming: \(trimming.cut.weights) cut off at 22.0000 and 41.0000"))
      #expect(text.output.contains("Trimming of the weights at 22 and 41, \(trimming.cut.weights) cut off."))

      // The weights of R survey 4.1-1; those at a bound are the ones that were cut off.
      let fixture = WeightingFixture("trimming").numbers("weights", of: isStrict ? "strict" : "once")
      let weighted = try Microdata(contentsOf: folder.appending(path: "weighted.csv").path)
      let weights = try weighted.numbers(of: "calibrated_weight")
      #expect(weights.count == fixture.count)
      for (weight, wanted) in paired(weights, fixture) { #expect(isClose(weight, to: wanted, relative: 1e-9)) }

      // The counts of the three types and the total of api99 after the trimming.
      let types = try weighted.factor(of: "stype")
      #expect(trimming.margins.count == 4)
      for (code, cell) in paired(Array(types.levels.indices), Array(trimming.margins.prefix(3))) {
        let sum = weights.indices.reduce(0.0) { $0 + (types.codes[$1] == Int32(code) ? weights[$1] : 0) }
        #expect(isClose(cell.after, to: sum, relative: 1e-12) && cell.after != cell.before)
      }
      // In one go, the estimate is under the trimmed weights.
      let atOnce = try peilstok(
        ["estimate"] + Self.design + how + ["--statistic", "mean", "--of", "api00", "--format", "json"], in: folder)
      let answer = try JSONDecoder().decode(Answer.self, from: Data(atOnce.output.utf8))
      let scores = try weighted.numbers(of: "api00")
      let mean = zip(weights, scores).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
      #expect(isClose(answer.values[0], to: mean, relative: 1e-12))
    }
  }

  @Test func `everything but the weights is written as it was read`() throws {
    let records = "name,x,w\n\"a, b\",1.5,2\nc,,3\nd,-1e-7,4\n"
    let margins = "population: 18\n"
    try withFiles(["records.csv": records, "margins.yaml": margins]) { folder in
      let run = try peilstok(
        "weigh records.csv --weights w --margins margins.yaml --method poststratify --output out.csv --column own",
        in: folder)
      #expect(run.status == 0 && run.errors == "")
      #expect(
        run.output.contains("Margins before and after post-stratification: 1 iterations, factors from 2.0000 to 2.0000")
      )
      #expect(
        try String(contentsOf: folder.appending(path: "out.csv"), encoding: .utf8)
          == "name,x,w,own\n\"a, b\",1.5,2,4\nc,,3,6\nd,-1e-7,4,8\n")
    }
  }

  @Test func `crossed counts are post-stratification, and a model knows of them`() throws {
    let crossed =
      "counts: {stype x sch.wide: {E x No: 500, E x Yes: 3921, H x No: 472, H x Yes: 283, M x No: 300, M x Yes: 718}}"
    try withFiles(["margins.yaml": crossed]) { folder in
      let how = ["--margins", "margins.yaml", "--method", "poststratify"]
      let run = try peilstok(
        ["estimate"] + Self.design + how
          + ["--statistic", "total", "--of", "sch.wide=Yes", "--by", "stype", "--format", "json"], in: folder)
      let answer = try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
      for (value, count) in paired(answer.values, [3921.0, 283, 718]) {
        #expect(isClose(value, to: count, relative: 1e-12))
      }
      #expect(answer.standardErrors.allSatisfy { $0 < 1e-6 })
      let model = try peilstok(["model"] + Self.design + how + ["--formula", "sch.wide == Yes ~ stype"], in: folder)
      #expect(model.status == 0 && model.output.contains("Post-stratification of the weights to stype x sch.wide."))
    }
  }

  @Test(
    arguments: [
      ("counts: {sctype: {E: 1}}", "m.yaml, line 1: There is no column named \"sctype\". Did you mean \"stype\"?"),
      (
        "counts:\n  stype: {E: 1}\n  awards: {Yse: 3}",
        "m.yaml, line 3: Column \"awards\" has no level \"Yse\"."
      ),
      (
        "count: {stype: {E: 1}}",
        "m.yaml, line 1: Expected one of population, counts, totals, means; found \"count\". Did you mean \"counts\"?"
      ),
      ("totals:\n  api99: many", "m.yaml, line 2: Expected a number."),
      ("totals: {stype: 3}", "m.yaml, line 1: Column \"stype\" holds levels, not numbers."),
      (
        "counts: {stype x awards: {E: 3}}",
        "m.yaml, line 1: Expected a level of each variable, with \" x \" between them."
      ),
      ("{}", "m.yaml, line 1: Expected a key \"counts\"."),
      (
        "counts: {stype: {E: 4421, H: 755}}",
        "Margin \"stype\": level number 3 of 3 has sample weight 846.1749076843254 but no population count."
      ),
      (
        "means: {api99: 10}",
        "Margin \"mean of api99\": no weights within the bounds reach the control 10.0; they reach from 365.0 to 890.0."
      ),
    ])
  func `margins that cannot be met are one sentence, and nothing is written`(_ margins: String, _ sentence: String)
    throws
  {
    try withFiles(["m.yaml": margins]) { folder in
      let run = try peilstok(
        ["weigh"] + Self.design + ["--margins", "m.yaml", "--method", "raking", "--output", "out.csv"], in: folder)
      #expect(run.status == 1 && run.output == "")
      #expect(run.errors == "peilstok: \(sentence)\n")
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "out.csv").path))
    }
  }

  @Test(
    arguments: [
      ("--output o.csv", "weigh needs --margins."),
      ("--output o.csv --margins m.yaml", "--margins needs --method."),
      ("--output o.csv --method rake", "--method needs --margins."),
      (
        "--output o.csv --margins m.yaml --method rake --bounds 0.5:3", "--bounds and --method rake cannot go together."
      ),
      (
        "--output o.csv --margins m.yaml --method logit --bounds 3",
        "--bounds takes two numbers, the smaller first, such as 0.5:3; found 3."
      ),
      ("--output o.csv --trim 1:3", "--trim needs --margins."),
      ("--output o.csv --margins m.yaml --method rake --strict", "--strict needs --trim."),
      (
        "--output o.csv --margins m.yaml --method rake --trim 3:1",
        "--trim takes two numbers, the smaller first, such as 20:400; found 3:1."
      ),
      (
        "--output o.csv --margins m.yaml --method poststratify",
        "--method poststratify is to one margin, such as a count of crossed variables; found 2."
      ),
    ])
  func `options that make no sense are usage errors`(_ options: String, _ sentence: String) throws {
    try withFiles(["m.yaml": Self.margins]) { folder in
      let run = try peilstok(["weigh"] + Self.design + options.split(separator: " ").map(String.init), in: folder)
      #expect(run.status == 64 && run.output == "")
      #expect(run.errors == "peilstok: \(sentence) See 'peilstok weigh --help'.\n")
    }
  }
}
