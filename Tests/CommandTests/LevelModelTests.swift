import Foundation
import Peilstok
import TestSupport
import Testing

/// The JSON of `model` for outcomes with several levels and for times.
private struct FittedLevels: Decodable {
  struct Coefficient: Decodable {
    let term: String
    let outcomeLevel: String?
    let estimate: Double
    let standardError: Double
  }

  struct Provenance: Decodable {
    struct Model: Decodable {
      let family: String
      let link: String?
      let outcomeLevels: [String]?
      let eventCount: Int?
    }

    let model: Model
  }

  let coefficients: [Coefficient]
  let thresholds: [Coefficient]?
  let covariance: [[Double]]
  let degreesOfFreedom: Int
  let provenance: Provenance
}

@Suite("Models of levels and of times from the shell")
struct LevelModelTests {
  private let survey = [
    "model", dataset("nhanes/nhanes.csv"), "--weights", "WTMEC2YR", "--strata", "SDMVSTRA", "--units", "SDMVPSU",
    "--nested",
  ]
  private let trial = [
    "model", repository.appending(path: "Tests/Fixtures/survival/pbc.csv").path, "--weights", "weight", "--strata",
    "edema",
  ]

  private func design() throws -> SurveyDesign {
    try SurveyDesign(
      Microdata(contentsOf: dataset("nhanes/nhanes.csv"))
        .ordering("agecat", as: ["(0,19]", "(19,39]", "(39,59]", "(59,Inf]"]), weights: "WTMEC2YR",
      stages: [Stage(units: "SDMVPSU", strata: "SDMVSTRA")], unitsAreNested: true)
  }

  private func answer(_ arguments: [String]) throws -> FittedLevels {
    let run = try peilstok(arguments + ["--format", "json"])
    try #require(run.status == 0, "\(run.errors)")
    return try JSONDecoder().decode(FittedLevels.self, from: Data(run.output.utf8))
  }

  @Test func `an ordinal model is that of the library, thresholds and all`() throws {
    let answer = try answer(
      survey + [
        "--family", "ordinal", "--link", "probit", "--formula", "agecat ~ factor(race) + factor(RIAGENDR)", "--levels",
        "agecat=(0,19],(19,39],(39,59],(59,Inf]",
      ])
    let fit = try ModelFormula(parsing: "agecat ~ factor(race) + factor(RIAGENDR)")
      .ordinalModel(for: design().data, link: .probit).fitted(to: design())
    #expect(answer.coefficients.map(\.estimate) == fit.coefficients.map(\.estimate))
    #expect(answer.thresholds?.map(\.estimate) == fit.thresholds.map(\.estimate))
    #expect(answer.thresholds?.map(\.term) == fit.thresholds.map(\.term))
    #expect(answer.covariance.count == fit.coefficients.count + fit.thresholds.count)
    #expect(answer.provenance.model.link == "probit" && answer.provenance.model.outcomeLevels == fit.outcomeLevels)
    #expect(answer.degreesOfFreedom == fit.degreesOfFreedom)
  }

  @Test func `a multinomial model names the level of each coefficient and takes a reference`() throws {
    let answer = try answer(
      survey + ["--family", "multinomial", "--formula", "factor(race, reference = 2) ~ factor(RIAGENDR)"])
    #expect(answer.coefficients.map(\.outcomeLevel) == ["1", "1", "3", "3", "4", "4"])
    #expect(answer.coefficients.map(\.term).prefix(2) == ["(Intercept)", "factor(RIAGENDR)2"])
    #expect(answer.thresholds?.isEmpty == true && answer.provenance.model.outcomeLevels == ["2", "1", "3", "4"])
  }

  @Test(arguments: ["Surv(time, dead)", "time(time, dead == 1)"])
  func `a model of times agrees with R`(_ outcome: String) throws {
    let answer = try answer(trial + ["--family", "cox", "--formula", "\(outcome) ~ bili + protime + albumin"])
    let reference = try JSONSerialization.jsonObject(
      with: Data(contentsOf: repository.appending(path: "Tests/Fixtures/survival/survival.json")))
    let efron = try #require((reference as? [String: Any])?["efron"] as? [String: Any])
    let expected = try #require(efron["coef"] as? [Double])
    for (coefficient, value) in paired(answer.coefficients, expected) {
      #expect(isClose(coefficient.estimate, to: value, relative: 1e-10))
    }
    #expect(answer.coefficients.count == 3 && answer.thresholds == nil && answer.provenance.model.eventCount == 144)
  }

  @Test func `text shows thresholds, ratios and tests of parallel lines`() throws {
    let run = try peilstok(survey + ["--family", "ordinal", "--formula", "race ~ factor(RIAGENDR)"])
    #expect(run.status == 0 && run.errors == "")
    for words in [
      "Ordinal model with logit link of race: ", "Thresholds", "Odds ratios of a higher level", "Tests by term",
      "Tests of parallel lines", "1|2", "Levels of race: 1 < 2 < 3 < 4.",
    ] {
      #expect(run.output.contains(words), "\(words)")
    }
    let hazards = try peilstok(trial + ["--family", "cox", "--formula", "Surv(time, dead) ~ sex"])
    #expect(hazards.output.contains("Hazard ratio") && hazards.output.contains("144 with the event"))
    let csv = try peilstok(
      survey + ["--family", "multinomial", "--formula", "race ~ factor(RIAGENDR)", "--format", "csv"])
    #expect(csv.output.split(separator: "\n")[0].hasSuffix(",lower,upper,outcomeLevel"))
  }

  @Test(arguments: [
    (
      ["--family", "cox", "--formula", "dead ~ age"], 1,
      "A model of times has Surv(TIME, EVENT) on its left; found \"dead\"."
    ),
    (
      ["--family", "ordinal", "--formula", "Surv(time, dead) ~ age"], 1,
      "A model of all levels of \"dead\" has that column alone on its left: dead ~ ..."
    ),
    (
      ["--formula", "Surv(time, dead) ~ age"], 1,
      "Only a Cox model has a time on its left; write dead ~ ... for this one."
    ),
    (
      ["--family", "cox", "--link", "logit", "--formula", "Surv(time, dead) ~ age"], 64,
      "--family cox has one link; leave --link logit out."
    ),
    (
      ["--family", "cox", "--formula", "Surv(time dead) ~ age"], 64,
      "Formula \"Surv(time dead) ~ age\", character 11: Expected a comma and the column of the event."
    ),
    (
      ["--family", "cox", "--formula", "Surv(time, deed) ~ age"], 1,
      "There is no column named \"deed\". Did you mean \"dead\"?"
    ),
  ])
  func `what is at fault is one sentence`(_ arguments: [String], _ status: Int32, _ sentence: String) throws {
    let run = try peilstok(trial + arguments)
    #expect(run.status == status)
    #expect(run.errors == "peilstok: \(sentence)" + (status == 64 ? " See 'peilstok model --help'.\n" : "\n"))
  }
}
