import SurveyDesigns
import SurveyMicrodata
import SurveyNumerics
import Testing

@Suite("Replicate weights")
struct ReplicateWeightsTests {
  /// Strata of 2, 3 and 2 units with two records each.
  private func design(
    counts: [Int] = [2, 3, 2], size: Double? = nil, rule: SingleUnitStratumRule = .refuse
  ) throws -> SurveyDesign {
    var (unit, stratum): ([Double], [Double]) = ([], [])
    for (number, count) in counts.enumerated() {
      for position in 0..<count {
        unit += [Double(10 * number + position), Double(10 * number + position)]
        stratum += [Double(number), Double(number)]
      }
    }
    let data = try Microdata(
      name: "small",
      columns: [
        ("unit", .numbers(unit)), ("stratum", .numbers(stratum)),
        ("weight", .numbers(unit.indices.map { 1 + Double($0) })),
        ("size", .numbers([Double](repeating: size ?? 1, count: unit.count))),
        ("sex", .factor(Factor(unit.indices.map { $0 % 2 == 0 ? "man" : "woman" }))),
      ])
    return try SurveyDesign(
      data, weights: "weight",
      stages: [Stage(units: "unit", strata: "stratum", populationSize: size == nil ? nil : "size")],
      singleUnitStrata: rule)
  }

  private func replicates(_ method: ReplicationMethod, counts: [Int] = [2, 3, 2], size: Double? = nil) throws
    -> ReplicateWeights
  {
    try #require(design(counts: counts, size: size).replicated(method).variance.replicateWeights)
  }

  @Test func `the jackknife leaves out each unit in turn`() throws {
    let jackknife = try replicates(.jackknife, size: 12)
    #expect(jackknife.count == 7)
    #expect(jackknife.factors(ofReplicate: 0) == [0, 2, 1, 1, 1, 1, 1])
    #expect(jackknife.factors(ofReplicate: 3) == [1, 1, 1.5, 0, 1.5, 1, 1])
    #expect(jackknife.replicateScales[0] == 5.0 / 12)
    #expect(jackknife.replicateScales[3] == 0.5)
    #expect(jackknife.scale == 1)
    #expect(jackknife.center == .mean)
    #expect(jackknife.unitFactors.columnCount == 7)
    #expect(jackknife.unitFactors.rowCount == 7)
  }

  @Test func `the paired jackknife has a replicate for each stratum`() throws {
    let paired = try replicates(.pairedJackknife, counts: [2, 2])
    #expect((0..<paired.count).map { paired.factors(ofReplicate: $0) } == [[0, 2, 1, 1], [1, 1, 0, 2]])
    #expect(paired.center == .estimate)
  }

  @Test(arguments: [0, 0.3])
  func `half-samples are balanced`(_ rho: Double) throws {
    let half = try replicates(.balancedRepeated(fay: rho), counts: [2, 2, 2])
    #expect(half.count == 4)
    #expect(half.hadamardMatrix?.order == 4)
    let step = 1 - rho
    #expect(abs(half.scale * 4 * step * step - 1) < 1e-15)
    for replicate in 0..<half.count {
      let factors = half.factors(ofReplicate: replicate)
      for pair in stride(from: 0, to: 6, by: 2) {
        let (sum, change) = (factors[pair] + factors[pair + 1], abs(factors[pair] - 1))
        #expect(abs(sum - 2) < 1e-15)
        #expect(abs(change - step) < 1e-15)
      }
    }
  }

  @Test(arguments: [
    ReplicationMethod.bootstrap(replicates: 50, seed: 3), .unitBootstrap(replicates: 50, seed: 3),
  ])
  func `a bootstrap keeps the sum of the factors of each stratum`(_ method: ReplicationMethod) throws {
    let bootstrap = try replicates(method)
    for replicate in 0..<bootstrap.count {
      let factors = bootstrap.factors(ofReplicate: replicate)
      let (first, second) = (factors[0..<2].reduce(0, +), factors[2..<5].reduce(0, +))
      #expect(abs(first - 2) < 1e-12)
      #expect(abs(second - 3) < 1e-12)
      #expect(factors.allSatisfy { $0 >= 0 })
    }
    #expect(Set((0..<50).map { bootstrap.factors(ofReplicate: $0) }).count > 10)
  }

  @Test func `a seed names its draws`() throws {
    let first = try replicates(.bootstrap(replicates: 20, seed: 3)).unitFactors
    #expect(try replicates(.bootstrap(replicates: 20, seed: 3)).unitFactors == first)
    #expect(try replicates(.bootstrap(replicates: 20, seed: 4)).unitFactors != first)
  }

