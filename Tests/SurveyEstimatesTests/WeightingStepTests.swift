import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

/// Trimming, adjustment for non-response and controls that are estimates.
@Suite("Weighting steps")
struct WeightingStepTests {
  private static let records = LawRecords()

  private func districts() throws -> SurveyDesign {
    try SurveyDesign(
      Self.records.data(), weights: "weight", stages: [Stage(units: "uniqueDistrict", populationSize: "allDistricts")])
  }

  // MARK: Trimming

  @Test(arguments: [false, true])
  func `trimmed weights of R survey agree`(_ isStrict: Bool) throws {
    let design = try schoolDesign("apiclus1")
      .calibrated(to: [SchoolCalibration.types, .total(of: "api99", 3_914_069)], method: .raking)
    let trimmed = try design.trimmed(to: 22...41, isStrict: isStrict)
    let wanted = WeightingFixture("trimming").numbers("weights", of: isStrict ? "strict" : "once")
    #expect(trimmed.weights.count == wanted.count)
    for (weight, number) in paired(trimmed.weights, wanted) { #expect(isClose(weight, to: number, relative: 1e-12)) }
    let report = try #require(trimmed.calibrationReports.last)
    #expect(report.method == "trimming" && (report.cut?.count ?? 0) > 0 && report.cells.isEmpty)
  }

  @Test(arguments: TrimmingRedistribution.allCases)
  func `trimming keeps the sum and the bounds`(_ redistribution: TrimmingRedistribution) throws {
    let design = try districts()
    let trimmed = try design.trimmed(to: 6...24, redistribution: redistribution)
    #expect(isClose(trimmed.weights.reduce(0, +), to: design.weights.reduce(0, +), relative: 1e-12))
    #expect(trimmed.weights.allSatisfy { $0 >= 6 && $0 <= 24 })
    #expect(try design.trimmed(to: 0...1e9).weights == design.weights)
    // Each replicate is trimmed at the same bounds, whichever came first.
    let replicated = try trimmed.replicated(.jackknife)
    let other = try design.replicated(.jackknife).trimmed(to: 6...24, redistribution: redistribution)
    #expect(replicated.weights(ofReplicate: 3) == other.weights(ofReplicate: 3))
    #expect(replicated.weights(ofReplicate: 3).allSatisfy { $0 == 0 || ($0 >= 6 - 1e-9 && $0 <= 24 + 1e-9) })
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `strict trimming ends within bounds that can be met, with the sum it had`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let weights = (0..<30).map { _ in 0.1 + 10 * random.uniform() * random.uniform() }
    let mean = weights.reduce(0, +) / 30
    let design = try SurveyDesign(Microdata(name: "spread", columns: [("w", .numbers(weights))]), weights: "w")
    // From loose bounds to such as nearly all weights are cut at.
    for width in [0.9, 0.5, 0.2, 0.05] {
      let trimmed = try design.trimmed(to: mean * (1 - width)...mean * (1 + width)).weights
      #expect(isClose(trimmed.reduce(0, +), to: weights.reduce(0, +), relative: 1e-12))
      #expect(trimmed.allSatisfy { $0 >= mean * (1 - width) - 1e-12 && $0 <= mean * (1 + width) + 1e-12 })
    }
  }

  @Test func `bounds that no weights with their sum keep are refused`() throws {
    let design = try SurveyDesign(Microdata(name: "two", columns: [("w", .numbers([1, 5]))]), weights: "w")
    do {
      _ = try design.trimmed(to: 1...2)
      Issue.record("weights of mean 3 were trimmed to 2")
    } catch {
      #expect(
        error.description
          == "No weights from 1.0 to 2.0 have the sum of these, whose mean is 3.0; widen the bounds of the trimming.")
    }
  }

