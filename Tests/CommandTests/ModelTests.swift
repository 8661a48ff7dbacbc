import Foundation
import TestSupport
import Testing

/// The JSON of `model`, as a program that reads it would declare it.
private struct FittedModel: Decodable {
  struct Coefficient: Decodable {
    let term: String
    let estimate: Double
    let standardError: Double
    let statistic: Double
    let degreesOfFreedom: Int
    let pValue: Double
    let lower: Double
    let upper: Double
  }

  let coefficients: [Coefficient]
  let covariance: [[Double]]
  let degreesOfFreedom: Int
  let converged: Bool
  let iterations: Int
  let diagnostics: [String]
}

@Suite("Models from the shell")
struct ModelTests {
  private let arguments = [
    "model", dataset("nhanes/nhanes.csv"), "--weights", "WTMEC2YR", "--strata", "SDMVSTRA", "--units", "SDMVPSU",
    "--nested",
  ]

  @Test func `a logistic model agrees with R`() throws {
    let reference = try #require(referenceCases("nhanes", endingWith: ".glm.logistic").first)
    let run = try peilstok(
      arguments + [
        "--formula", "HI_CHOL ~ factor(RIAGENDR) + factor(race)", "--family", "binomial", "--format", "json",
      ])
    let fit = try JSONDecoder().decode(FittedModel.self, from: Data(run.output.utf8))
    expectClose(fit.coefficients.map(\.estimate), to: reference.numbers("coef"))
    expectClose(fit.coefficients.map(\.standardError), to: reference.numbers("se"))
    for (row, expected) in paired(fit.covariance, reference.matrix("vcov")) { expectClose(row, to: expected) }
    #expect(
      fit.coefficients.map(\.term) == [
        "(Intercept)", "factor(RIAGENDR)2", "factor(race)2", "factor(race)3", "factor(race)4",
      ])
    #expect(fit.degreesOfFreedom == 12 && fit.converged && fit.iterations > 0)
    #expect(fit.diagnostics == ["745 records lack a variable of the model and are left out."])
  }

  @Test func `JSON has exactly the promised keys`() throws {
    let run = try peilstok(arguments + ["--formula", "HI_CHOL ~ agecat", "--format", "json"])
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(
      Set(answer.keys) == [
        "coefficients", "covariance", "degreesOfFreedom", "tests", "fit", "converged", "iterations", "diagnostics",
        "provenance",
      ])
    let fit = try #require(answer["fit"] as? [String: Double])
    #expect(
      Set(fit.keys) == [
        "deviance", "effectiveParameterCount", "akaikeCriterion", "bayesianCriterion", "coxSnell", "nagelkerke",
        "rankArea", "rankAreaStandardError", "rankAreaLower", "rankAreaUpper", "goodnessOfFit", "goodnessOfFitPValue",
      ])
    let tests = try #require(answer["tests"] as? [[String: Any]])
    #expect(tests.count == 1)
    #expect(
      Set(tests[0].keys) == [
        "term", "kind", "statistic", "numeratorDegreesOfFreedom", "denominatorDegreesOfFreedom", "pValue",
      ])
    let coefficients = try #require(answer["coefficients"] as? [[String: Any]])
    for coefficient in coefficients {
      #expect(
        Set(coefficient.keys) == [
          "term", "estimate", "standardError", "statistic", "degreesOfFreedom", "pValue", "lower", "upper",
        ])
    }
  }

  @Test func `text has coefficients, odds ratios with their reference levels, a test of each term and the fit`() throws
  {
    let run = try peilstok(arguments + ["--formula", "HI_CHOL ~ factor(RIAGENDR) + factor(race, reference = 2)"])
    #expect(run.status == 0 && run.errors == "")
    #expect(
      run.output == """
        Logistic model of HI_CHOL=1: 7846 records, 745 left out, 12 degrees of freedom, intervals at level 0.95

        Term               Coefficient  Standard error     Lower     Upper        t       p
        (Intercept)           -2.09967         0.08794  -2.29128  -1.90806  -23.875  <0.001
        factor(RIAGENDR)2      0.23184         0.07676   0.06459   0.39909    3.020   0.011
        factor(race)1         -0.19952         0.08644  -0.38786  -0.01118   -2.308   0.040
        factor(race)3          -0.4935          0.1406   -0.7999   -0.1871   -3.510   0.004
        factor(race)4          -0.2305          0.2761   -0.8320    0.3710   -0.835   0.420

        Note: 745 records lack a variable of the model and are left out.

        Source: nhanes.csv (SHA-256 b90d2d1028b3…). Weights in "WTMEC2YR"; draws units "SDMVPSU" in strata "SDMVSTRA" \
        with replacement; unit numbers start again in each stratum.

        Odds ratios

        Term                           Odds ratio  Lower  Upper
        factor(RIAGENDR)1 (reference)       1.000      -      -
        factor(RIAGENDR)2                   1.261  1.067  1.490
        factor(race)2 (reference)           1.000      -      -
        factor(race)1                       0.819  0.679  0.989
        factor(race)3                       0.610  0.449  0.829
        factor(race)4                       0.794  0.435  1.449

        Tests by term

        Term                  F  df  Residual df      p
        factor(RIAGENDR)  9.122   1           12  0.011
        factor(race)      5.663   3           12  0.012

        Fit

        Measure                        Value
        Deviance                  5,479.1067
        Effective parameters          6.4977
        dAIC                      5,492.1022
        dBIC                      5,523.9455
        R² of Cox and Snell           0.0036
        R² of Nagelkerke              0.0072
        ROC area                      0.5523
        ROC area, standard error      0.0089
        ROC area, lower               0.5334
        ROC area, upper               0.5710
        Archer-Lemeshow F             5.1650
        Archer-Lemeshow p             0.0093

        """)
  }

  @Test(arguments: [
    ("likelihood-ratio", 8.664918246077342, 0.050404342383210045),
    ("score", 2.4130735660565645, 0.13959133851760483),
  ])
  func `terms are tested in the way asked for, and the fit is summed up, as R does`(
    _ kind: String, _ statistic: Double, _ pValue: Double
  ) throws {
    let question = [
      "model", dataset("api/apiclus1.csv"), "--weights", "pw", "--units", "dnum", "--population-size", "fpc",
      "--formula", "sch.wide ~ ell + stype + mobility", "--tests", kind,
    ]
    let run = try peilstok(question + ["--format", "json"])
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let test = try #require((answer["tests"] as? [[String: Any]])?.first { $0["term"] as? String == "stype" })
    #expect(test["kind"] as? String == kind)
    #expect(isClose(test["statistic"] as? Double ?? .nan, to: statistic, relative: 1e-8))
    #expect(isClose(test["pValue"] as? Double ?? .nan, to: pValue, relative: 1e-6))
    let fit = try #require(answer["fit"] as? [String: Double])
    #expect(isClose(fit["effectiveParameterCount"] ?? .nan, to: 3.6589831749489443, relative: 1e-8))
    #expect(isClose(fit["akaikeCriterion"] ?? .nan, to: 135.17930879212659, relative: 1e-9))
    #expect(isClose(fit["bayesianCriterion"] ?? .nan, to: 153.9087732064358, relative: 1e-9))
    #expect(isClose(fit["nagelkerke"] ?? .nan, to: 0.10531843360138218, relative: 1e-9))
    let text = try peilstok(question).output
    #expect(text.contains("\nFit\n"))
    #expect(text.contains("Likelihood ratio  df") == (kind == "likelihood-ratio"))
  }

  @Test(arguments: [
    ("binomial", "probit", "Binomial model with probit link of HI_CHOL=1", nil),
    ("poisson", nil, "Poisson model with log link of HI_CHOL=1", "Prevalence ratio"),
    ("gaussian", nil, "Gaussian model with identity link of WTMEC2YR", nil),
    ("gamma", "log", "Gamma model with log link of WTMEC2YR", "Ratio of means"),
  ])
  func `a family and a link are named with their ratios`(
    _ family: String, _ link: String?, _ caption: String, _ ratio: String?
  ) throws {
    let outcome = ["binomial": "HI_CHOL", "poisson": "HI_CHOL == 1"][family] ?? "WTMEC2YR"
    let run = try peilstok(
      arguments + ["--formula", "\(outcome) ~ factor(RIAGENDR)", "--family", family]
        + (link.map { ["--link", $0] } ?? []))
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    #expect(run.output.hasPrefix(caption))
    for word in ["Odds ratio", "Prevalence ratio", "Ratio of means"] {
      #expect(run.output.contains("Term                           \(word)") == (word == ratio))
    }
  }

  @Test func `a negative binomial model says its theta`() throws {
    let run = try peilstok([
      "model", dataset("api/apistrat.csv"), "--weights", "pw", "--strata", "stype", "--population-size", "fpc",
      "--formula", "api.stu ~ ell + stype", "--family", "negative-binomial", "--format", "json",
    ])
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let model = try #require((answer["provenance"] as? [String: Any])?["model"] as? [String: Any])
    #expect(model["family"] as? String == "negative-binomial" && model["link"] as? String == "log")
    #expect(isClose(model["theta"] as? Double ?? .nan, to: 5.6494454830570158, relative: 1e-9))
  }

  @Test(arguments: ["text", "json", "csv", "markdown"])
  func `the same input gives the same bytes`(_ format: String) throws {
    let question = arguments + ["--formula", "HI_CHOL ~ agecat * factor(RIAGENDR)", "--format", format]
    let first = try peilstok(question)
    #expect(first.status == 0 && !first.output.isEmpty)
    #expect(try peilstok(question) == first)
  }

  @Test func `a model of a domain counts that domain alone`() throws {
    let run = try peilstok(
      arguments + ["--formula", "HI_CHOL ~ factor(race)", "--where", "RIAGENDR == 2", "--format", "csv"])
    let lines = run.output.split(separator: "\n")
    #expect(lines[0] == "term,estimate,standardError,statistic,degreesOfFreedom,pValue,lower,upper")
    #expect(lines.count == 5)
    let share = try estimate(
      Array(arguments.dropFirst()) + [
        "--statistic", "prevalence", "--of", "HI_CHOL", "--where", "RIAGENDR == 2 and race == 1",
      ]
    ).values[0]
    // A saturated model gives back the share of the reference group.
    let intercept = try #require(Double(lines[1].split(separator: ",")[1]))
    #expect(isClose(1 / (1 + exp(-intercept)), to: share, relative: 1e-10))
  }

  @Test func `a penalised fit of outcomes that a term separates is finite and says what it is`() throws {
    let records = "y,x,w\n" + (1...12).map { "\($0 > 6 ? 1 : 0),\($0),1\n" }.joined()
    let run = try withFiles(["t.csv": records]) {
      try peilstok(
        ["model", "t.csv", "--weights", "w", "--formula", "y ~ x", "--penalized", "--format", "json"], in: $0)
    }
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let model = try #require((answer["provenance"] as? [String: Any])?["model"] as? [String: Any])
    #expect(model["penalty"] as? String == "firth")
    let coefficients = try #require(answer["coefficients"] as? [[String: Any]])
    let (intercept, slope) = (coefficients[0]["estimate"] as? Double, coefficients[1]["estimate"] as? Double)
    #expect(isClose(try #require(intercept), to: -6.5 * (try #require(slope)), relative: 1e-9))
    #expect((answer["diagnostics"] as? [String])?.isEmpty == true)
    #expect((answer["fit"] as? [String: Any])?["akaikeCriterion"] == nil)
  }

  private let clusters = [
    "model", dataset("api/apiclus1.csv"), "--weights", "pw", "--units", "dnum", "--population-size", "fpc", "--formula",
    "sch.wide ~ ell + stype + mobility", "--small-sample",
  ]

  @Test func `small-sample errors are those of R, and the answer says what it is not`() throws {
    let run = try peilstok(clusters + ["--format", "json"])
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let ell = try #require((answer["coefficients"] as? [[String: Any]])?[1])
    #expect(isClose(ell["standardError"] as? Double ?? .nan, to: 0.011603385324200355, relative: 1e-9))
    #expect(isClose(ell["degreesOfFreedom"] as? Double ?? .nan, to: 8.1074825736231411, relative: 1e-8))
    #expect(isClose(ell["pValue"] as? Double ?? .nan, to: 0.32735619576667202, relative: 1e-7))
    #expect(
      (answer["diagnostics"] as? [String])?.last
        == "Standard errors, degrees of freedom and intervals of the coefficients are Bell and McCaffrey's for few primary "
        + "units; covariance and tests by term are the usual ones.")
    let text = try peilstok(clusters).output.split(separator: "\n").map(String.init)
    #expect(text[1].hasSuffix(" t      p   df"))
    #expect(text[3].hasPrefix("ell ") && text[3].hasSuffix("  8.1"))
  }

  @Test(arguments: [["--family", "cox"], ["--penalized"], ["--impute", "ell"]])
  func `what has no small-sample errors is a mistake of the command line`(_ options: [String]) throws {
    let run = try peilstok(clusters + options)
    #expect(run.status == 64)
    let other = options[0] == "--family" ? options.joined(separator: " ") : options[0]
    #expect(
      run.errors == "peilstok: --small-sample and \(other) cannot go together. See 'peilstok model --help'.\n")
  }

  @Test(arguments: [["--family", "ordinal"], ["--link", "probit"]])
  func `a penalty of another model is a mistake of the command line`(_ options: [String]) throws {
    let run = try peilstok(arguments + ["--formula", "HI_CHOL ~ agecat", "--penalized"] + options)
    #expect(run.status == 64)
    #expect(
      run.errors
        == "peilstok: --penalized goes with --family binomial under its logit link and with --family poisson; found "
        + (options[1] == "ordinal" ? "ordinal" : "binomial with probit") + ". See 'peilstok model --help'.\n")
  }

  @Test func `outcomes that a term separates are an error that names it`() throws {
    let records = "y,x,w\n" + (1...12).map { "\($0 > 6 ? 1 : 0),\($0),1\n" }.joined()
    let run = try withFiles(["t.csv": records]) {
      try peilstok(["model", "t.csv", "--weights", "w", "--formula", "y ~ x"], in: $0)
    }
    #expect(run.status == 1)
    #expect(
      run.errors == "peilstok: The outcomes are separated by \"x\", so that no finite estimate exists; "
        + "leave this term out, or fit with Firth's penalty, --penalized.\n")
  }
}

private func expectClose(_ observed: [Double], to expected: [Double], location: SourceLocation = #_sourceLocation) {
  #expect(observed.count == expected.count && !expected.isEmpty, sourceLocation: location)
  for (value, wanted) in paired(observed, expected) {
    #expect(isClose(value, to: wanted, relative: 1e-8), "\(value) \(wanted)", sourceLocation: location)
  }
}
