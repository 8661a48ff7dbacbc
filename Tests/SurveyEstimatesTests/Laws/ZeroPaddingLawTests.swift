import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

/// A domain is a variable that is zero outside it (Särndal, Swensson and Wretman 1992, section 10.3).
///
/// The rule that averages is left out: it averages over the strata in which the domain has records, as R does, and
/// a variable padded with zeros has records in all.
@Suite("Domains as variables padded with zeros")
struct ZeroPaddingLawTests {
  private static let records = LawRecords()
  private static let designs = LawDesign.all.filter { $0.rule != .average && !$0.coversDomains }

  @Test(arguments: designs, LawDomain.all)
  func `means are ratios of padded totals`(_ law: LawDesign, _ domain: LawDomain) throws {
    try forEachGroup(law, domain) { padded, alone in
      expectSame(try padded.ratio(of: "paddedScore", to: "inside")[0], try alone.mean(of: "score")[0])
    }
  }

  @Test(arguments: designs, LawDomain.all)
  func `totals are totals of padded variables`(_ law: LawDesign, _ domain: LawDomain) throws {
    try forEachGroup(law, domain) { padded, alone in
      let total = try alone.total(of: "score")[0]
      let whole = try padded.total(of: "paddedScore")[0]
      // Without a known value there is no total, where the sum of nothing but padding is 0.
      if total.unweightedCount == 0 {
        #expect(total.value.isNaN && total.standardError.isNaN && whole.value == 0 && whole.standardError == 0)
      } else {
        expectSame(whole, total)
      }
    }
  }

  @Test(arguments: designs, LawDomain.all)
  func `ratios are ratios of padded totals`(_ law: LawDesign, _ domain: LawDomain) throws {
    try forEachGroup(law, domain) { padded, alone in
      expectSame(
        try padded.ratio(of: "paddedScoreWithIncome", to: "paddedIncome")[0],
        try alone.ratio(of: "score", to: "income")[0])
    }
  }

  @Test(arguments: designs, LawDomain.all)
  func `prevalences are ratios of padded totals`(_ law: LawDesign, _ domain: LawDomain) throws {
    try forEachGroup(law, domain) { padded, alone in
      expectSame(
        try padded.ratio(of: "paddedSmoking", to: "inside")[0], try alone.prevalence(of: LawAnalysis.smokers)[0])
    }
  }

  @Test(arguments: designs, LawDomain.all)
  func `shares of a distribution are ratios of padded totals`(_ law: LawDesign, _ domain: LawDomain) throws {
    try forEachGroup(law, domain) { padded, alone in
      for share in try alone.distribution(of: "health") {
        expectSame(try padded.ratio(of: Number("padded " + (share.level ?? "")), to: "insideHealth")[0], share)
      }
    }
  }

  @Test(arguments: designs, LawDomain.all)
  func `quantiles invert the padded distribution function`(_ law: LawDesign, _ domain: LawDomain) throws {
    try forEachGroup(law, domain) { padded, alone in
      let quantile = try alone.quantile(0.4, of: "score")[0]
      guard quantile.unweightedCount > 0 else {
        #expect(quantile.value.isNaN && quantile.standardError.isNaN && quantile.confidenceInterval == nil)
        return
      }
      let (scores, inside) = (try padded.data.numbers(of: "paddedScore"), try padded.data.numbers(of: "inside"))
      let rows = scores.indices.filter { inside[$0] == 1 }.sorted { scores[$0] < scores[$1] }
      func smallest(from order: Double) -> Double {
        let wanted = order * rows.reduce(0) { $0 + padded.weights[$1] }
        var cumulative = 0.0
        for row in rows {
          cumulative += padded.weights[row]
          if cumulative >= wanted { return scores[row] }
        }
        return .nan
      }
      #expect(quantile.value == smallest(from: 0.4))
      let below = scores.indices.map { inside[$0] == 1 && scores[$0] <= quantile.value ? 1.0 : 0 }
      let share = try padded.replacingData(padded.data.adding("below", .numbers(below)))
        .ratio(of: "below", to: "inside")[0]
      guard let interval = quantile.confidenceInterval else { return }
      let t = StudentTDistribution(degreesOfFreedom: Double(quantile.degreesOfFreedom)).upperQuantile(0.025)
      // An end of the share beyond 0 or 1 leaves the quantile without that end, and so without a standard error.
      let ends = [share.value - t * share.standardError, share.value + t * share.standardError]
      for (end, order) in paired([interval.lower, interval.upper], ends) {
        #expect(order < 0 || order > 1 ? end.isNaN : end == smallest(from: order))
      }
      let width = interval.upper - interval.lower
      guard width.isFinite else {
        #expect(quantile.standardError.isNaN)
        return
      }
      #expect(isClose(quantile.standardError, to: width / (2 * t), relative: 1e-12))
    }
  }