  @Test func `a bootstrap of a finite population moves less`() throws {
    let factors = try replicates(.bootstrap(replicates: 5, seed: 1), size: 12).factors(ofReplicate: 0)
    // One of two units is drawn: 1 ± λ with λ² = 10/12.
    let move = (10.0 / 12).squareRoot()
    #expect(abs(abs(factors[0] - 1) - move) < 1e-12)
  }

  @Test func `the weights of a replicate are weights times factors`() throws {
    let design = try design().replicated(.jackknife)
    #expect(design.weights(ofReplicate: 1) == [2, 4, 0, 0, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
    #expect(design.linearized().weights(ofReplicate: 1) == design.weights)
  }

  private static let everyMethod: [ReplicationMethod] = [
    .jackknife, .pairedJackknife, .balancedRepeated(), .balancedRepeated(fay: 0.4),
    .bootstrap(replicates: 40, seed: 5), .unitBootstrap(replicates: 40, seed: 5),
  ]

  @Test(arguments: everyMethod)
  func `degrees of freedom are the rank of the factors less 1`(_ method: ReplicationMethod) throws {
    let replicates = try replicates(method, counts: [2, 2, 2, 2])
    let matrix = replicates.unitFactors
    for units in [[0, 1, 2, 3, 4, 5, 6, 7], [0, 2, 4, 6], [0, 1, 2, 4], [0, 1], [3], [2, 3, 4, 5]] {
      let rows = matrix.submatrix(rows: units, columns: Array(0..<matrix.columnCount))
      let found = replicates.degreesOfFreedom(reachingUnits: units.map { Int32($0) })
      #expect(found == rank(rows) - 1, "\(units)")
    }
    #expect(replicates.degreesOfFreedom(reachingUnits: []) == 0)
  }

  @Test func `degrees of freedom that are given stay`() throws {
    let design = try design().replicated(.jackknife, degreesOfFreedom: 3)
    #expect(design.variance.replicateWeights?.degreesOfFreedom(reachingUnits: [0, 1]) == 3)
  }

  private func sentence(_ body: () throws -> SurveyDesign) -> String {
    do {
      return try body().singleUnitStratumRule.rawValue
    } catch {
      return "\(error)"
    }
  }

  @Test func `what cannot be replicated is said`() throws {
    let single: String =
      "1 stratum has a single unit at stage 1, which has no variance; choose a rule for single-unit strata "
      + "(certainty, center or average) or merge strata."
    expect(single) { try design(counts: [1, 2]).replicated(.jackknife) }
    expect(
      "The rule average for single-unit strata has no form for replicate weights; choose certainty or merge strata."
    ) { try design(counts: [1, 2], rule: .average).replicated(.jackknife) }
    expect("certainty") { try design(counts: [1, 2], rule: .certainty).replicated(.jackknife) }
    expect("No stratum has two sampling units, so that there is nothing to replicate.") {
      try design(counts: [1, 1], rule: .certainty).replicated(.jackknife)
    }
    expect("Two units in every stratum are needed for balanced repeated replication; 1 stratum has more.") {
      try design().replicated(.balancedRepeated())
    }
    expect(
      "There is no correction for population sizes in Fay's method, rho 0.3; leave them out or choose another method."
    ) { try design(counts: [2, 2], size: 9).replicated(.balancedRepeated(fay: 0.3)) }
    expect("Fay's factor rho must be at least 0 and less than 1; found 1.0.") {
      try design(counts: [2, 2]).replicated(.balancedRepeated(fay: 1))
    }
    expect("At least 2 replicates are needed; found 1.") {
      try design().replicated(.bootstrap(replicates: 1, seed: 1))
    }
  }

  @Test func `replicate weights of the records are checked`() throws {
    func sentence(_ replicate: [Double]) throws -> String {
      let data = try Microdata(
        name: "own",
        columns: [("w", .numbers([1, 2, 0])), ("r1", .numbers([2, 0, 0])), ("r2", .numbers(replicate))])
      return self.sentence {
        try SurveyDesign(data, weights: "w", replicateWeights: ["r1", "r2"], type: .jackknife)
      }
    }
    #expect(try sentence([0, 4, 0]) == "refuse")
    #expect(try sentence([0, -4, 0]) == "refuse")
    let invalid = "Replicate weights in column \"r2\" must be finite numbers; 1 is missing, 1 is infinite."
    #expect(try sentence([.nan, -.infinity, 0]) == invalid)
    #expect(try sentence([0, 4, 1]) == "Column \"r2\" gives a replicate weight other than 0 to 1 record of weight 0.")
  }

  private func expect(_ wanted: String, _ body: () throws -> SurveyDesign) {
    let found = sentence(body)
    #expect(found == wanted)
  }
}

/// The number of eigenvalues of the cross-product that are not 0.
private func rank(_ matrix: Matrix) -> Int {
  let product = matrix.crossProduct()
  return (try? SymmetricEigen(product).rank(tolerance: 1e-10)) ?? -1
}
