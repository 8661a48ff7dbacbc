import Foundation
import Peilstok
import TestSupport
import Testing

/// The JSON of `model` where answers were imputed.
private struct PooledModel: Decodable {
  struct Coefficient: Decodable {
    let term: String
    let outcomeLevel: String?
    let estimate: Double
    let standardError: Double
    let degreesOfFreedom: Double
    let lower: Double
    let upper: Double
    let fractionOfMissingInformation: Double
    let relativeIncrease: Double
  }
  struct Test: Decodable {
    let term: String
    let kind: String
    let statistic: Double
    let denominatorDegreesOfFreedom: Double
    let pValue: Double
  }

  let coefficients: [Coefficient]
  let thresholds: [Coefficient]?
  let covariance: [[Double]]
  let degreesOfFreedom: Int
  let imputations: Int
  let tests: [Test]
  let fit: [String: Double]
  let diagnostics: [String]
}

@Suite("Models of imputed records from the shell")
struct ImputedModelTests {
  private let survey = [
    "model", dataset("nhanes/nhanes.csv"), "--weights", "WTMEC2YR", "--strata", "SDMVSTRA", "--units", "SDMVPSU",
    "--nested",
  ]
  private let imputed = ["--impute", "HI_CHOL", "--impute-from", "agecat,race", "--imputations", "3", "--seed", "7"]

  private func design() throws -> SurveyDesign {
    try SurveyDesign(
      Microdata(contentsOf: dataset("nhanes/nhanes.csv")), weights: "WTMEC2YR",
      stages: [Stage(units: "SDMVPSU", strata: "SDMVSTRA")], unitsAreNested: true)
  }

  /// Compares what the command prints with the pooled fit of the library, number by number.
  private func expect(_ run: CommandRun, toBe pooled: PooledFit, terms: [String]) throws {
    try #require(run.status == 0, "\(run.errors)")
    let answer = try JSONDecoder().decode(PooledModel.self, from: Data(run.output.utf8))
    #expect(answer.coefficients.count == pooled.coefficients.count)
    #expect((answer.thresholds ?? []).count == pooled.thresholds.count)
    for (found, expected) in paired(
      answer.coefficients + (answer.thresholds ?? []), pooled.coefficients + pooled.thresholds)
    {
      #expect(found.term == expected.term && found.outcomeLevel == expected.outcomeLevel)
      #expect(found.estimate == expected.estimate && found.standardError == expected.standardError)
      #expect(found.degreesOfFreedom == expected.degreesOfFreedom)
      #expect(found.lower == expected.confidenceInterval?.lower && found.upper == expected.confidenceInterval?.upper)
      #expect(found.fractionOfMissingInformation == expected.missingInformation.fraction)
      #expect(found.relativeIncrease == expected.missingInformation.relativeIncrease && found.relativeIncrease > 0)
    }
    for (row, numbers) in answer.covariance.enumerated() {
      #expect(numbers == numbers.indices.map { pooled.covariance[row, $0] })
    }
    #expect(answer.imputations == 3 && answer.degreesOfFreedom == pooled.completeDegreesOfFreedom)
    #expect(answer.tests.map(\.term) == terms && answer.fit.isEmpty)
    for test in answer.tests {
      let expected = try pooled.waldTest(of: test.term)
      #expect(test.kind == "wald" && test.statistic == expected.statistic && test.pValue == expected.pValue)
      #expect(test.denominatorDegreesOfFreedom == expected.denominatorDegreesOfFreedom)
    }
  }

  private static let models:
    [(
      family: String, formula: String, terms: [String],
      fit: @Sendable (ModelFormula, SurveyDesign) throws -> any PoolableFit
    )] = [
      ("binomial", "HI_CHOL ~ factor(race)", ["factor(race)"], { try $0.fitted(to: $1) }),
      ("poisson", "HI_CHOL == 1 ~ factor(race)", ["factor(race)"], { try $0.fitted(to: $1, family: .poisson) }),
      (
        "ordinal", "race ~ agecat + HI_CHOL", ["agecat", "HI_CHOL"],
        { try $0.ordinalModel(for: $1.data, link: .logit).fitted(to: $1) }
      ),
      (
        "multinomial", "race ~ HI_CHOL + RIAGENDR", ["HI_CHOL", "RIAGENDR"],
        { try $0.multinomialModel(for: $1.data).fitted(to: $1) }
      ),
    ]

  @Test(arguments: models.indices)
  func `a model of imputed records is the pooled fit of the library, whatever its family`(_ position: Int) throws {
    let model = Self.models[position]
    let run = try peilstok(
      survey + imputed + ["--family", model.family, "--formula", model.formula, "--format", "json"])
    let formula = try ModelFormula(parsing: model.formula)
    let pooled = try design().imputed(["HI_CHOL"], from: ["agecat", "race"], times: 3, seed: 7)
      .fit { try model.fit(formula, $0) }
    try expect(run, toBe: pooled, terms: model.terms)
  }

