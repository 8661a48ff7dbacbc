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

  init(
    name: String, statistic: Statistic,
    estimates: @escaping @Sendable (SurveyDesign, [Categorical]) throws -> Estimates
  ) {
    self.name = name
    self.statistic = statistic
    self.estimates = estimates
  }

  /// An estimator of statements, whose levels the law of renamed levels renames.
  init(
    name: String, statistic: Statistic, ofStatements: Bool,
    estimates: @escaping @Sendable (SurveyDesign, [Categorical], [Binary]) throws -> Estimates
  ) {
    self.init(name: name, statistic: statistic) { design, groups in
      let isRenamed = try design.data.levels(of: "smokes").contains(LawRecords.newName(of: "yes"))
      let level = { (level: String) in isRenamed ? LawRecords.newName(of: level) : level }
      return try estimates(
        design, groups,
        [
          Binary("smokes", isTrueFor: level("yes")), Binary("smokesToo", isTrueFor: level("yes")),
          Binary("health", isTrueFor: level("bad")),
        ])
    }
  }

  static let smokers = Binary("smokes", isTrueFor: "yes")
  static let newSmokers = Binary("smokes", isTrueFor: LawRecords.newName(of: "yes"))

  /// The estimators beside means, totals, ratios, shares and quantiles by the first rule.
  static let others: [LawAnalysis] = [
    LawAnalysis(name: "ratios", statistic: .ratio) { try $0.ratio(of: ["score", "income"], to: "age", by: $1) },
    LawAnalysis(name: "quantiles by interpolation", statistic: .quantile) {
      try $0.quantile([0.3, 0.7], of: ["score", "income"], by: $1, rule: .hf8, interval: .woodruffLogit)
    },
    LawAnalysis(name: "median with score interval", statistic: .quantile) {
      try $0.quantile([0.5], of: ["score"], by: $1, interval: .score)
    },
    LawAnalysis(name: "covariance", statistic: .covariance) { try $0.covariance(of: ["score", "income"], by: $1) },
    LawAnalysis(name: "variance", statistic: .variance) { try $0.variance(of: ["score"], by: $1) },
    LawAnalysis(name: "correlation", statistic: .correlation) {
      try $0.correlation(of: ["score", "income", "age"], by: $1)
    },
    LawAnalysis(name: "distribution function", statistic: .distributionFunction) {
      try $0.distributionFunction(of: "score", at: [45, 55], by: $1, interval: .likelihood)
    },
    LawAnalysis(name: "histogram", statistic: .prevalence) {
      try $0.histogram(of: "score", breaks: [20, 45, 55, 90], by: $1, interval: .jeffreys)
    },
    LawAnalysis(name: "density", statistic: .density) {
      try $0.density(of: "score", at: [45, 55], bandwidth: 5, by: $1)
    },
    LawAnalysis(name: "Gini", statistic: .gini) { try $0.gini(of: ["income", "score"], by: $1) },
    LawAnalysis(name: "quintile share ratio", statistic: .quintileShareRatio) {
      try $0.quintileShareRatio(of: ["income"], by: $1)
    },
    LawAnalysis(name: "alpha", statistic: .alpha) { try $0.alpha(of: ["score", "income", "age"], by: $1) },
    LawAnalysis(name: "kappa", statistic: .kappa) { try $0.kappa(of: "smokes", and: "smokesToo", by: $1) },
    LawAnalysis(name: "counts", statistic: .prevalence, ofStatements: true) {
      try $0.countDistribution(of: $2, upTo: 2, by: $1, interval: .arcsine)
    },
    LawAnalysis(name: "cumulative index", statistic: .prevalence, ofStatements: true) {
      try $0.cumulativeIndex(of: $2, by: $1, interval: .clopperPearson)
    },
    LawAnalysis(name: "mean count", statistic: .mean, ofStatements: true) { try $0.meanCount(of: $2, by: $1) },
    LawAnalysis(name: "patterns", statistic: .prevalence, ofStatements: true) {
      // Of two statements every pattern occurs, in a part of the records too.
      try $0.patterns(of: Array($2.prefix(2)), by: $1, interval: .wilson)
    },
    LawAnalysis(name: "co-occurrence", statistic: .prevalence, ofStatements: true) {
      try $0.coOccurrence(of: $2, by: $1)
    },
    LawAnalysis(name: "standardised mean", statistic: .mean) { design, groups in
      try design.mean(of: ["score"], by: groups + ["ageGroup"]).standardized(to: LawDesign.ageMargin)
    },
    LawAnalysis(name: "standardised prevalence", statistic: .prevalence, ofStatements: true) {
      try $0.prevalence(of: [$2[0]], by: $1 + ["ageGroup"]).standardized(to: LawDesign.ageMargin, interval: .wilson)
    },
  ]

  static let common: [LawAnalysis] =
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

/// An estimator with a design to ask it of.
struct LawPair: Sendable, CustomTestStringConvertible {
  let design: LawDesign
  let analysis: LawAnalysis

  var testDescription: String { "\(analysis.name), \(design.name)" }

  /// The common estimators with every design; the others with one design of each way to find variances, which treats
  /// all estimators alike.
  static let all: [LawPair] =
    pairs(LawDesign.all + separately, LawAnalysis.common)
    + pairs(LawDesign.all.filter { LawDesign.typical.contains($0.name) } + separately, LawAnalysis.others)

  /// The kinds of replicates to which the laws are put one by one; `EveryVarianceLawTests` has all.
  private static let separately = LawDesign.replicated.filter {
    ["jackknife", "half-samples", "Fay's half-samples", "bootstrap"].contains($0.name)
  }

  private static func pairs(_ designs: [LawDesign], _ analyses: [LawAnalysis]) -> [LawPair] {
    designs.flatMap { design in analyses.map { LawPair(design: design, analysis: $0) } }
  }
}

extension LawAnalysis {
  static let all = common + others + quantileRules + ofPopulations
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
