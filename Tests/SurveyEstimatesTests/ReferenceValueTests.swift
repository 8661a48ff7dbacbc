import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

/// The bound for values that R prints with 15 digits.
private let bound = 1e-10

@Suite("Values of R survey 4.5")
struct ReferenceValueTests {
  @Test(arguments: referenceCases("api", endingWith: ".df"))
  func `degrees of freedom are units less strata`(_ reference: ReferenceCase) throws {
    let estimates = try reference.surveyDesign().mean(of: "api00")
    #expect(Double(estimates[0].degreesOfFreedom) == reference.number("value"))
  }

  @Test(
    arguments: referenceCases("api") {
      $0.contains(".mean.") && !$0.contains(".by.") && !$0.contains("deff") && !$0.contains("JK1")
    })
  func `means and their covariance agree`(_ reference: ReferenceCase) throws {
    let design = try reference.surveyDesign()
    let names = reference.analysis["variables"] as? [String] ?? []
    let complete = try names.reduce(design) { design, name in
      try design.restricted(to: design.data.numbers(of: Number(name)).map { !$0.isNaN })
    }
    let means = try complete.mean(of: names.map { Number($0) }, by: [])
    expectClose(means.map(\.value), to: reference.numbers("value"))
    expectClose(means.map(\.standardError), to: reference.numbers("se"))
    expectClose(means.covariance, to: reference.matrix("vcov"))
  }

  @Test(arguments: referenceCases("api") { $0.hasSuffix(".total.enroll") && !$0.contains(".by.") })
  func `totals agree`(_ reference: ReferenceCase) throws {
    let total = try reference.surveyDesign().total(of: "enroll")
    expectClose(total.map(\.value), to: reference.numbers("value"))
    expectClose(total.map(\.standardError), to: reference.numbers("se"))
  }

  @Test(arguments: referenceCases("api", endingWith: ".deff.mean.api00"))
  func `design effects agree`(_ reference: ReferenceCase) throws {
    let mean = try reference.surveyDesign().mean(of: "api00")
    #expect(isClose(try #require(mean[0].designEffect), to: reference.number("deff"), relative: bound))
  }

  @Test(arguments: referenceCases("api", endingWith: ".deffreplace.mean.api00"))
  func `effective counts agree with the design effect with replacement`(_ reference: ReferenceCase) throws {
    let mean = try reference.surveyDesign().mean(of: "api00")
    let effective = Double(mean[0].unweightedCount) / reference.number("deff")
    #expect(isClose(try #require(mean[0].effectiveCount), to: effective, relative: bound))
  }

  @Test(arguments: referenceCases("api", endingWith: ".ratio.api.stu.enroll"))
  func `ratios agree`(_ reference: ReferenceCase) throws {
    let ratio = try reference.surveyDesign().ratio(of: "api.stu", to: "enroll")
    expectClose(ratio.map(\.value), to: reference.numbers("value"))
    expectClose(ratio.map(\.standardError), to: reference.numbers("se"))
  }

  @Test(arguments: referenceCases("api", endingWith: ".prop.stype"))
  func `distributions over levels agree`(_ reference: ReferenceCase) throws {
    let shares = try reference.surveyDesign().distribution(of: "stype")
    expectClose(shares.map(\.value), to: reference.numbers("value"))
    // The share of a stratum is known by design: R and we both find rounding where the truth is zero.
    expectClose(shares.map(\.standardError), to: reference.numbers("se"), absolute: 1e-15)
    expectClose(shares.covariance, to: reference.matrix("vcov"), absolute: 1e-30)
  }

