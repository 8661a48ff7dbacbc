import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

/// The four designs of `Tests/Fixtures/reference/r_survey45_more.R`, with the variables it used.
enum PrintedDesign: String, CaseIterable, CustomTestStringConvertible {
  case nhanes
  case stratifiedSchools = "apistrat"
  case districts = "apiclus1"
  case schoolsOfDistricts = "apiclus2"

  var testDescription: String { rawValue }

  /// The variable of which a share is estimated: 1 for yes, 0 for no.
  var indicator: String { self == .nhanes ? "HI_CHOL" : "yes" }
  /// The variables of the groups, in the order of R's row names.
  var groups: [Categorical] { self == .nhanes ? ["race", "RIAGENDR"] : ["stype"] }
  /// The numbers of which quantiles and a ratio were taken.
  var numbers: [Number] { self == .nhanes ? ["w2", "RIAGENDR"] : ["api00", "api99"] }
  /// The rows and columns of the table.
  var table: (rows: Categorical, columns: Categorical) {
    self == .nhanes ? ("HI_CHOL", "race") : ("sch.wide", "stype")
  }

  func design(
    singleUnitStrata rule: SingleUnitStratumRule = .refuse, coversDomains: Bool = false
  ) throws -> SurveyDesign {
    var data = try referenceData(rawValue)
    data = try data.adding("one", .numbers([Double](repeating: 1, count: data.rowCount)))
    if self == .nhanes {
      data = try data.adding("w2", .numbers(data.numbers(of: "WTMEC2YR").map { $0 / 1000 }))
    } else {
      for (name, source) in [("yes", "sch.wide"), ("both1", "both")] {
        let codes = try data.indicator(of: Binary(source, isTrueFor: "Yes"))
        data = try data.adding(name, .numbers(codes.map { Double($0) }))
      }
    }
    let stages =
      switch self {
      case .nhanes: [Stage(units: "SDMVPSU", strata: "SDMVSTRA")]
      case .stratifiedSchools: [Stage(strata: "stype", populationSize: "fpc")]
      case .districts: [Stage(units: "dnum", populationSize: "fpc")]
      case .schoolsOfDistricts:
        [Stage(units: "dnum", populationSize: "fpc1"), Stage(units: "snum", populationSize: "fpc2")]
      }
    // R found the weights of the two-stage sample from its population sizes.
    let weights: String? =
      switch self {
      case .nhanes: "WTMEC2YR"
      case .stratifiedSchools, .districts: "pw"
      case .schoolsOfDistricts: nil
      }
    return try SurveyDesign(
      data, weights: weights, stages: stages, unitsAreNested: self == .nhanes, singleUnitStrata: rule,
      singleUnitRuleCoversDomains: coversDomains)
  }

  /// Returns the values that R printed for a statistic.
  func values(_ statistic: String) -> [Double] { printedValues(rawValue, statistic).map(\.value) }
}

@Suite("Values printed by R survey 4.5")
struct PrintedValueTests {
  @Test(arguments: PrintedDesign.allCases)
  func `records, weights and degrees of freedom agree`(_ printed: PrintedDesign) throws {
    let design = try printed.design()
    let summary = try #require(design.weightSummary)
    #expect(Double(design.data.rowCount) == printed.values("nobs")[0])
    #expect(isClose(summary.sum, to: printed.values("sumw")[0], relative: 1e-12))
    #expect(Double(try design.mean(of: "one")[0].degreesOfFreedom) == printed.values("degf")[0])
  }

