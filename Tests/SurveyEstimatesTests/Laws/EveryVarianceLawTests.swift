import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import Testing

/// All laws at once, for every estimator and test, domain, way to find variances and profile of conventions.
///
/// The unit of the weights, the order of the records, the names and order of levels and the answers outside a domain are
/// changed together: only totals follow the unit of the weights. `EstimatorLawTests` changes one of them at a time.
@Suite("Laws of every variance")
struct EveryVarianceLawTests {
  private static let records = LawRecords()
  private static let factor = 3.7
  private static let part = LawDomain(name: "restricted", isAgeLimited: true)
  private static let groupsOfPart = LawDomain(name: "groups of a part", groups: ["group"], isAgeLimited: true)
  private static let designs =
    LawDesign.all.filter { LawDesign.typical.contains($0.name) } + LawDesign.replicated

  @Test(arguments: designs)
  func `no change of what does not matter changes an estimate`(_ law: LawDesign) throws {
    let analyses =
      LawAnalysis.all + (law.replication == nil ? [] : LawAnalysis.ofReplicates)
    try expectSame(law, analyses)
  }

  @Test(arguments: LawDesign.conventional)
  func `no change of what does not matter changes an estimate under other conventions`(_ law: LawDesign) throws {
    let analyses = LawAnalysis.common.filter { ["mean", "total", "median", "prevalence, wilson"].contains($0.name) }
    try expectSame(law, analyses)
  }

  @Test(arguments: designs)
  func `no change of what does not matter changes a test`(_ law: LawDesign) throws {
    let changed = Self.changedRecords
    let (before, after) = (try law.design(of: Self.records), try law.design(of: changed))
    let (one, other) = (
      try Self.part.restrict(before), try silenced(after, of: changed, outside: Self.part)
    )
    for test in LawTest.all {
      let expected = try test.numbers(of: one)
      #expect(!expected.isEmpty && expected.allSatisfy { $0.value.isFinite }, "\(test.name)")
      // Statistics are quotients of covariances and p-values come from their distributions: a few digits are lost.
      SurveyEstimatesTests.expectSame(
        try test.numbers(of: other), test.isSigned ? expected.map(\.reversed) : expected, within: 1e-9, named: false,
        test.name)
    }
  }

  /// The changed records.
  private static let changedRecords = records.withWeights(multipliedBy: factor).withLevelsRenamed()
    .reordered(records.shuffledRows(seed: 8))

  /// Returns a design of changed records whose answers outside a domain are unknown, instead of being left out.
  private func silenced(_ design: SurveyDesign, of records: LawRecords, outside domain: LawDomain) throws
    -> SurveyDesign
  {
    guard domain.isAgeLimited else { return design }
    let rows = try domain.rows(of: design.data, renamed: true)
    return design.replacingData(try records.silenced(outside: rows).data())
  }

  private func expectSame(_ law: LawDesign, _ analyses: [LawAnalysis]) throws {
    let changed = Self.changedRecords
    let (before, after) = (try law.design(of: Self.records), try law.design(of: changed))
    for domain in [LawDomain(name: "everyone"), Self.groupsOfPart] {
      let one = try domain.restrict(before)
      let restricted = try domain.restrict(after, renamed: true)
      let silenced = try silenced(after, of: changed, outside: domain)
      for analysis in analyses {
        let expected = try analysis.estimates(one, domain.groups)
        let observed = try analysis.estimates(analysis.countsTheSilent ? restricted : silenced, domain.groups)
        #expect(observed.count == expected.count, "\(analysis.name), \(domain.name)")
        let scale = analysis.scalesWithWeights && law.calibration == .none ? Self.factor : 1
        for estimate in expected {
          SurveyEstimatesTests.expectSame(
            [LawNumbers(try #require(observed.renamed(estimate)))], [LawNumbers(estimate)], scale: scale, named: false,
            "\(analysis.name), \(domain.name)")
        }
      }
    }
  }
}

extension LawNumbers {
  /// The numbers of the opposite comparison.
  fileprivate var reversed: LawNumbers {
    var copy = self
    copy.value = -value
    // The degrees of freedom of a test are no ends of an interval.
    if ends.count == 2 { copy.ends = ends.reversed().map { -$0 } }
    return copy
  }
}
