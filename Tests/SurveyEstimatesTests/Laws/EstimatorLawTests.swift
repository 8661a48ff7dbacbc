import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

/// Laws that hold for every estimator, design, domain and rule for single units.
@Suite("Laws of estimates")
struct EstimatorLawTests {
  private static let records = LawRecords()

  /// The numbers of every design, analysis and domain, with which the numbers of changed records are compared.
  private static let numbers: [String: [[LawNumbers]]] = {
    let pairs = LawPair.all
    let results = FixedOrder.map(blockCount: pairs.count) { position in
      Result {
        let design = try pairs[position].design.design(of: records)
        return try LawDomain.all.map { try pairs[position].analysis.numbers(of: design, $0) }
      }
    }
    var numbers: [String: [[LawNumbers]]] = [:]
    for (pair, result) in paired(pairs, results) { numbers[pair.testDescription] = try? result.get() }
    return numbers
  }()

  /// Returns the numbers of each domain.
  private func numbers(_ pair: LawPair) throws -> [(LawDomain, [LawNumbers])] {
    Array(zip(LawDomain.all, try #require(Self.numbers[pair.testDescription])))
  }

  @Test(arguments: LawPair.all)
  func `the same records give the same bits`(_ pair: LawPair) throws {
    let (design, analysis) = (pair.design, pair.analysis)
    let again = try design.design(of: Self.records)
    for (domain, first) in try numbers(pair) {
      #expect(try analysis.numbers(of: again, domain).map(bits) == first.map(bits))
    }
  }

  @Test(arguments: LawPair.all.filter(\.design.calibration.isScaleFree))
  func `the unit of the weights changes totals only`(_ pair: LawPair) throws {
    let (design, analysis) = (pair.design, pair.analysis)
    let factor = 3.7
    // A calibration brings the weights back to the same counts.
    let isScaled = analysis.scalesWithWeights && design.calibration == .none
    let scaled = try design.design(of: Self.records.withWeights(multipliedBy: factor))
    for (domain, before) in try numbers(pair) {
      let after = try analysis.numbers(of: scaled, domain)
      expectSame(after, before, scale: isScaled ? factor : 1, "\(domain.name)")
    }
  }

  @Test(arguments: LawPair.all)
  func `the order of the records does not matter`(_ pair: LawPair) throws {
    let (design, analysis) = (pair.design, pair.analysis)
    let order = Self.records.shuffledRows(seed: 7)
    let shuffled = try design.design(of: Self.records.reordered(order))
    for (domain, before) in try numbers(pair) {
      let after = try analysis.numbers(of: shuffled, domain)
      expectSame(after, before, "\(domain.name)")
    }
  }

  @Test(arguments: LawPair.all)
  func `the names and order of levels do not matter`(_ pair: LawPair) throws {
    let (design, analysis) = (pair.design, pair.analysis)
    let plain = try design.design(of: Self.records)
    let renamed = try design.design(of: Self.records.withLevelsRenamed())
    for domain in LawDomain.all {
      let before = try analysis.estimates(domain.restrict(plain), domain.groups)
      let after = try analysis.estimates(domain.restrict(renamed, renamed: true), domain.groups)
      try #require(before.count == after.count)
      for estimate in before {
        let other = try #require(after.renamed(estimate))
        expectSame([LawNumbers(other)], [LawNumbers(estimate)], named: false, "\(domain.name)")
      }
    }
  }

  @Test(arguments: LawPair.all.filter { !$0.analysis.countsTheSilent })
  func `a domain is the records whose answers are known`(_ pair: LawPair) throws {
    let (design, analysis) = (pair.design, pair.analysis)
    let whole = try design.design(of: Self.records)
    for (domain, restricted) in try numbers(pair) where domain.isAgeLimited || domain.special != nil {
      let rows = try domain.rows(of: whole.data)
      let silent = whole.replacingData(try Self.records.silenced(outside: rows).data())
      let silenced = try analysis.numbers(of: silent, domain, isRestricted: true)
      expectSame(silenced, restricted, "\(domain.name)")
    }
  }

  @Test(arguments: LawPair.all)
  func `a group is the design restricted to it`(_ pair: LawPair) throws {
    let (design, analysis) = (pair.design, pair.analysis)
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
            #expect(
              isClose(
                pair.0, to: pair.1, relative: lawBound, absolute: scale.isNaN ? 0 : lawBound * scale,
                orBothUndefined: true))
          }
        }
        position += alone.count
      }
    }
  }

  @Test(arguments: LawPair.all.filter { $0.design.calibration == .none })
  func `a record of weight 0 is a record outside the domain`(_ pair: LawPair) throws {
    let (design, analysis) = (pair.design, pair.analysis)
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

  @Test(
    arguments: (LawDesign.all + LawDesign.replicated).filter { $0.rule != .average && !$0.coversDomains })
  func `totals of groups add up with their covariance`(_ design: LawDesign) throws {
    let whole = try design.design(of: Self.records)
    for group in ["group", "sex", "special"] as [Categorical] {
      let groups = try whole.total(of: "score", by: group)
      let known = groups.indices.filter { !groups[$0].value.isNaN }
      let sum = groups.contrast(groups.indices.map { known.contains($0) ? 1 : 0 })
      let total = try whole.total(of: "score")[0]
      #expect(isClose(sum.value, to: total.value, relative: lawBound))
      #expect(isClose(sum.standardError, to: total.standardError, relative: lawBound))
      #expect(sum.degreesOfFreedom == total.degreesOfFreedom)
    }
  }
}