  /// Calls a closure for each group of a domain with the design of all records, in which variables are padded with
  /// zeros outside the group, and with the design restricted to the group.
  private func forEachGroup(
    _ law: LawDesign, _ domain: LawDomain, _ body: (_ padded: SurveyDesign, _ alone: SurveyDesign) throws -> Void
  ) throws {
    let whole = try law.design(of: Self.records)
    let rows = try domain.rows(of: whole.data)
    for levels in try domain.groupLevels(in: whole.data) {
      let inGroup = zip(rows, levels).map { $0 && $1 }
      try body(whole.replacingData(Self.padded(inGroup)), whole.restricted(to: inGroup))
    }
  }

  private static func padded(_ rows: [Bool]) throws -> Microdata {
    let (scores, incomes) = (records.numbers("score"), records.numbers("income"))
    let (smokes, health) = (records.labels("smokes"), records.labels("health"))
    func column(where isIn: (Int) -> Bool, _ value: (Int) -> Double) -> Column {
      .numbers(rows.indices.map { rows[$0] && isIn($0) ? value($0) : 0 })
    }
    let hasBoth = { (row: Int) in !scores[row].isNaN && !incomes[row].isNaN }
    var data = try records.data()
      .adding("paddedScore", column(where: { !scores[$0].isNaN }, { scores[$0] }))
      .adding("inside", column(where: { !scores[$0].isNaN }, { _ in 1 }))
      .adding("paddedScoreWithIncome", column(where: hasBoth, { scores[$0] }))
      .adding("paddedIncome", column(where: hasBoth, { incomes[$0] }))
      .adding("paddedSmoking", column(where: { smokes[$0] != nil }, { smokes[$0] == "yes" ? 1 : 0 }))
      .adding("insideHealth", column(where: { health[$0] != nil }, { _ in 1 }))
    for level in Set(health.compactMap(\.self)) {
      data = try data.adding("padded " + level, column(where: { health[$0] == level }, { _ in 1 }))
    }
    return data
  }
}

extension LawDomain {
  /// Returns which records are in each group.
  func groupLevels(in data: Microdata) throws -> [[Bool]] {
    try groups.reduce([[Bool](repeating: true, count: data.rowCount)]) { masks, variable in
      let factor = try data.factor(of: variable)
      return masks.flatMap { mask in
        factor.levels.indices.map { level in mask.indices.map { mask[$0] && factor.codes[$0] == Int32(level) } }
      }
    }
  }
}

private func expectSame(_ padded: Estimate, _ domain: Estimate, location: SourceLocation = #_sourceLocation) {
  #expect(
    isClose(padded.value, to: domain.value, relative: 1e-12, orBothUndefined: true), "\(padded.value) \(domain.value)",
    sourceLocation: location)
  // A standard error that is zero in truth comes out as the rounding of the value.
  #expect(
    isClose(
      padded.standardError, to: domain.standardError, relative: 1e-12,
      absolute: domain.value.isNaN ? 0 : 1e-14 * abs(domain.value), orBothUndefined: true),
    "\(padded.standardError) \(domain.standardError)", sourceLocation: location)
}
