import Simulations
import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

@Suite("Laws of replicate variances")
struct ReplicateLawTests {
  /// Records of units in strata: numbers, a group that is a few units, and unequal weights.
  private func design(unitsOfStrata: [Int], seed: UInt64 = 1, size: Double? = nil) throws -> SurveyDesign {
    var random = RandomStream(seed: seed, stream: 0)
    var (y, x, weight, unit, stratum): ([Double], [Double], [Double], [Double], [Double]) = ([], [], [], [], [])
    var (place, answer): ([String?], [String?]) = ([], [])
    for (number, count) in unitsOfStrata.enumerated() {
      for position in 0..<count {
        let effect = random.normal()
        for _ in 0..<4 {
          y.append(50 + Double(number) + effect + 3 * random.normal())
          x.append(2 + random.uniform())
          weight.append(1 + 4 * random.uniform())
          unit.append(Double(100 * number + position))
          stratum.append(Double(number))
          place.append(position % 3 == 0 ? "city" : "village")
          answer.append(random.uniform() < 0.3 ? "yes" : "no")
        }
      }
    }
    let data = try Microdata(
      name: "strata",
      columns: [
        ("y", .numbers(y)), ("x", .numbers(x)), ("weight", .numbers(weight)), ("unit", .numbers(unit)),
        ("stratum", .numbers(stratum)), ("size", .numbers([Double](repeating: size ?? 1, count: y.count))),
        ("place", .factor(Factor(place))), ("answer", .factor(Factor(answer))),
      ])
    return try SurveyDesign(
      data, weights: "weight",
      stages: [Stage(units: "unit", strata: "stratum", populationSize: size == nil ? nil : "size")])
  }

  private func expectSame(_ first: Estimates, _ second: Estimates, relative: Double = 1e-11) {
    for (a, b) in paired(first, second) {
      #expect(isClose(a.value, to: b.value, relative: 1e-15))
      #expect(isClose(a.standardError, to: b.standardError, relative: relative))
    }
  }

  @Test(arguments: [[12], [4, 7, 2]], [nil, 30])
  func `the jackknife of a total is the linearised variance`(_ units: [Int], _ size: Double?) throws {
    let design = try design(unitsOfStrata: units, size: size)
    for center in ReplicateCenter.allCases {
      let jackknife = try design.replicated(.jackknife, center: center)
      expectSame(try jackknife.total(of: "y", "x", by: "place"), try design.total(of: "y", "x", by: "place"))
    }
  }

  @Test(
    arguments: [2, 3, 5, 9, 16], [ReplicationMethod.balancedRepeated(), .balancedRepeated(fay: 0.5), .pairedJackknife])
  func `balanced pairs of a total give the linearised variance`(_ strata: Int, _ method: ReplicationMethod) throws {
    let design = try design(unitsOfStrata: [Int](repeating: 2, count: strata))
    let replicated = try design.replicated(method)
    expectSame(try replicated.total(of: "y", by: "place"), try design.total(of: "y", by: "place"))
  }

  @Test func `a domain is a variable that is 0 outside it`() throws {
    let design = try design(unitsOfStrata: [5, 6]).replicated(.jackknife)
    let isCity = try Condition(parsing: "place == city")
    let (y, codes) = (
      try design.data.numbers(of: "y"), try design.data.indicator(of: Binary("place", isTrueFor: "city"))
    )
    let values = y.indices.map { y[$0] * Double(codes[$0]) }
    let padded = try design.replacingData(design.data.adding("padded", .numbers(values)))
    let inDomain = try design.restricted(to: isCity).total(of: "y")
    expectSame(inDomain, try padded.total(of: "padded"))
  }

  @Test func `left-out units are summed around, whatever they hold`() throws {
    // One unit holds nearly all of each total: what remains must not be the rounding of a difference.
    let (y, x) = ([1e14, 1.0, 2, 4], [1e13, 3.0, 1, 5])
    let data = try Microdata(
      name: "dominated",
      columns: [
        ("y", .numbers(y)), ("x", .numbers(x)), ("w", .numbers([1, 1, 1, 1])),
      ])
    let design = try SurveyDesign(data, weights: "w").replicated(.jackknife)
    let ratio = try design.ratio(of: "y", to: "x")[0]
    let replicates = (0..<4).map { left -> Double in
      let kept = (0..<4).filter { $0 != left }
      let (above, below) = (kept.reduce(0.0) { $0 + y[$1] }, kept.reduce(0.0) { $0 + x[$1] })
      return above / below
    }
    let variance = moments(replicates).variance * 2.25
    #expect(isClose(ratio.standardError, to: variance.squareRoot(), relative: 1e-12))
  }

