import Foundation
import Peilstok
import TestSupport
import Testing

/// The JSON of `model` with numbers adjusted by it, pooled over imputations.
private struct PooledAdjusted: Decodable {
  struct Number: Decodable {
    let value: Double
    let standardError: Double
    let degreesOfFreedom: Double
    let lower: Double
    let upper: Double
    let fractionOfMissingInformation: Double
  }
  struct Means: Decodable {
    struct Comparison: Decodable {
      let ratio: Number
      let difference: Number
    }
    let means: [Number]
    let comparisons: [Comparison]
  }
  struct Effect: Decodable { let change: Number }
  struct Fraction: Decodable {
    let fraction: Number
    let people: Number
  }
  struct Doses: Decodable {
    let means: [Number]
    let slope: Number
    let oddsRatio: Number?
  }

  let adjusted: [Means]
  let effects: [Effect]
  let fraction: Fraction
  let doses: Doses
}

/// The JSON of `estimate` of pooled estimates.
private struct PooledAnswer: Decodable {
  struct Estimate: Decodable {
    struct Interval: Decodable {
      let lower: Double
      let upper: Double
    }
    let value: Double
    let standardError: Double
    let degreesOfFreedom: Double
    let interval: Interval
  }
  let estimates: [Estimate]
  let diagnostics: [String]
}

@Suite("Numbers pooled over imputations")
struct ImputedNumberTests {
  private static let folder = "18-imputed-margins-and-external-imputations"
  private static let model = "y ~ sex + factor(age)"

  private func records() throws -> String { try caseFile("\(Self.folder)/im.csv") }

  private func imputed(_ folder: URL) throws -> ImputedDesigns {
    try SurveyDesign(
      Microdata(contentsOf: folder.appending(path: "im.csv").path), weights: "w",
      stages: [Stage(units: "psu", strata: "st")], unitsAreNested: true
    ).imputed(["y"], from: ["sex", "age", "race"], times: 20, seed: 1)
  }