  @Test func `a model of times whose covariate is imputed is the pooled fit of the library`() throws {
    let lines = try String(
      contentsOf: repository.appending(path: "Tests/Fixtures/survival/pbc.csv"), encoding: .utf8
    ).split(separator: "\n")
    let protime = try #require(lines[0].split(separator: ",").firstIndex(of: "protime"))
    let records = lines.enumerated().map { number, line in
      var fields = line.split(separator: ",", omittingEmptySubsequences: false)
      if number > 0, number % 7 == 0 { fields[protime] = "" }
      return fields.joined(separator: ",") + "\n"
    }.joined()
    try withFiles(["pbc.csv": records]) { folder in
      let run = try peilstok(
        [
          "model", "pbc.csv", "--weights", "weight", "--strata", "edema", "--family", "cox", "--formula",
          "Surv(time, dead) ~ protime + sex", "--impute", "protime", "--impute-from", "time,dead,sex",
          "--imputations", "3", "--seed", "7", "--format", "json",
        ], in: folder)
      let data = try Microdata(contentsOf: folder.appending(path: "pbc.csv").path)
      let pooled = try SurveyDesign(data, weights: "weight", stages: [Stage(strata: "edema")])
        .imputed(["protime"], from: ["time", "dead", "sex"], times: 3, seed: 7)
        .fit { try ModelFormula(parsing: "Surv(time, dead) ~ protime + sex").coxModel(for: $0.data).fitted(to: $0) }
      try expect(run, toBe: pooled, terms: ["protime", "sex"])
    }
  }

  @Test func `text says how many imputations there were and how much is known`() throws {
    let run = try peilstok(survey + imputed + ["--formula", "HI_CHOL ~ factor(race)"])
    #expect(run.status == 0 && run.errors == "")
    let caption =
      "Logistic model of HI_CHOL=1, pooled over 3 imputations: 8591 records, 0 left out, 13 degrees of freedom, "
      + "intervals at level 0.95\n"
    #expect(run.output.hasPrefix(caption))
    for words in [
      "    df  Missing information\n", "Note: Imputed 3 times with seed 7: \"HI_CHOL\" in 745 records.\n",
      "factor(race)1 (reference)       1.000      -      -\n", "Tests by term",
    ] {
      #expect(run.output.contains(words), "\(words)")
    }
    #expect(!run.output.contains("\nFit\n"))
  }

  @Test(arguments: ["binomial", "ordinal"])
  func `CSV ends with the fraction of missing information`(_ family: String) throws {
    let formula = family == "binomial" ? "HI_CHOL ~ factor(race)" : "race ~ HI_CHOL"
    let run = try peilstok(survey + imputed + ["--family", family, "--formula", formula, "--format", "csv"])
    let lines = run.output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(
      lines[0] == [
        "term", "estimate", "standardError", "statistic", "degreesOfFreedom", "pValue", "lower", "upper",
      ] + (family == "ordinal" ? ["outcomeLevel"] : []) + ["fractionOfMissingInformation", "relativeIncrease"])
    #expect(lines.count == 5)
  }

  @Test func `a domain of imputed answers counts its own records`() throws {
    let run = try peilstok(
      survey + imputed + ["--formula", "HI_CHOL ~ factor(race)", "--where", "RIAGENDR == 2", "--format", "json"])
    let pooled = try design().imputed(["HI_CHOL"], from: ["agecat", "race"], times: 3, seed: 7)
      .restricted(to: .comparison(column: "RIAGENDR", .equal, value: "2"))
      .fit { try ModelFormula(parsing: "HI_CHOL ~ factor(race)").fitted(to: $0) }
    try expect(run, toBe: pooled, terms: ["factor(race)"])
  }

  @Test(arguments: ["json", "csv", "text", "markdown"])
  func `the same seed gives the same bytes`(_ format: String) throws {
    let arguments = survey + imputed + ["--formula", "HI_CHOL ~ factor(race)", "--format", format]
    let first = try peilstok(arguments)
    #expect(first.status == 0 && !first.output.isEmpty)
    #expect(try peilstok(arguments) == first)
  }

  @Test(arguments: [
    (["--impute", "HI_CHOL", "--tests", "score"], 64, "--impute and --tests score cannot go together."),
    (
      ["--impute", "HI_CHOL", "--variance", "jackknife", "--beside-linearization"], 64,
      "--impute and --beside-linearization cannot go together."
    ),
    (
      ["--impute", "HI_CHOL", "--conventions", "r45,stata"], 64,
      "--impute and two profiles of --conventions cannot go together."
    ),
    (["--imputations", "5"], 64, "--imputations needs --impute."),
    (["--seed", "5"], 64, "--seed goes with --variance bootstrap."),
    (["--impute", "HI_CHOLL"], 1, "There is no column named \"HI_CHOLL\". Did you mean \"HI_CHOL\"?"),
    (
      ["--impute", "race", "--impute-from", "HI_CHOL"], 1,
      "Predictor \"HI_CHOL\" is missing in 745 records; impute it too, or leave it out."
    ),
  ])
  func `what is at fault is one sentence`(_ arguments: [String], _ status: Int32, _ sentence: String) throws {
    let run = try peilstok(survey + ["--formula", "HI_CHOL ~ factor(race)"] + arguments)
    #expect(run.status == status)
    #expect(run.errors == "peilstok: \(sentence)" + (status == 64 ? " See 'peilstok model --help'.\n" : "\n"))
  }
}