  @Test func `an estimate that a replicate does not have says so`() throws {
    let data = try Microdata(
      name: "small group",
      columns: [
        ("y", .numbers([1, 2, 3, 4, 5])), ("group", .factor(Factor(["a", "b", "b", "b", "b"]))),
      ])
    let means = try SurveyDesign(data).replicated(.jackknife).mean(of: "y", by: "group")
    #expect(means[0].diagnostics.contains(.undefinedInReplicates(count: 1)))
    let sentences = means[0].diagnostics.map(\.description)
    #expect(sentences.contains("The estimate is undefined in 1 replicate, which has no part in its standard error."))
    #expect(!means[1].diagnostics.contains(.undefinedInReplicates(count: 1)))
    #expect(means[1].standardError > 0)
  }

  @Test func `the same seed gives the same bits, another seed others`() throws {
    let design = try design(unitsOfStrata: [5, 6, 3])
    func covariance(_ seed: UInt64) throws -> Matrix {
      try design.replicated(.bootstrap(replicates: 60, seed: seed)).mean(of: "y", "x", by: "place").covariance
    }
    let first = try covariance(7)
    #expect(try covariance(7) == first)
    #expect(try covariance(8) != first)
  }

  @Test(arguments: [ReplicationMethod.jackknife, .bootstrap(replicates: 90, seed: 2)])
  func `the number of threads changes no bit`(_ method: ReplicationMethod) throws {
    let design = try design(unitsOfStrata: [50, 61, 30])
    let replicates = try #require(design.replicated(method).variance.replicateWeights)
    let table = design.totals(for: TotalsRequest(measures: [.number(try design.data.numbers(of: "y"))]))
    let totals = table.grandTotals()
    let estimates = [totals[3] / totals[1], totals[3]]
    let matrices = [1, 2, 3, 8].map { width in
      replicates.covariance(of: [estimates], tables: [table], width: width) { _, _, totals, values in
        values[0] = totals[3] / totals[1]
        values[1] = totals[3]
      }.covariance
    }
    #expect(Set(matrices).count == 1)
    #expect(matrices[0][0, 0] > 0)
  }

  @Test func `contrasts, intervals and tests of association use the replicates`() throws {
    let design = try design(unitsOfStrata: [8, 8, 8])
    let replicated = try design.replicated(.jackknife)
    let means = try replicated.mean(of: "y", by: "place")
    let difference = means.difference(of: 0, minus: 1)
    #expect(difference.degreesOfFreedom == 21)
    let linearized = try design.mean(of: "y", by: "place").difference(of: 0, minus: 1)
    // The two differ by terms of the order of one over the nine units of the smaller group.
    #expect(isClose(difference.standardError, to: linearized.standardError, relative: 1.0 / 9))
    #expect(difference.standardError != linearized.standardError)
    let test = try replicated.association(of: "answer", with: "place")
    // Of the whole table: terms of the order of one over the 24 units.
    #expect(isClose(test.value, to: try design.association(of: "answer", with: "place").value, relative: 1.0 / 24))
    let share = try replicated.prevalence(of: Binary("answer", isTrueFor: "yes"))[0]
    #expect(share.degreesOfFreedom == 21)
    #expect(share.confidenceInterval != nil)
  }

  @Test func `replicate weights read from columns give what their method gives`() throws {
    let made = try design(unitsOfStrata: [9]).replicated(.jackknife)
    var data = made.data
    let names = (1...9).map { "rep\($0)" }
    for (replicate, name) in names.enumerated() {
      data = try data.adding(name, .numbers(made.weights(ofReplicate: replicate)))
    }
    let read = try SurveyDesign(data, weights: "weight", replicateWeights: names, type: .jackknife)
    let (first, second) = (try made.mean(of: "y", by: "place"), try read.mean(of: "y", by: "place"))
    expectSame(first, second)
    for (a, b) in paired(first, second) { #expect(a.degreesOfFreedom == b.degreesOfFreedom) }
    #expect(second[0].degreesOfFreedom == 2)
    #expect(try read.mean(of: "y")[0].degreesOfFreedom == 8)
  }
}
