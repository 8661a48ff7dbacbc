/// The true values of the synthetic population, as exact sums over the model.
package struct TrueValues: Sendable {
  /// One line of the table.
  package struct Line: Sendable {
    var indicator: String
    /// The level that is counted, for an indicator with more than two.
    var category = ""
    var statistic: String
    var wave: String
    var by = ""
    var level = ""
    var value: Double

    package var cells: [String] {
      [indicator, category, statistic, wave, by, level, fixedDecimals(value, 10)]
    }
  }

  static let header = ["indicator", "category", "statistic", "wave", "by", "level", "value"]

  /// The true values of all waves, which are the same whatever the seed of the records.
  package static let ofPopulation = TrueValues(Expectation.ofWaves)

  package let lines: [Line]

  package init(_ expectations: [Expectation]) {
    var lines: [Line] = []
    for (wave, expectations) in expectations.map({ ($0.wave.name, [$0]) }) + [(Wave.pooledName, expectations)] {
      for domain in TrueDomain.all {
        lines += Self.lines(wave, over: expectations, in: domain)
      }
    }
    lines += CensusModel(expectations).lines
    lines += LifeGradeModel.generatingEffects.map { term, value in
      Line(
        indicator: "insufficient", statistic: "generating_log_odds_ratio", wave: Wave.pooledName, by: term, value: value
      )
    }
    self.lines = lines
  }

  private static func lines(_ wave: String, over expectations: [Expectation], in domain: TrueDomain) -> [Line] {
    var lines: [Line] = []
    for indicator in TrueIndicator.all where domain.applies(to: indicator) {
      let ratio = indicator.ratio(over: expectations, in: domain)
      guard ratio.denominator > 0 else { continue }
      lines.append(
        Line(
          indicator: indicator.name, category: indicator.category, statistic: indicator.statistic, wave: wave,
          by: domain.by, level: domain.level, value: ratio.numerator / ratio.denominator))
    }
    guard domain.isOfBackground else { return lines }
    return lines
      + TrueShare.all.map { share in
        Line(
          indicator: share.name, statistic: "prevalence", wave: wave, by: domain.by, level: domain.level,
          value: share.value(over: expectations, in: domain))
      }
  }
}

extension LifeGradeModel {
  /// The log-odds ratios of an insufficient grade that the records are made with.
  static var generatingEffects: [(String, Double)] {
    [
      ("exposed", exposed), ("each_further_form", eachFurtherForm), ("longer_ago_only", longerAgoOnly),
      ("each_problem", eachProblem), ("living_elsewhere", elsewhere), ("sex_boy", sex[Sex.boy.rawValue]),
      ("sex_other", sex[Sex.other.rawValue]), ("age_group_12-14", ageGroup[AgeGroup.youngTeenager.rawValue]),
      ("age_group_15-18", ageGroup[AgeGroup.teenager.rawValue]),
    ]
  }
}