  @Test func `margins are met again after trimming, and then known`() throws {
    let margins = [LawDesign.ageMargin, LawDesign.sexMargin]
    let design = try districts().calibrated(to: margins, method: .raking).trimmed(to: 5...60)
      .calibrated(to: margins, method: .raking)
    for total in try design.total(of: "one", by: "sex") { #expect(total.standardError < 1e-8) }
    let mean = try design.mean(of: "score")[0]
    let replicated = try design.replicated(.jackknife).mean(of: "score")[0]
    #expect(abs(replicated.standardError / mean.standardError - 1) < 0.2)
  }

  // MARK: Non-response

  private let answered = Binary("smokes", isTrueFor: "yes")

  /// The records with a known answer of the sample as those who responded.
  private func responding() throws -> (before: SurveyDesign, after: SurveyDesign) {
    let data = try Self.records.data()
    let known = try data.indicator(of: answered).map { $0 >= 0 ? 1.0 : 0 }
    let before = try districts().replacingData(data.adding("responded", .numbers(known)))
    return (before, try before.adjustedForNonresponse(Binary("responded", isTrueFor: "1"), within: "ageGroup"))
  }

  @Test func `who answered weighs what its cell weighed, as uncertain as it was`() throws {
    let (before, after) = try responding()
    for method in [ReplicationMethod?.none, .jackknife] {
      let (one, other) = (
        try method.map { try before.replicated($0) } ?? before, try method.map { try after.replicated($0) } ?? after
      )
      for (first, second) in paired(
        try one.total(of: "one", by: "ageGroup"), try other.total(of: "one", by: "ageGroup"))
      {
        #expect(isClose(second.value, to: first.value, relative: 1e-12))
        #expect(isClose(second.standardError, to: first.standardError, relative: 1e-10))
      }
    }
    #expect(zip(before.weights, after.weights).allSatisfy { $1 == 0 || $1 >= $0 })
  }

  @Test func `linearised and replicated standard errors after non-response are near`() throws {
    let (_, adjusted) = try responding()
    let calibrated = try adjusted.calibrated(to: [LawDesign.ageMargin, LawDesign.sexMargin], method: .raking)
    for design in [adjusted, calibrated] {
      let replicated = try design.replicated(.jackknife)
      for (one, other) in paired(try design.mean(of: "score", "income"), try replicated.mean(of: "score", "income")) {
        #expect(isClose(other.value, to: one.value, relative: 1e-12))
        #expect(abs(other.standardError / one.standardError - 1) < 0.15, "\(other.standardError / one.standardError)")
      }
    }
    for total in try calibrated.total(of: "one", by: "sex") { #expect(total.standardError < 1e-8) }
  }

  @Test func `a total after non-response varies as the textbook says`() throws {
    // One cell, records drawn with replacement: u = w(ȳᵣ + W/Wᵣ · r(y − ȳᵣ)).
    let y: [Double] = [3, 5, 8, 1, 9, 4]
    let r: [Double] = [1, 0, 1, 1, 0, 1]
    let w: [Double] = [2, 3, 1, 4, 2, 3]
    let data = try Microdata(
      name: "six", columns: [("y", .numbers(y)), ("r", .numbers(r)), ("w", .numbers(w))])
    let design = try SurveyDesign(data, weights: "w").adjustedForNonresponse(Binary("r", isTrueFor: "1"))
    let responding = zip(w, r).reduce(0) { $0 + $1.0 * $1.1 }
    let mean = (0..<6).reduce(0) { $0 + w[$1] * r[$1] * y[$1] } / responding
    let u = (0..<6).map { w[$0] * (mean + 15 / responding * r[$0] * (y[$0] - mean)) }
    let center = u.reduce(0, +) / 6
    let variance = u.reduce(0) { $0 + ($1 - center) * ($1 - center) } * 6 / 5
    let total = try design.total(of: "y")[0]
    #expect(isClose(total.value, to: 15 * mean, relative: 1e-12))
    #expect(isClose(total.standardError, to: variance.squareRoot(), relative: 1e-12))
  }

  @Test func `a cell in which nobody answered is named`() throws {
    let data = try Microdata(
      name: "four",
      columns: [
        ("w", .numbers([1, 2, 3, 4])), ("r", .numbers([1, 1, 0, 0])),
        ("sex", .factor(Factor(["man", "man", "woman", "woman"]))),
      ])
    do {
      _ = try SurveyDesign(data, weights: "w").adjustedForNonresponse(Binary("r", isTrueFor: "1"), within: "sex")
      Issue.record("a cell without answers was adjusted")
    } catch {
      #expect(
        error.description
          == "Nobody answered in the cell number 2 of 2 of \"sex\", which has weight 7.0; merge it with another cell.")
    }
  }

  // MARK: Estimated controls

  @Test func `exact controls are estimated ones without variance`() throws {
    let design = try schoolDesign("apiclus1")
    let exact = [SchoolCalibration.types, .mean(of: "api99", 632)]
    let cells = [["E"], ["H"], ["M"]]
    let zero = [
      exact[0].estimated(cells: cells, covariance: Matrix(rowCount: 3, columnCount: 3)),
      exact[1].estimated(standardError: 0),
    ]
    let (one, other) = (
      try design.calibrated(to: exact, method: .raking), try design.calibrated(to: zero, method: .raking)
    )
    for (first, second) in paired(try one.mean(of: "api00", by: "stype"), try other.mean(of: "api00", by: "stype")) {
      #expect(isClose(second.standardError, to: first.standardError, relative: 1e-10))
    }
  }

  @Test func `what was calibrated is as uncertain as its control`() throws {
    let covariance = Matrix(rows: [[900, -500, -400], [-500, 700, -200], [-400, -200, 600]])
    let design = try schoolDesign("apistrat").calibrated(
      to: [
        SchoolCalibration.types.estimated(cells: [["E"], ["H"], ["M"]], covariance: covariance),
        .mean(of: "api99", 632).estimated(standardError: 3),
      ], method: .raking)
    let mean = try design.mean(of: "api99")[0]
    #expect(isClose(mean.standardError, to: 3, relative: 1e-9))
    let totals = try design.replacingData(design.data.adding("one", .numbers([Double](repeating: 1, count: 200))))
      .total(of: "one", by: "stype")
    for i in 0..<3 {
      for j in 0..<3 { #expect(isClose(totals.covariance[i, j], to: covariance[i, j], relative: 1e-9)) }
    }
    #expect(throws: DesignError.estimatedControlsNotReplicated) { try design.replicated(.jackknife) }
  }

  @Test func `the variance with an estimated control is that of repeated samples`() throws {
    // y = 2x + e with var e = 1, n = 60 and a control of the mean of x with standard error 0.2: 1/60 + 4 · 0.04.
    var random = SeededGenerator(seed: 5)
    var (values, variances) = ([Double](), [Double]())
    for _ in 0..<300 {
      let x = (0..<60).map { _ in random.normal() }
      let y = x.map { 2 * $0 + random.normal() }
      let data = try Microdata(name: "sample", columns: [("x", .numbers(x)), ("y", .numbers(y))])
      let control = PopulationMargin.mean(of: "x", 0.2 * random.normal()).estimated(standardError: 0.2)
      let mean = try SurveyDesign(data).calibrated(to: [.count(60), control], method: .raking).mean(of: "y")[0]
      values.append(mean.value)
      variances.append(mean.standardError * mean.standardError)
    }
    let expected = 1.0 / 60 + 0.16
    let average = variances.reduce(0, +) / 300
    #expect(abs(average / expected - 1) < 0.05, "\(average)")
    let center = values.reduce(0, +) / 300
    let spread = values.reduce(0) { $0 + ($1 - center) * ($1 - center) } / 299
    // The variance of 300 samples has a relative standard error of √(2/299).
    #expect(abs(spread / average - 1) < 3 * (2.0 / 299).squareRoot(), "\(spread / average)")
  }
}
