import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

/// The bound of identities.
private let bound = 1e-12

/// Laws that hold for every estimator, design, domain and rule for single units.
@Suite("Laws of estimates")
struct EstimatorLawTests {
  private static let records = LawRecords()

  /// The numbers of every design, analysis and domain, with which the numbers of changed records are compared.
  private static let numbers: [String: [[LawNumbers]]] = {
    let designs = LawDesign.all
    let ofDesigns = FixedOrder.map(blockCount: designs.count) { position in
      LawAnalysis.all.map { analysis in
        Result {
          let design = try designs[position].design(of: records)
          return try LawDomain.all.map { try analysis.numbers(of: design, $0) }
        }
      }
    }
    var numbers: [String: [[LawNumbers]]] = [:]
    for (design, ofAnalyses) in zip(designs, ofDesigns) {
      for (analysis, result) in zip(LawAnalysis.all, ofAnalyses) {
        numbers[design.name + analysis.name] = try? result.get()
      }
    }
    return numbers
  }()

  /// Returns the numbers of each domain.
  private func numbers(_ design: LawDesign, _ analysis: LawAnalysis) throws -> [(LawDomain, [LawNumbers])] {
    Array(zip(LawDomain.all, try #require(Self.numbers[design.name + analysis.name])))
  }

  @Test(arguments: LawDesign.all, LawAnalysis.all)
  func `the same records give the same bits`(_ design: LawDesign, _ analysis: LawAnalysis) throws {
    let again = try design.design(of: Self.records)
    for (domain, first) in try numbers(design, analysis) {
      #expect(try analysis.numbers(of: again, domain).map(bits) == first.map(bits))
    }
  }

  @Test(arguments: LawDesign.all.filter(\.calibration.isScaleFree), LawAnalysis.all)
  func `the unit of the weights changes totals only`(_ design: LawDesign, _ analysis: LawAnalysis) throws {
    let factor = 3.7
    // A calibration brings the weights back to the same counts.
    let isScaled = analysis.statistic == .total && design.calibration == .none
    let scaled = try design.design(of: Self.records.withWeights(multipliedBy: factor))
    for (domain, before) in try numbers(design, analysis) {
      let after = try analysis.numbers(of: scaled, domain)
      expectSame(after, before, scale: isScaled ? factor : 1, "\(domain.name)")
    }
  }

  @Test(arguments: LawDesign.all, LawAnalysis.all)
  func `the order of the records does not matter`(_ design: LawDesign, _ analysis: LawAnalysis) throws {
    var random = SeededGenerator(seed: 7)
    let order = (0..<Self.records.count).shuffled(using: &random)
    let shuffled = try design.design(of: Self.records.reordered(order))
    for (domain, before) in try numbers(design, analysis) {
      let after = try analysis.numbers(of: shuffled, domain)
      expectSame(after, before, "\(domain.name)")
    }
  }

  @Test(arguments: LawDesign.all, LawAnalysis.all)
  func `the names and order of levels do not matter`(_ design: LawDesign, _ analysis: LawAnalysis) throws {
    let plain = try design.design(of: Self.records)
    let renamed = try design.design(of: Self.records.withLevelsRenamed())
    for domain in LawDomain.all {
      let before = try analysis.estimates(domain.restrict(plain), domain.groups)
      let after = try analysis.estimates(domain.restrict(renamed, renamed: true), domain.groups)
      try #require(before.count == after.count)
      for estimate in before {
        // The groups by sex keep their names: the margins of a calibration name them.
        let levels = estimate.domain.map { level in
          level.variable == "sex"
            ? level : DomainLevel(variable: level.variable, level: LawRecords.newName(of: level.level))
        }
        let level = estimate.statistic == .prevalence ? estimate.level.map(LawRecords.newName) : estimate.level
        let other = try #require(
          after.first { $0.domain == levels && $0.variable == estimate.variable && $0.level == level })
        expectSame([LawNumbers(other)], [LawNumbers(estimate)], named: false, "\(domain.name)")
      }
    }
  }

  @Test(arguments: LawDesign.all, LawAnalysis.all)
  func `a domain is the records whose answers are known`(_ design: LawDesign, _ analysis: LawAnalysis) throws {
    let whole = try design.design(of: Self.records)
    for (domain, restricted) in try numbers(design, analysis) where domain.isAgeLimited || domain.special != nil {
      let rows = try domain.rows(of: whole.data)
      let silent = whole.replacingData(try Self.records.silenced(outside: rows).data())
      let silenced = try analysis.numbers(of: silent, domain, isRestricted: true)
      expectSame(silenced, restricted, "\(domain.name)")
    }
  }

  @Test(arguments: LawDesign.all, LawAnalysis.all)
  func `a group is the design restricted to it`(_ design: LawDesign, _ analysis: LawAnalysis) throws {
    let whole = try design.design(of: Self.records)
    for domain in LawDomain.all where !domain.groups.isEmpty {
      let restricted = try domain.restrict(whole)
      let grouped = try analysis.estimates(restricted, domain.groups)
      var position = 0
      while position < grouped.count {
        let levels = grouped[position].domain
        let rows = try levels.reduce([Bool](repeating: true, count: Self.records.count)) { rows, level in
          let factor = try restricted.data.factor(of: Categorical(level.variable))
          return rows.indices.map {
            rows[$0] && factor.codes[$0] >= 0 && factor.levels[Int(factor.codes[$0])] == level.level
          }
        }
        let alone = try analysis.estimates(restricted.restricted(to: rows), [])
        for (offset, estimate) in alone.enumerated() {
          expectSame([LawNumbers(grouped[position + offset])], [LawNumbers(estimate)], named: false, "\(levels)")
          for other in alone.indices {
            let pair = (grouped.covariance[position + offset, position + other], alone.covariance[offset, other])
            let scale = estimate.standardError * alone[other].standardError
            #expect(isClose(pair.0, to: pair.1, relative: bound, absolute: scale.isNaN ? 0 : bound * scale))
          }
        }
        position += alone.count
      }
    }
  }

  @Test(arguments: LawDesign.all.filter { $0.calibration == .none }, LawAnalysis.all)
  func `a record of weight 0 is a record outside the domain`(_ design: LawDesign, _ analysis: LawAnalysis) throws {
    let absent = (0..<Self.records.count).map { $0 % 7 == 3 || (10..<20).contains($0) }
    let weightless = Self.records.replacingNumbers(["weight", "evenWeight"]) { absent[$0] ? 0 : $1 }
    let (whole, part) = (try design.design(of: Self.records), try design.design(of: weightless))
    for domain in LawDomain.all {
      let present = try domain.restrict(whole).restricted(to: absent.map { !$0 })
      let restricted = try analysis.estimates(present, domain.groups).map { LawNumbers($0) }
      let zero = try analysis.estimates(domain.restrict(part), domain.groups)
      expectSame(zero.map { LawNumbers($0) }, restricted, "\(domain.name)")
    }
  }

  @Test(arguments: LawDesign.all.filter { $0.rule != .average && !$0.coversDomains })
  func `totals of groups add up with their covariance`(_ design: LawDesign) throws {
    let whole = try design.design(of: Self.records)
    for group in ["group", "sex", "special"] as [Categorical] {
      let groups = try whole.total(of: "score", by: group)
      let known = groups.indices.filter { !groups[$0].value.isNaN }
      let sum = groups.contrast(groups.indices.map { known.contains($0) ? 1 : 0 })
      let total = try whole.total(of: "score")[0]
      #expect(isClose(sum.value, to: total.value, relative: bound))
      #expect(isClose(sum.standardError, to: total.standardError, relative: bound))
      #expect(sum.degreesOfFreedom == total.degreesOfFreedom)
    }
  }
}

/// The bits of the numbers.
private func bits(_ numbers: LawNumbers) -> [UInt64] {
  ([numbers.value, numbers.standardError] + numbers.ends).map(\.bitPattern)
}

private func expectSame(
  _ observed: [LawNumbers], _ expected: [LawNumbers], scale: Double = 1, named: Bool = true, _ place: String,
  location: SourceLocation = #_sourceLocation
) {
  #expect(observed.count == expected.count, "\(place)", sourceLocation: location)
  for (one, other) in zip(observed, expected) {
    let what = Comment(rawValue: "\(place), \(other.name): \(one) \(other)")
    #expect(!named || one.name == other.name, what, sourceLocation: location)
    let isSame =
      isClose(one.value, to: scale * other.value, relative: bound)
      // A standard error that is zero in truth comes out as the rounding of the value.
      && isClose(
        one.standardError, to: scale * other.standardError, relative: bound,
        absolute: other.value.isNaN ? 0 : 1e-14 * abs(scale * other.value))
      && one.degreesOfFreedom == other.degreesOfFreedom && one.unweightedCount == other.unweightedCount
      && one.ends.count == other.ends.count
      && zip(one.ends, other.ends).allSatisfy {
        isClose($0, to: scale * $1, relative: bound, absolute: bound * abs(scale * other.value))
      }
    #expect(isSame, what, sourceLocation: location)
  }
}
