import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import Testing

/// An estimator, asked for every group.
struct LawAnalysis: Sendable, CustomTestStringConvertible {
  let name: String
  let statistic: Statistic
  let estimates: @Sendable (SurveyDesign, [Categorical]) throws -> Estimates

  var testDescription: String { name }

  static let smokers = Binary("smokes", isTrueFor: "yes")
  static let newSmokers = Binary("smokes", isTrueFor: LawRecords.newName(of: "yes"))

  static let all: [LawAnalysis] =
    [
      LawAnalysis(name: "mean", statistic: .mean) { try $0.mean(of: ["score", "income"], by: $1) },
      LawAnalysis(name: "total", statistic: .total) { try $0.total(of: ["score", "income"], by: $1) },
      LawAnalysis(name: "ratio", statistic: .ratio) { try $0.ratio(of: "score", to: "income", by: $1) },
      LawAnalysis(name: "distribution", statistic: .prevalence) { try $0.distribution(of: "health", by: $1) },
      LawAnalysis(name: "median", statistic: .quantile) { try $0.quantile(0.5, of: "score", by: $1) },
      LawAnalysis(name: "first decile", statistic: .quantile) { try $0.quantile(0.1, of: "income", by: $1) },
    ]
    + [IntervalMethod.logit, .kornGraubard, .wilson, .wald].map { method in
      LawAnalysis(name: "prevalence, \(method.rawValue)", statistic: .prevalence) { design, groups in
        // The law of renamed levels renames this one too.
        let isRenamed = try design.data.levels(of: "smokes").contains(LawRecords.newName(of: "yes"))
        return try design.prevalence(of: [isRenamed ? newSmokers : smokers], by: groups, interval: method)
      }
    }
}

extension LawAnalysis {
  /// The statistics whose last digits do not hang on eigenvalues.
  static let tableStatistics: [TableStatistic] = [
    .raoScottF, .raoScottChiSquared, .wald, .adjustedWald, .waldOfTotals, .adjustedWaldOfTotals,
  ]
}

/// The numbers of an estimate or a comparison that a law may not change.
struct LawNumbers {
  var name: String
  var value: Double
  var standardError: Double
  var degreesOfFreedom: Int
  var ends: [Double]
  var unweightedCount: Int
  var effectiveCount: Double?

  init(_ estimate: Estimate) {
    name = (estimate.domain.map(\.level) + [estimate.variable, estimate.level ?? ""]).joined(separator: "/")
    value = estimate.value
    standardError = estimate.standardError
    degreesOfFreedom = estimate.degreesOfFreedom
    ends = estimate.confidenceInterval.map { [$0.lower, $0.upper] } ?? []
    unweightedCount = estimate.unweightedCount
    effectiveCount = estimate.effectiveCount
  }

  init(_ comparison: Contrast) {
    name = "comparison"
    value = comparison.value
    standardError = comparison.standardError
    degreesOfFreedom = comparison.degreesOfFreedom
    ends = comparison.confidenceInterval.map { [$0.lower, $0.upper] } ?? []
    unweightedCount = comparison.unweightedCount
  }

  init(_ test: TableTest) {
    name = "association, \(test.statistic.rawValue)"
    value = test.value
    standardError = test.pValue
    degreesOfFreedom = 0
    ends = test.degreesOfFreedom
    unweightedCount = test.unweightedCount
  }
}

extension LawAnalysis {
  /// Returns the numbers of the estimates, of the difference of the first and the last, and of the test of association
  /// where there are records enough.
  func numbers(of design: SurveyDesign, _ domain: LawDomain, isRestricted: Bool = false) throws -> [LawNumbers] {
    let domainDesign = isRestricted ? design : try domain.restrict(design)
    let estimates = try estimates(domainDesign, domain.groups)
    var numbers = estimates.map { LawNumbers($0) }
    if estimates.count > 1 {
      numbers.append(LawNumbers(estimates.difference(of: 0, minus: estimates.count - 1)))
    }
    if name == "distribution", domain.groups.isEmpty, domain.hasTable {
      let table = try domainDesign.crossTabulation(of: "smokes", with: "group")
      for statistic in LawAnalysis.tableStatistics { numbers.append(LawNumbers(try table.test(statistic))) }
      numbers.append(LawNumbers(table.departure(row: 0, column: 1)))
    }
    return numbers
  }
}