  @Test(arguments: PrintedDesign.allCases)
  func `means, totals, design effects and intervals agree`(_ printed: PrintedDesign) throws {
    let design = try printed.design()
    let (mean, total) = (
      try design.mean(of: Number(printed.indicator))[0], try design.total(of: Number(printed.indicator))[0]
    )
    expectClose([mean.value, mean.standardError], to: printed.values("mean.est") + printed.values("mean.se"))
    expectClose([total.value, total.standardError], to: printed.values("total.est") + printed.values("total.se"))
    expectClose([try #require(mean.designEffect)], to: printed.values("mean.deff"))
    let effective = Double(mean.unweightedCount) / printed.values("mean.deffreplace")[0]
    expectClose([try #require(mean.effectiveCount)], to: [effective])
    let interval = try #require(mean.confidenceInterval)
    expectClose([interval.lower, interval.upper], to: printed.values("mean.ci"))
    let numbers = try design.mean(of: printed.numbers, by: [])
    expectClose(numbers.map(\.value), to: printed.values("nummean.est"))
    expectClose(numbers.map(\.standardError), to: printed.values("nummean.se"))
  }

  @Test(
    arguments: PrintedDesign.allCases,
    [("xlogit", IntervalMethod.logit), ("beta", .kornGraubard), ("mean", .wald), ("wilson", .wilson)])
  func `intervals of shares agree`(_ printed: PrintedDesign, _ method: (name: String, ours: IntervalMethod)) throws {
    // R's beta interval counts the records with a missing value in n; ours counts the known values only.
    if printed == .nhanes, method.ours == .kornGraubard { return }
    let share = try printed.design().prevalence(
      of: Binary(printed.indicator, isTrueFor: "1"), interval: method.ours)[0]
    let interval = try #require(share.confidenceInterval)
    expectClose([share.value, interval.lower, interval.upper], to: printed.values("ciprop.\(method.name)"))
  }

  @Test(arguments: PrintedDesign.allCases)
  func `estimates by group and their covariance agree`(_ printed: PrintedDesign) throws {
    let design = try printed.design()
    let items = printed == .nhanes ? ["HI_CHOL"] : ["yes", "both1"]
    for item in items {
      let estimates = try design.mean(of: [Number(item)], by: printed.groups)
      expectClose(estimates, to: printed, statistic: "by.\(item).est", \.value)
      expectClose(estimates, to: printed, statistic: "by.\(item).se", \.standardError)
    }
    let estimates = try design.mean(of: [Number(items[0])], by: printed.groups)
    let order = printedValues(printed.rawValue, "by.\(items[0]).est").compactMap { name, _ in
      estimates.firstIndex { rowName($0) == name }
    }
    let covariance = printed.values("by.covmat")
    try #require(order.count * order.count == covariance.count)
    for (column, j) in order.enumerated() {
      for (row, i) in order.enumerated() {
        let wanted = covariance[column * order.count + row]
        let scale = estimates[i].standardError * estimates[j].standardError
        // A covariance far smaller than the standard errors carries the rounding of their squares.
        #expect(isClose(estimates.covariance[i, j], to: wanted, relative: 1e-10, absolute: 1e-12 * scale))
      }
    }
  }

  @Test(
    arguments: PrintedDesign.allCases,
    [
      ("adjust", SingleUnitStratumRule.center), ("average", .average), ("remove", .certainty),
      ("certainty", .certainty),
    ])
  func `rules for units that a domain leaves single agree`(
    _ printed: PrintedDesign, _ rule: (name: String, ours: SingleUnitStratumRule)
  ) throws {
    let design = try printed.design(singleUnitStrata: rule.ours, coversDomains: true)
    let estimates = try design.mean(of: [Number(printed.indicator)], by: printed.groups)
    if printed == .schoolsOfDistricts, rule.ours == .average {
      // R gives NaN for every domain. High and middle schools are the only one drawn in some district, which leaves
      // no other stratum to average over; elementary schools are never, so that theirs has a value.
      #expect(estimates.map(\.standardError.isNaN) == [false, true, true])
      #expect(estimates[1].diagnostics == [.noStandardError] && estimates[1].confidenceInterval == nil)
      return
    }
    expectClose(estimates, to: printed, statistic: "by.lonely.\(rule.name).se", \.standardError)
  }

  @Test(arguments: PrintedDesign.allCases)
  func `quantiles with their intervals agree`(_ printed: PrintedDesign) throws {
    let design = try printed.design()
    let (values, errors) = (printed.values("quant.math"), printed.values("quant.math.se"))
    let ends = printed.values("quant.math.ci")
    for (position, order) in [0.1, 0.25, 0.5, 0.75, 0.9].enumerated() {
      let quantile = try design.quantile(order, of: printed.numbers[0])[0]
      let interval = try #require(quantile.confidenceInterval)
      #expect(isClose(quantile.value, to: values[position], relative: 1e-14))
      #expect(isClose(quantile.standardError, to: errors[position], relative: 1e-10))
      #expect(isClose(interval.lower, to: ends[position], relative: 1e-14))
      #expect(isClose(interval.upper, to: ends[position + 5], relative: 1e-14))
    }
  }

  @Test(arguments: PrintedDesign.allCases)
  func `ratios agree`(_ printed: PrintedDesign) throws {
    let ratio = try printed.design().ratio(of: printed.numbers[0], to: printed.numbers[1])[0]
    expectClose([ratio.value, ratio.standardError], to: printed.values("ratio"))
  }

  @Test(arguments: PrintedDesign.allCases)
  func `tables and their Rao-Scott tests agree`(_ printed: PrintedDesign) throws {
    let design = try printed.design()
    let cells = try design.total(of: "one", by: printed.table.columns, printed.table.rows)
    expectClose(cells.map(\.value), to: printed.values("svytable"))
    let table = try design.crossTabulation(of: printed.table.rows, with: printed.table.columns)
    let names: [(TableStatistic, String)] = [
      (.raoScottF, "F"), (.waldOfTotals, "Wald"), (.adjustedWaldOfTotals, "adjWald"),
    ]
    for (statistic, name) in names {
      let test = try table.test(statistic)
      expectClose([test.value] + test.degreesOfFreedom + [test.pValue], to: printed.values("chisq.\(name)"))
    }
    // R prints X² without its correction, of as many records as there are, known or not.
    let count = Double(table.unweightedCount + table.missingCount) / Double(table.unweightedCount)
    let chiSquared = try table.test(.raoScottChiSquared)
    expectClose(
      [chiSquared.pearsonStatistic * count] + chiSquared.degreesOfFreedom + [chiSquared.pValue],
      to: printed.values("chisq.Chisq"))
    let saddlepoint = try table.test(.saddlepoint)
    let printedSaddlepoint = printed.values("chisq.saddlepoint")
    #expect(isClose(saddlepoint.value * count, to: printedSaddlepoint[0], relative: 1e-10))
    // R finds the saddlepoint to about nine digits, of which a tail of 7e-7 keeps eight: with `uniroot(tol = 1e-13)` it
    // gives 7.4731632150026e-07 there, and so do we.
    #expect(isClose(saddlepoint.pValue, to: printedSaddlepoint[1], relative: 2e-8))
  }
}

/// The name that R gives the row of a domain: its levels with dots between them.
private func rowName(_ estimate: Estimate) -> String { estimate.domain.map(\.level).joined(separator: ".") }

private func expectClose(
  _ estimates: Estimates, to printed: PrintedDesign, statistic: String, _ number: KeyPath<Estimate, Double>,
  location: SourceLocation = #_sourceLocation
) {
  let wanted = printedValues(printed.rawValue, statistic)
  #expect(wanted.count == estimates.count, "\(statistic)", sourceLocation: location)
  for (name, value) in wanted {
    guard let estimate = estimates.first(where: { rowName($0) == name }) else {
      Issue.record("no estimate named \(name)", sourceLocation: location)
      continue
    }
    #expect(
      isClose(estimate[keyPath: number], to: value, relative: 1e-10),
      "\(statistic) \(name): \(estimate[keyPath: number]), R \(value)", sourceLocation: location)
  }
}
