import Foundation
import Peilstok
import TestSupport
import Testing

/// The JSON of what follows from a model.
private struct AdjustedAnswer: Decodable {
  struct Comparison: Decodable {
    let value: Double
    let standardError: Double
    let pValue: Double
    let lower: Double
    let upper: Double
  }

  struct Mean: Decodable {
    let level: String
    let value: Double
    let standardError: Double
    let lower: Double
    let upper: Double
    let dose: Double?
  }

  struct Compared: Decodable {
    let level: String
    let ratio: Comparison
    let difference: Comparison
    let eValue: Double?
    let eValueOfLimit: Double?
  }

  struct Adjusted: Decodable {
    let variable: String
    let reference: String
    let means: [Mean]
    let comparisons: [Compared]
  }

  struct Effect: Decodable {
    let variable: String
    let level: String?
    let reference: String?
    let change: Comparison
  }

  struct Fraction: Decodable {
    let unexposed: String
    let observedMean: Double
    let unexposedMean: Double
    let fraction: Comparison
    let people: Comparison
  }

  struct Test: Decodable {
    let statistic: Double
    let pValue: Double
  }

  struct Doses: Decodable {
    let variable: String
    let means: [Mean]
    let slope: Comparison
    let departure: Test?
    let oddsRatio: Comparison?
    let departureOfLogOdds: Test?
  }

  let adjusted: [Adjusted]?
  let effects: [Effect]?
  let fraction: Fraction?
  let doses: Doses?
  let diagnostics: [String]
}

@Suite("What follows from a model, from the shell")
struct AdjustedModelTests {
  private let survey = [
    "model", dataset("nhanes/nhanes.csv"), "--weights", "WTMEC2YR", "--strata", "SDMVSTRA", "--units", "SDMVPSU",
    "--nested",
  ]
  private let cholesterol = ["--formula", "HI_CHOL ~ factor(race) + agecat + factor(RIAGENDR)"]

  private func answer(_ arguments: [String]) throws -> AdjustedAnswer {
    let run = try peilstok(arguments + ["--format", "json"])
    try #require(run.status == 0, "\(run.errors)")
    return try JSONDecoder().decode(AdjustedAnswer.self, from: Data(run.output.utf8))
  }

  private func design() throws -> SurveyDesign {
    try SurveyDesign(
      Microdata(contentsOf: dataset("nhanes/nhanes.csv")), weights: "WTMEC2YR",
      stages: [Stage(units: "SDMVPSU", strata: "SDMVSTRA")], unitsAreNested: true)
  }