  @Test(
    arguments: referenceCases("api") { $0.hasSuffix("ciprop.sch.wide") || $0.hasSuffix("domain.ciprop") }
      + referenceCases("api", endingWith: "ciprop90.sch.wide") + referenceCases("nhanes", endingWith: "ciprop"))
  func `intervals of proportions agree`(_ reference: ReferenceCase) throws {
    var design = try reference.surveyDesign()
    if let domain = reference.analysis["domain"] as? String {
      design = try design.restricted(to: Condition(parsing: domain))
    }
    let event =
      (reference.analysis["event"] as? String)?.hasPrefix("sch.wide") == true
      ? Binary("sch.wide", isTrueFor: "Yes") : Binary("HI_CHOL", isTrueFor: "1")
    let methods: [(IntervalMethod, String)] = [
      (.logit, "xlogit"), (.extendedLogit, "xlogit"), (.arcsine, "asin"), (.kornGraubard, "beta"), (.wilson, "wilson"),
      (.wald, "mean"),
    ]
    for (method, key) in methods {
      let level = reference.analysis["level"] as? Double ?? 0.95
      let estimate = try design.prevalence(of: event, interval: method, level: level)[0]
      let interval = try #require(estimate.confidenceInterval)
      #expect(isClose(estimate.value, to: reference.number(key, "value"), relative: bound), "\(key)")
      #expect(isClose(interval.lower, to: reference.number(key, "lower"), relative: bound), "\(key)")
      #expect(isClose(interval.upper, to: reference.number(key, "upper"), relative: bound), "\(key)")
    }
  }

  @Test(arguments: referenceCases("api", endingWith: ".quantile.api00"))
  func `quantiles and Woodruff intervals agree`(_ reference: ReferenceCase) throws {
    let design = try reference.surveyDesign()
    for (position, order) in reference.numbers("math", "p").enumerated() {
      let quantile = try design.quantile(order, of: "api00")[0]
      #expect(quantile.value == reference.numbers("math", "value")[position])
      #expect(isClose(quantile.standardError, to: reference.numbers("math", "se")[position], relative: bound))
      let interval = try #require(quantile.confidenceInterval)
      #expect(interval.lower == reference.numbers("math", "lower")[position])
      #expect(interval.upper == reference.numbers("math", "upper")[position])
    }
  }

  @Test(arguments: referenceCases("api", endingWith: ".median.intervals.api00"))
  func `medians agree`(_ reference: ReferenceCase) throws {
    let median = try reference.surveyDesign().quantile(0.5, of: "api00")[0]
    #expect(median.value == reference.number("mean", "value"))
    #expect(isClose(median.standardError, to: reference.number("mean", "se"), relative: bound))
    #expect(median.confidenceInterval?.lower == reference.number("mean", "lower"))
    #expect(median.confidenceInterval?.upper == reference.number("mean", "upper"))
  }

  @Test(arguments: referenceCases("api") { $0.contains(".by.") } + referenceCases("nhanes") { $0.contains(".by.") })
  func `domains and their covariance agree`(_ reference: ReferenceCase) throws {
    let design = try reference.surveyDesign()
    let by = (reference.analysis["by"] as? [String]) ?? [reference.analysis["by"] as? String ?? ""]
    // R varies the first variable fastest; here it is the last.
    let groups = by.reversed().map { Categorical($0) }
    let variable = Number(reference.analysis["variable"] as? String ?? "")
    let isTotal = reference.analysis["statistic"] as? String == "total by domain"
    let estimates = isTotal ? try design.total(of: [variable], by: groups) : try design.mean(of: [variable], by: groups)
    expectClose(estimates.map(\.value), to: reference.numbers("value"))
    expectClose(estimates.map(\.standardError), to: reference.numbers("se"))
    if reference.has("vcov") {
      expectClose(estimates.covariance, to: reference.matrix("vcov"), absolute: isTotal ? 1e-6 : 1e-15)
    }
  }

  @Test(arguments: referenceCases("api", endingWith: ".domain.comp.imp.No"))
  func `a domain has its own degrees of freedom`(_ reference: ReferenceCase) throws {
    let domain = try reference.surveyDesign().restricted(to: Condition(parsing: "comp.imp == 'No'"))
    let mean = try domain.mean(of: "api00")
    expectClose(mean.map(\.value), to: reference.numbers("value"))
    expectClose(mean.map(\.standardError), to: reference.numbers("se"))
    #expect(Double(mean[0].degreesOfFreedom) == reference.number("df"))
  }

