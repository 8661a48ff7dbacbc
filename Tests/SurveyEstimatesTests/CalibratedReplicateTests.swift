import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

/// A way to weigh the schools whose replicates R weighed too.
enum ReplicatedWeighting: String, CaseIterable, Sendable {
  case poststratified
  case raked
  case linear
  case raking
  case logit

  func weighted(_ design: SurveyDesign) throws -> SurveyDesign {
    let numbers = [SchoolCalibration.types, .total(of: "api99", 3_914_069)]
    switch self {
    case .poststratified: return try design.postStratified(to: SchoolCalibration.types)
    case .raked:
      return try design.raked(to: [SchoolCalibration.types, .counts(of: "sch.wide", ["No": 1072, "Yes": 5122])])
    case .linear: return try design.calibrated(to: numbers)
    case .raking: return try design.calibrated(to: numbers, method: .raking)
    case .logit: return try design.calibrated(to: numbers, method: .logit, bounds: 0.3...4)
    }
  }
}

@Suite("Calibrated replicates")
struct CalibratedReplicateTests {
  private static let fixture = WeightingFixture("replicates")
  private static let records = LawRecords()
  /// Bounds that the sample just allows are too tight for some replicates.
  private static let laws = LawDesign.calibrated.filter {
    $0.rule != .center && $0.rule != .average && $0.calibration != .calibrated(.linear, 0.5...2.2)
  }

  @Test(arguments: ReplicatedWeighting.allCases, ["apistrat", "apiclus1"])
  func `estimates and standard errors of R survey 4_1-1 agree`(
    _ weighting: ReplicatedWeighting, _ sample: String
  ) throws {
    let design = try weighting.weighted(schoolDesign(sample).replicated(.jackknife))
    let expect = { (observed: [Double], name: String) in
      for (value, number) in paired(observed, Self.fixture.numbers(name, of: "\(sample).\(weighting.rawValue)")) {
        #expect(isClose(value, to: number, relative: 1e-9), "\(name): \(value), R \(number)")
      }
    }
    // R numbers replicates by the order of the records, this package by what the units hold: one of them is R's second.
    let second = Self.fixture.numbers("replicate", of: "\(sample).\(weighting.rawValue)")
    let replicates = try #require(design.variance.replicateWeights)
    let same = (0..<replicates.count).filter { replicate in
      zip(design.weights(ofReplicate: replicate), second).allSatisfy { isClose($0, to: $1, relative: 1e-9) }
    }
    #expect(same.count == 1)
    let means = try design.mean(of: "api00", "meals")
    expect(means.map(\.value), "mean")
    expect((0..<4).map { means.covariance[$0 / 2, $0 % 2] }, "mean.vcov")
    let total = try design.total(of: "api.stu")[0]
    expect([total.value], "total")
    expect([total.standardError], "total.se")
    let groups = try design.mean(of: "api00", by: "sch.wide")
    expect(groups.map(\.value), "by")
    expect(groups.map(\.standardError), "by.se")
  }

  @Test(arguments: laws)
  func `it does not matter whether replicates are made before or after`(_ law: LawDesign) throws {
    var plain = law
    plain.calibration = .none
    // Replicates are made of the primary units alone.
    let design = try plain.design(of: Self.records)
    for method in [ReplicationMethod.jackknife, .bootstrap(replicates: 7, seed: 4)] {
      let before = try law.calibrated(design.replicated(method))
      let after = try law.calibrated(design).replicated(method)
      let (one, other) = (try before.mean(of: "score", by: "group"), try after.mean(of: "score", by: "group"))
      #expect(one.map(\.value) == other.map(\.value))
      #expect(one.map(\.standardError) == other.map(\.standardError))
      #expect(before.weights(ofReplicate: 1) == after.weights(ofReplicate: 1))
    }
  }

  @Test(arguments: laws)
  func `every replicate meets the controls`(_ law: LawDesign) throws {
    let design = try law.design(of: Self.records).replicated(.bootstrap(replicates: 5, seed: 12))
    let data = design.data
    for replicate in 0..<5 {
      let weights = design.weights(ofReplicate: replicate)
      for margin in law.calibration.margins where margin.quantity == .count {
        let factor = try data.factor(of: margin.variables[0])
        for (position, level) in factor.levels.enumerated() {
          let sum = weights.indices.reduce(0.0) { factor.codes[$1] == Int32(position) ? $0 + weights[$1] : $0 }
          #expect(isClose(sum, to: margin.controls[[level]] ?? .nan, relative: 1e-10))
        }
      }
    }
    // What every replicate meets has no variance.
    for total in try design.total(of: "one", by: "ageGroup") { #expect(total.standardError < 1e-7) }
  }

  @Test func `replicates that come as columns are calibrated as those that are made`() throws {
    let made = try schoolDesign("apiclus1").replicated(.jackknife)
    let count = try #require(made.variance.replicateWeights).count
    var data = made.data
    for replicate in 0..<count {
      data = try data.adding("r\(replicate)", .numbers(made.weights(ofReplicate: replicate)))
    }
    let read = try SurveyDesign(
      data, weights: "pw", replicateWeights: (0..<count).map { "r\($0)" }, type: .jackknife)
    let size = 757.0
    for weighting in ReplicatedWeighting.allCases {
      let (one, other) = (
        try weighting.weighted(made).mean(of: "meals", by: "stype"),
        try weighting.weighted(read).mean(of: "meals", by: "stype")
      )
      for (first, second) in paired(one, other) {
        #expect(isClose(second.value, to: first.value, relative: 1e-11))
        // Columns know of no population size.
        #expect(isClose(second.standardError, to: first.standardError / (1 - 15 / size).squareRoot(), relative: 1e-10))
      }
    }
  }

  @Test func `linearised and replicated standard errors are near`() throws {
    let design = try schoolDesign("apistrat")
    for weighting in ReplicatedWeighting.allCases {
      let weighted = try weighting.weighted(design)
      let ratio =
        try weighted.replicated(.jackknife).mean(of: "api00")[0].standardError
        / weighted.mean(of: "api00")[0].standardError
      #expect(abs(ratio - 1) < 0.05, "\(weighting): \(ratio)")
    }
  }

  @Test func `a replicate without records of a cell is named`() throws {
    let data = try Microdata(
      name: "six",
      columns: [
        ("w", .numbers([1, 2, 3, 4, 5, 6])),
        ("sex", .factor(Factor(["man", "woman", "man", "man", "man", "man"]))),
      ])
    let design = try SurveyDesign(data, weights: "w").replicated(.jackknife)
    do {
      _ = try design.postStratified(to: .counts(of: "sex", ["man": 20, "woman": 5]))
      Issue.record("a replicate without women was calibrated")
    } catch {
      #expect(
        error.description
          == "Replicate 2 cannot be calibrated. Margin \"sex\", level number 2 of 2: no weights within the "
          + "bounds reach the control 5.0; they reach from 0.0 to 0.0.")
    }
  }
}