  /// Rubin's rules by hand, on a scale, with the degrees of freedom of Barnard and Rubin.
  private func rubin(
    _ numbers: [(value: Double, standardError: Double)]
  ) -> (value: Double, standardError: Double) {
    let m = Double(numbers.count)
    let mean = numbers.reduce(0) { $0 + $1.value } / m
    let within = numbers.reduce(0) { $0 + $1.standardError * $1.standardError } / m
    let between = numbers.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) } / (m - 1)
    return (mean, (within + (1 + 1 / m) * between).squareRoot())
  }

  @Test func `adjusted shares and what follows from them are pooled, ratios by their logarithm`() throws {
    try withFiles(["im.csv": try records()]) { folder in
      let run = try peilstok(
        [
          "model", "im.csv", "--weights", "w", "--strata", "st", "--units", "psu", "--nested", "--formula", Self.model,
          "--impute", "y", "--impute-from", "sex,age,race", "--seed", "1", "--adjusted", "sex", "--effects", "all",
          "--fraction", "sex=boy", "--doses", "age", "--format", "json",
        ], in: folder)
      try #require(run.status == 0, "\(run.errors)")
      let answer = try JSONDecoder().decode(PooledAdjusted.self, from: Data(run.output.utf8))
      let fits = try imputed(folder).designs.map {
        try ModelFormula(parsing: Self.model).fitted(to: $0).averagePredictions
      }
      let margins = try fits.map { try $0.margins(over: "sex") }
      let levels = margins[0].map(\.level)
      for (position, mean) in answer.adjusted[0].means.enumerated() {
        let expected = rubin(margins.map { ($0[position].value, $0[position].standardError) })
        #expect(isClose(mean.value, to: expected.value, relative: 1e-12))
        #expect(isClose(mean.standardError, to: expected.standardError, relative: 1e-12))
        #expect(mean.fractionOfMissingInformation > 0 && mean.lower < mean.value && mean.value < mean.upper)
      }
      let comparison = answer.adjusted[0].comparisons[0]
      let ratios = try margins.map { try $0.adjustedPrevalenceRatio(of: levels[1], to: levels[0]) }
      let ratio = rubin(ratios.map { (log($0.value), $0.standardError / $0.value) })
      #expect(isClose(comparison.ratio.value, to: exp(ratio.value), relative: 1e-12))
      #expect(isClose(comparison.ratio.standardError, to: exp(ratio.value) * ratio.standardError, relative: 1e-12))
      let differences = try margins.map { try $0.adjustedDifference(of: levels[1], minus: levels[0]) }
      let difference = rubin(differences.map { ($0.value, $0.standardError) })
      #expect(isClose(comparison.difference.value, to: difference.value, relative: 1e-12))
      #expect(isClose(comparison.difference.standardError, to: difference.standardError, relative: 1e-12))
      let fractions = try fits.map { try $0.attributableFraction(unexposed: ["sex": .level("boy")]) }
      let left = rubin(
        fractions.map { (log(1 - $0.fraction.value), $0.fraction.standardError / (1 - $0.fraction.value)) })
      #expect(isClose(answer.fraction.fraction.value, to: 1 - exp(left.value), relative: 1e-12))
      #expect(
        isClose(answer.fraction.fraction.standardError, to: exp(left.value) * left.standardError, relative: 1e-12))
      let slopes = try fits.map { try $0.doseResponse(over: "age") }
      let slope = rubin(slopes.map { ($0.slope.value, $0.slope.standardError) })
      #expect(isClose(answer.doses.slope.standardError, to: slope.standardError, relative: 1e-11))
    }
  }

  @Test func `a notebook gives the same pooled shares, and the same median`() throws {
    let notebook = """
      ---
      title: Doors
      data: im.csv
      design: {weights: w, strata: st, units: psu, nested: true}
      ---

      ```yaml estimates
      middle: {median: age, by: sex}
      share: {prevalence: y=1, by: sex}
      ```

      ```yaml model
      odds: {formula: "y ~ sex + factor(age)"}
      adjusted: {margins: odds, over: sex}
      ```

      ```yaml sensitivity
      of: [middle, share, adjusted]
      designs:
        imputed: {impute: [y], impute-from: [sex, age, race], imputations: 20, seed: 1}
      ```
      """
    try withFiles(["im.csv": try records(), "doors.md": notebook]) { folder in
      let results = try Notebook(contentsOf: folder.appending(path: "doors.md")).namedResults()
      let number = { (reference: String) in try results.number(#require(Reference(reference))) }
      let design = ["--weights", "w", "--strata", "st", "--units", "psu", "--nested"]
      let imputed = ["--impute", "y", "--impute-from", "sex,age,race", "--seed", "1", "--format", "json"]
      for (name, statistic) in [
        ("middle", ["--statistic", "quantile", "--of", "age"]),
        ("share", ["--statistic", "prevalence", "--of", "y=1"]),
      ] {
        let run = try peilstok(["estimate", "im.csv", "--by", "sex"] + statistic + design + imputed, in: folder)
        try #require(run.status == 0, "\(run.errors)")
        let answer = try JSONDecoder().decode(PooledAnswer.self, from: Data(run.output.utf8))
        for (level, estimate) in paired(["boy", "girl"], answer.estimates) {
          #expect(try number("\(name)[\(level)] under imputed") == estimate.value)
          #expect(try number("\(name)[\(level)].se under imputed") == estimate.standardError)
          #expect(try number("\(name)[\(level)].df under imputed") == estimate.degreesOfFreedom)
          #expect(try number("\(name)[\(level)].lower under imputed") == estimate.interval.lower)
          #expect(try number("\(name)[\(level)].upper under imputed") == estimate.interval.upper)
        }
      }
      let run = try peilstok(
        ["model", "im.csv", "--formula", Self.model, "--adjusted", "sex", "--effects", "all", "--fraction", "sex=boy"]
          + ["--doses", "age"] + design + imputed, in: folder)
      let answer = try JSONDecoder().decode(PooledAdjusted.self, from: Data(run.output.utf8))
      #expect(try number("adjusted[girl] under imputed") == answer.adjusted[0].means[1].value)
      #expect(try number("adjusted[girl].se under imputed") == answer.adjusted[0].means[1].standardError)
      #expect(
        isClose(
          try number("adjusted[girl].lower under imputed"), to: answer.adjusted[0].means[1].lower, relative: 1e-12))
      #expect(try number("adjusted[girl].ratio under imputed") == answer.adjusted[0].comparisons[0].ratio.value)
      #expect(try number("adjusted[girl].ratio-upper under imputed") == answer.adjusted[0].comparisons[0].ratio.upper)
    }
  }

  /// Forty records with three plausible values of a score, and the files in which each is the score.
  private func plausibleFiles() -> [String: String] {
    func score(_ row: Int, _ set: Int) -> Double {
      let base = Double(row * row % 17)
      return base + Double((row * 7 + set * 5) % 11) / 4
    }
    var records = "st,w,PV1MATH,PV2MATH,PV3MATH\n"
    var sets = ["st,w,math\n", "st,w,math\n", "st,w,math\n"]
    var other = "w,math\n"
    for row in 0..<40 {
      let design = "\(row % 2),\(1 + row % 3)"
      records += design
      for set in 0..<3 {
        let value: Double = score(row, set)
        records += ",\(value)"
        sets[set] += design + ",\(value)\n"
      }
      records += "\n"
      other += "\(1 + (39 - row) % 3),1\n"
    }
    return [
      "d.csv": records, "set1.csv": sets[0], "set2.csv": sets[1], "set3.csv": sets[2], "other.csv": other,
      "short.csv": "math\n1\n2\n",
    ]
  }

  @Test(arguments: [["--plausible", "math=PV1MATH-PV3MATH"], ["--imputed-files", "set1.csv,set2.csv,set3.csv"]])
  func `imputations that came with the data are pooled`(_ options: [String]) throws {
    try withFiles(plausibleFiles()) { folder in
      let design = ["d.csv", "--weights", "w", "--strata", "st", "--format", "json"]
      let run = try peilstok(["estimate", "--statistic", "mean", "--of", "math"] + design + options, in: folder)
      try #require(run.status == 0, "\(run.errors)")
      let pooled = try JSONDecoder().decode(PooledAnswer.self, from: Data(run.output.utf8))
      let single = try estimate(
        [folder.appending(path: "d.csv").path] + ["--statistic", "mean", "--of", "PV1MATH,PV2MATH,PV3MATH"]
          + design.dropFirst().dropLast(2))
      let expected = rubin(single.estimates.indices.map { (single.values[$0], single.standardErrors[$0]) })
      #expect(isClose(pooled.estimates[0].value, to: expected.value, relative: 1e-12))
      #expect(isClose(pooled.estimates[0].standardError, to: expected.standardError, relative: 1e-12))
      #expect(pooled.diagnostics.contains("Pooled over 3 imputations that came with the data."))
      let model = try peilstok(
        ["model", "--family", "gaussian", "--formula", "math ~ factor(st)", "--adjusted", "st"] + design + options,
        in: folder)
      #expect(model.status == 0 && model.output.contains("fractionOfMissingInformation"))
    }
  }

  @Test func `and a notebook pools them alike`() throws {
    let notebook = """
      ---
      title: Doors
      data: set1.csv
      design: {weights: w, strata: st}
      ---

      ```yaml estimates
      a: {mean: math}
      ```

      ```yaml sensitivity
      of: a
      designs:
        pooled: {imputed-files: [set1.csv, set2.csv, set3.csv]}
      ```
      """
    try withFiles(plausibleFiles().merging(["doors.md": notebook]) { $1 }) { folder in
      let results = try Notebook(contentsOf: folder.appending(path: "doors.md")).namedResults()
      let run = try peilstok(
        "estimate set1.csv --weights w --strata st --statistic mean --of math --format json "
          + "--imputed-files set1.csv,set2.csv,set3.csv", in: folder)
      let pooled = try JSONDecoder().decode(PooledAnswer.self, from: Data(run.output.utf8))
      #expect(try results.number(#require(Reference("a under pooled"))) == pooled.estimates[0].value)
      #expect(try results.number(#require(Reference("a.se under pooled"))) == pooled.estimates[0].standardError)
      #expect(try results.number(#require(Reference("a.upper under pooled"))) == pooled.estimates[0].interval.upper)
    }
  }

  @Test(
    arguments: [
      (
        "--imputed-files set1.csv,other.csv",
        "other.csv: Column \"w\" of the design differs in 26 records; imputations are of the same records in the same order."
      ),
      (
        "--imputed-files set1.csv,short.csv",
        "short.csv: Imputations are of the same records in the same order; found 2 records, expected 40."
      ),
      ("--plausible math", "--plausible takes a name and its columns, such as math=PV1MATH-PV10MATH; found math."),
      (
        "--plausible math=PV1MATH-PV9MATH",
        "The range PV1MATH-PV9MATH lacks the columns \"PV4MATH\", \"PV5MATH\", \"PV6MATH\", \"PV7MATH\", \"PV8MATH\" and 1 more."
      ),
      (
        "--plausible math=PV1MATH-PV3MATH --plausible read=PV1MATH-PV2MATH",
        "Every imputation has a column of each variable; \"read\" has 2 columns for 3 imputations."
      ),
      ("--imputed-files set1.csv", "Pooling needs at least 2 imputations; found 1."),
      ("--imputed-files set1.csv,set2.csv --impute PV1MATH", "--imputed-files and --impute cannot go together."),
    ])
  func `what cannot be pooled is refused`(_ options: String, _ sentence: String) throws {
    try withFiles(plausibleFiles()) { folder in
      let run = try peilstok(
        "estimate d.csv --weights w --strata st --statistic mean --of math \(options)", in: folder)
      #expect(run.status != 0 && run.errors.contains(sentence), "\(run.errors)")
    }
  }
}