  @Test(arguments: referenceCases("api") { $0.contains(".chisq.") } + referenceCases("nhanes", endingWith: ".chisq"))
  func `Rao-Scott tests agree`(_ reference: ReferenceCase) throws {
    let rows = Categorical(reference.analysis["rows"] as? String ?? "")
    let columns = Categorical(reference.analysis["columns"] as? String ?? "")
    let test = try reference.surveyDesign().association(of: rows, with: columns)
    #expect(isClose(test.value, to: reference.number("F", "statistic"), relative: bound))
    let parameters = reference.numbers("F", "parameter")
    #expect(isClose(test.degreesOfFreedom[0], to: parameters[0], relative: bound))
    #expect(isClose(test.degreesOfFreedom[1], to: parameters[1], relative: bound))
    #expect(isClose(test.pValue, to: reference.number("F", "p"), relative: bound))
  }

  @Test(arguments: referenceCases("api", endingWith: ".contrast.stype"))
  func `contrasts of domains agree`(_ reference: ReferenceCase) throws {
    let means = try reference.surveyDesign().mean(of: "api00", by: "stype")
    let contrasts = [means.contrast([-1, 1, 0]), means.contrast([-1, 0, 1])]
    expectClose(contrasts.map(\.value), to: reference.numbers("value"))
    expectClose(contrasts.map(\.standardError), to: reference.numbers("se"))
  }

  @Test(arguments: referenceCases("designs") { $0.hasPrefix("lonely") })
  func `rules for single units agree`(_ reference: ReferenceCase) throws {
    let rules: [String: SingleUnitStratumRule] = [
      "remove": .certainty, "certainty": .certainty, "adjust": .center, "average": .average,
    ]
    let rule = try #require(rules[reference.analysis["lonely"] as? String ?? ""])
    let design = try reference.surveyDesign(singleUnitStrata: rule)
    let (mean, total) = (try design.mean(of: "x")[0], try design.total(of: "x")[0])
    expectClose(
      [mean.value, total.value], to: [reference.number("mean", "value"), reference.number("total", "value")])
    expectClose(
      [mean.standardError, total.standardError], to: [reference.number("mean", "se"), reference.number("total", "se")])
  }

  @Test(arguments: referenceCases("designs", endingWith: "fpc.total"))
  func `population sizes by stratum agree`(_ reference: ReferenceCase) throws {
    let design = try reference.surveyDesign()
    let (mean, total) = (try design.mean(of: "x")[0], try design.total(of: "x")[0])
    expectClose(
      [mean.standardError, total.standardError], to: [reference.number("mean", "se"), reference.number("total", "se")])
    #expect(Double(mean.degreesOfFreedom) == reference.number("df"))
  }
}

private func expectClose(
  _ observed: [Double], to expected: [Double], absolute: Double = 0, location: SourceLocation = #_sourceLocation
) {
  #expect(observed.count == expected.count && !expected.isEmpty, sourceLocation: location)
  for (value, wanted) in paired(observed, expected) {
    #expect(
      isClose(value, to: wanted, relative: bound, absolute: absolute), "\(value) \(wanted)", sourceLocation: location)
  }
}

private func expectClose(
  _ observed: Matrix, to expected: [[Double]], absolute: Double = 0, location: SourceLocation = #_sourceLocation
) {
  #expect(observed.rowCount == expected.count && !expected.isEmpty, sourceLocation: location)
  for i in 0..<observed.rowCount {
    for j in 0..<observed.columnCount {
      #expect(
        isClose(observed[i, j], to: expected[i][j], relative: bound, absolute: absolute),
        "(\(i), \(j)): \(observed[i, j]) \(expected[i][j])", sourceLocation: location)
    }
  }
}
