import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

@Suite("Replicates of lists and of several stages")
struct MadeReplicateTests {
  /// Units with a number and a place in a list, in strata.
  private func list(_ counts: [Int], records: Int = 1, size: Double? = nil) throws -> SurveyDesign {
    var random = RandomStream(seed: 5, stream: 0)
    var columns: [String: [Double]] = [:]
    for (stratum, count) in counts.enumerated() {
      for unit in 0..<count {
        let place = random.uniform()
        for _ in 0..<records {
          columns["y", default: []].append(10 + 5 * place + random.normal())
          columns["place", default: []].append(place)
          columns["stratum", default: []].append(Double(stratum))
          columns["unit", default: []].append(Double(100 * stratum + unit))
          columns["weight", default: []].append(1 + random.uniform())
          columns["size", default: []].append(size ?? 1)
          columns["members", default: []].append(Double(3 * records))
        }
      }
    }
    let data = try Microdata(
      name: "list", columns: columns.sorted { $0.key < $1.key }.map { ($0.key, .numbers($0.value)) })
    return try SurveyDesign(
      data, weights: "weight",
      stages: [
        Stage(units: "unit", strata: "stratum", populationSize: size == nil ? nil : "size"),
        Stage(populationSize: size == nil ? nil : "members"),
      ])
  }

  @Test(arguments: [[7], [4, 9, 2], [25, 14]], [nil, 40] as [Double?])
  func `successive differences of a total are those of neighbours`(_ counts: [Int], _ size: Double?) throws {
    let design = try list(counts, size: size)
    let y = try design.data.numbers(of: "y")
    let place = try design.data.numbers(of: "place")
    var expected = 0.0
    var start = 0
    for count in counts {
      let circle = (start..<start + count).sorted { place[$0] < place[$1] }.map { y[$0] * design.weights[$0] }
      let squares = circle.indices.reduce(0.0) { sum, position in
        let difference = circle[position] - circle[(position + 1) % count]
        return sum + difference * difference
      }
      expected += (size.map { ($0 - Double(count)) / $0 } ?? 1) * squares / 2
      start += count
    }
    let total = try design.replicated(.successiveDifferences(order: "place")).total(of: "y")[0]
    #expect(isClose(total.standardError, to: expected.squareRoot(), relative: 1e-11))
    #expect(total.degreesOfFreedom == counts.reduce(0, +) - counts.count)
  }

  @Test func `pairs in a list are the linearised variance`() throws {
    let design = try list([2, 2, 2])
    let (list, linear) = (
      try design.replicated(.successiveDifferences()).total(of: "y")[0], try design.total(of: "y")[0]
    )
    #expect(isClose(list.standardError, to: linear.standardError, relative: 1e-11))
  }

  @Test func `fewer replicates use columns again`() throws {
    let design = try list([60, 60])
    let replicates = try #require(
      design.replicated(.successiveDifferences(order: "place", replicates: 20)).variance.replicateWeights)
    #expect(replicates.count == 20 && replicates.center == .estimate && replicates.scale == 0.2)
    let all = try design.replicated(.successiveDifferences(order: "place")).total(of: "y")[0].standardError
    let some = try design.replicated(.successiveDifferences(order: "place", replicates: 60)).total(of: "y")[0]
      .standardError
    #expect(abs(some / all - 1) < 0.3)
  }

  @Test(arguments: [nil, 12] as [Double?])
  func `the multistage bootstrap is the linearised variance on average`(_ size: Double?) throws {
    let design = try list([5, 6], records: 4, size: size)
    let bootstrap = try design.replicated(.multistageBootstrap(replicates: 3000, seed: 8))
    for (draws, linear) in paired(try bootstrap.total(of: "y"), try design.total(of: "y")) {
      // The variance of 3000 draws has a relative error of √(2/3000) = 2.6%, and its root half of that.
      #expect(abs(draws.standardError / linear.standardError - 1) < 0.04)
    }
    let (one, two) = (bootstrap.weights(ofReplicate: 0), bootstrap.weights(ofReplicate: 1))
    #expect(one != two && one.allSatisfy { $0 >= -1e-12 })
    #expect(try design.replicated(.multistageBootstrap(replicates: 3, seed: 8)).weights(ofReplicate: 1) == two)
  }

  @Test func `a list must know the place of every unit`() throws {
    let design = try list([5, 6], records: 2)
    func error(_ column: String, _ values: [Double]) throws -> String {
      do {
        let data = try design.data.adding(column, .numbers(values))
        _ = try design.replacingData(data).replicated(.successiveDifferences(order: column))
        return "no error"
      } catch { return "\(error)" }
    }
    #expect(
      try error("order", [.nan] + [Double](repeating: 1, count: 21))
        == "Column \"order\" must hold the place of each unit in a list as a finite number; 1 record has no such value."
    )
    #expect(
      try error("order", (0..<22).map(Double.init))
        == "Column \"order\" must hold one place in a list for each unit; it varies within 11 units.")
  }

  @Test func `standard errors stand beside each other`() throws {
    let design = try list([9, 8], records: 2)
    let jackknife = try design.replicated(.jackknife).standardErrorPairs { try $0.total(of: "y") }
    #expect(jackknife.count == 1 && isClose(jackknife[0].ratio, to: 1, relative: 1e-10) && !jackknife[0].isApart)
    let few = try design.replicated(.bootstrap(replicates: 2, seed: 1)).standardErrorPairs { try $0.mean(of: "y") }
    #expect(isClose(few[0].threshold, to: 0.1 + 2.0.squareRoot(), relative: 1e-12))
    #expect(try design.standardErrorPairs { try $0.mean(of: "y") }.isEmpty)
    let apart = StandardErrorPair(linearized: 2, replicated: 3, threshold: 0.1)
    #expect(apart.isApart && apart.ratio == 1.5)
    #expect(
      "\(apart)"
        == "standard error 2.0 linearised, 3.0 replicated, ratio 1.5; they part by more than 0.1, so that neither "
        + "should be trusted alone.")
  }
}
