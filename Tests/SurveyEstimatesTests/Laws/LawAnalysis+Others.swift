import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata

extension LawAnalysis {
  /// Quantiles by all rules but those of the common estimators and of `others`, each with one of Woodruff's intervals.
  static let quantileRules: [LawAnalysis] = [
    (QuantileRule.hf2, IntervalMethod.woodruff), (.hf3, .woodruffArcsine), (.hf4, .woodruffBeta),
    (.hf5, .woodruffLogit), (.hf6, .woodruffArcsine), (.hf7, .woodruffBeta), (.hf9, .woodruff),
  ].map { rule, interval in
    LawAnalysis(name: "quantiles by \(rule), \(interval.rawValue)", statistic: .quantile) {
      try $0.quantile([0.3, 0.7], of: ["score"], by: $1, rule: rule, interval: interval)
    }
  }

  /// Estimators of populations that are known from elsewhere.
  static let ofPopulations: [LawAnalysis] = [
    LawAnalysis(name: "separate ratios", statistic: .ratio) { design, groups in
      try design.ratio(of: ["score"], to: "income", by: groups + ["ageGroup"]).standardized(to: LawDesign.ageMargin)
    },
    LawAnalysis(name: "rates", statistic: .rate) { design, groups in
      try design.total(of: ["score"], by: groups).rates(of: .counts(of: [], [[]: 2400]), interval: .log)
    },
    LawAnalysis(name: "people", statistic: .total, ofStatements: true) { try $0.population(of: $2, by: $1) },
  ]

  /// What asks for replicates.
  static let ofReplicates = [
    LawAnalysis(name: "quantiles, replicate interval", statistic: .quantile) {
      try $0.quantile([0.5], of: ["score", "income"], by: $1, rule: .hf7, interval: .replicate)
    }
  ]

  /// Whether the values are multiplied by what multiplies the weights.
  var scalesWithWeights: Bool { statistic == .total || statistic == .rate }

  /// Whether records of a domain without an answer have a part in it, so that it is more than the known answers.
  ///
  /// The patterns that are estimated are those of all records of the data, and people who did not answer are taken to be
  /// like those who did.
  var countsTheSilent: Bool { ["patterns", "people"].contains(name) }
}

extension Estimates {
  /// Returns the estimate from records with renamed levels that stands for one from the records as they were.
  func renamed(_ estimate: Estimate) -> Estimate? {
    // The groups by sex keep their names: the margins of a calibration name them.
    let domain = estimate.domain.map { level in
      level.variable == "sex"
        ? level : DomainLevel(variable: level.variable, level: LawRecords.newName(of: level.level))
    }
    // The level of a share is renamed; classes, counts and patterns have names of their own.
    let names = [estimate.level, estimate.level.map(LawRecords.newName)]
    return first { $0.domain == domain && $0.variable == estimate.variable && names.contains($0.level) }
  }
}