  // Tolerances as where the library is compared with the same values: R's derivatives are differences.
  @Test func `a fraction with its people, and a trend over doses, are those of R`() throws {
    let doses = ["(0,19]=10", "(19,39]=30", "(39,59]=50", "(59,Inf]=75"].flatMap { ["--dose-of", $0] }
    let answer = try answer(survey + cholesterol + ["--fraction", "agecat=(0,19]", "--doses", "agecat"] + doses)
    let reference = modelValues("adjusted")
    let fraction = try #require(answer.fraction)
    let values = try #require(reference["fraction"]?["value"])
    #expect(isClose(fraction.fraction.value, to: values[0], relative: 1e-9))
    #expect(isClose(fraction.people.value, to: values[1], relative: 1e-9))
    let errors = try #require(reference["fraction"]?["se"])
    #expect(isClose(fraction.fraction.standardError, to: errors[0] * (1 - values[0]), relative: 1e-7))
    #expect(isClose(fraction.people.standardError, to: errors[1], relative: 1e-7))
    #expect(fraction.unexposed == "agecat=(0,19]" && fraction.observedMean > fraction.unexposedMean)
    #expect(
      answer.diagnostics.last
        == "The fraction would vanish without the exposure if that were the cause and nothing else changed; the model "
        + "does not prove it.")
    let trend = try #require(answer.doses)
    let slope = try #require(reference["dose"]?["mean-slope"])
    #expect(isClose(trend.slope.value, to: slope[0], relative: 1e-7))
    #expect(isClose(trend.slope.standardError, to: slope[1], relative: 1e-7))
    let odds = try #require(reference["dose"]?["odds-slope"])
    let ratio = try #require(trend.oddsRatio)
    #expect(isClose(log(ratio.value), to: odds[0], relative: 1e-7))
    #expect(isClose(ratio.standardError / ratio.value, to: odds[1], relative: 1e-7))
    let departure = try #require(reference["dose"]?["mean-departure"])
    #expect(isClose(trend.departure?.statistic ?? .nan, to: departure[0], relative: 1e-6))
    #expect(isClose(trend.departure?.pValue ?? .nan, to: departure[1], relative: 1e-6))
    let departureOfOdds = try #require(reference["dose"]?["odds-departure"])
    #expect(isClose(trend.departureOfLogOdds?.statistic ?? .nan, to: departureOfOdds[0], relative: 1e-6))
    #expect(trend.means.map(\.dose) == [10, 30, 50, 75] && trend.means[0].level == "(0,19]")
  }

  @Test func `average marginal effects are those of R`() throws {
    let answer = try answer([
      "model", dataset("api/apiclus1.csv"), "--weights", "pw", "--units", "dnum", "--population-size", "fpc",
      "--formula", "sch.wide ~ ell * stype + ns(meals, 2)", "--effects", "all",
    ])
    let effects = try #require(answer.effects)
    #expect(effects.map(\.variable) == ["ell", "stype", "stype", "meals"])
    #expect(effects.map(\.level) == [nil, "H", "M", nil] && effects[1].reference == "E")
    // R has the numbers first.
    let order = [0, 3, 1, 2]
    let reference = try #require(modelValues("adjusted")["slopes-logit"])
    let (values, covariance) = (try #require(reference["effects"]), try #require(reference["vcov"]))
    for (position, place) in order.enumerated() {
      #expect(isClose(effects[place].change.value, to: values[position], relative: 1e-9))
      let variance = effects[place].change.standardError * effects[place].change.standardError
      #expect(isClose(variance, to: covariance[position * 5], relative: 1e-8))
    }
  }

  @Test(arguments: [
    (["--family", "ordinal", "--up-to", "2"], ["1", "2"]),
    (["--family", "ordinal", "--of-level", "1", "--of-level", "4"], ["1", "4"]),
    (["--family", "multinomial", "--of-level", "3"], ["3"]),
  ])
  func `adjusted shares of levels, with ratios, differences and E-values, are those of the library`(
    _ options: [String], _ levels: [String]
  ) throws {
    let text = "race ~ factor(RIAGENDR) + agecat"
    let answer = try answer(survey + options + ["--formula", text, "--adjusted", "RIAGENDR,agecat", "--level", "0.9"])
    let formula = try ModelFormula(parsing: text)
    let design = try design()
    let fit =
      options[1] == "ordinal"
      ? try formula.ordinalModel(for: design.data, link: .logit).fitted(to: design)
      : try formula.multinomialModel(for: design.data).fitted(to: design)
    let predictions = try fit.averagePredictions(ofLevels: levels)
    let adjusted = try #require(answer.adjusted)
    #expect(
      adjusted.map(\.variable) == ["factor(RIAGENDR)", "agecat"] && adjusted.map(\.reference) == ["1", "(0,19]"])
    for one in adjusted {
      let margins = try predictions.margins(over: one.variable, level: 0.9)
      #expect(one.means.map(\.value) == margins.map(\.value))
      #expect(one.means.map(\.standardError) == margins.map(\.standardError))
      #expect(one.means.map(\.upper) == margins.map(\.confidenceInterval.upper))
      #expect(one.comparisons.count == margins.count - 1)
      for comparison in one.comparisons {
        let ratio = try margins.adjustedPrevalenceRatio(of: comparison.level, to: one.reference)
        let difference = try margins.adjustedDifference(of: comparison.level, minus: one.reference)
        let strength = try #require(EValue(ofRatio: ratio))
        #expect(comparison.ratio.value == ratio.value && comparison.ratio.lower == ratio.confidenceInterval.lower)
        #expect(comparison.difference.value == difference.value && comparison.difference.pValue == difference.pValue)
        #expect(comparison.eValue == strength.estimate && comparison.eValueOfLimit == strength.limit)
      }
    }
  }

  @Test func `a mean has ratios and differences but no odds and no E-values`() throws {
    let question = [
      "model", dataset("api/apistrat.csv"), "--weights", "pw", "--strata", "stype", "--population-size", "fpc",
      "--family", "gaussian", "--formula", "api00 ~ ell + stype", "--adjusted", "stype", "--population", "1000",
      "--fraction", "stype=E",
    ]
    let answer = try answer(question)
    #expect(answer.adjusted?[0].comparisons.allSatisfy { $0.eValue == nil } == true)
    let fraction = try #require(answer.fraction)
    let people = 1000 * (fraction.observedMean - fraction.unexposedMean)
    #expect(isClose(fraction.people.value, to: people, relative: 1e-12))
    let text = try peilstok(question).output
    #expect(text.contains("Adjusted mean if everyone were at each level of stype") && !text.contains("E-value"))
  }

  @Test func `text and CSV hold what was asked, in every row its kind`() throws {
    let question =
      survey + cholesterol + ["--adjusted", "race", "--effects", "agecat", "--fraction", "agecat=(0,19]"]
    let run = try peilstok(question)
    #expect(run.status == 0 && run.errors == "")
    for words in [
      "\nAdjusted share if everyone were at each level of factor(race)\n", "\nThe same compared with 1\n",
      "\nAverage marginal effects on the adjusted share\n", "Difference (points)", "E-value of the limit",
      "\nWhat goes together with an exposure: as it is, and if everyone were agecat=(0,19]\n", "\nPeople ",
      "\nNote: The fraction would vanish without the exposure",
    ] {
      #expect(run.output.contains(words), "\(words)")
    }
    let lines = try peilstok(question + ["--format", "csv"]).output.split(separator: "\n")
    #expect(
      lines[0] == "term,estimate,standardError,statistic,degreesOfFreedom,pValue,lower,upper,kind")
    let kinds = lines.dropFirst().map { String($0[$0.index(after: $0.lastIndex(of: ",") ?? $0.startIndex)...]) }
    #expect(kinds.prefix(8).allSatisfy { $0 == "coefficient" })
    #expect(
      kinds.dropFirst(8) == [
        "mean", "mean", "mean", "mean", "ratio", "difference", "e-value", "e-value-of-limit", "ratio", "difference",
        "e-value", "e-value-of-limit", "ratio", "difference", "e-value", "e-value-of-limit", "effect", "effect",
        "effect",
        "observed-mean", "unexposed-mean", "fraction", "people",
      ])
    #expect(try peilstok(question + ["--format", "markdown"]).output.contains("| Fraction "))
  }

  @Test(arguments: [
    (["--adjusted", "rice"], 1, "The model has no term \"rice\". Did you mean \"race\"?"),
    (
      ["--fraction", "race=7"], 1,
      "Term \"factor(race)\" has no level \"7\" among the complete records."
    ),
    (["--doses", "agecat"], 1, "Level number 1 of 4 of \"agecat\" is no number; give it a dose."),
    (
      ["--fraction", "agecat"], 64,
      "--fraction takes the level of those without the exposure, as in agecat=LEVEL; found \"agecat\"."
    ),
    (["--dose-of", "3+=3"], 64, "--dose-of needs --doses."),
    (["--doses", "agecat", "--dose-of", "3+"], 64, "--dose-of takes a level and its dose, such as 3+=3; found 3+."),
    (["--population", "9", "--effects", "all"], 64, "--population needs --fraction."),
    (
      ["--population", "0", "--fraction", "race=1"], 64, "--population takes a number above 0; found 0."
    ),
    (["--up-to", "2"], 64, "--up-to needs --adjusted, --effects, --fraction or --doses."),
    (["--up-to", "2", "--effects", "all"], 64, "--up-to goes with --family ordinal or multinomial."),
    (["--family", "ordinal", "--effects", "all"], 64, "--effects needs --up-to or --of-level."),
    (
      ["--family", "multinomial", "--effects", "all", "--up-to", "2"], 64,
      "--up-to needs levels in an order; of --family multinomial name them with --of-level."
    ),
    (["--family", "multinomial", "--effects", "all"], 64, "--effects needs --of-level."),
    (
      ["--family", "ordinal", "--effects", "all", "--up-to", "1", "--of-level", "1"], 64,
      "--up-to and --of-level cannot go together."
    ),
    (
      ["--family", "cox", "--adjusted", "race"], 64,
      "--adjusted goes with models of a share or a mean; --family cox has neither."
    ),
  ])
  func `what is at fault is one sentence`(_ arguments: [String], _ status: Int32, _ sentence: String) throws {
    let run = try peilstok(survey + cholesterol + arguments)
    #expect(run.status == status)
    #expect(run.errors == "peilstok: \(sentence)" + (status == 64 ? " See 'peilstok model --help'.\n" : "\n"))
  }
}
