package import SurveyDesigns
internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyNumerics

/// A design from which samples are drawn again and again, and the ways to find variances that suit it.
package struct SimulatedDesign: Sendable {
  /// The name of the design.
  package let name: String
  /// The ways to find variances; nil for linearisation.
  package let methods: [ReplicationMethod?]
  private let population: @Sendable (_ seed: UInt64) -> FinitePopulation
  /// Whether every sample is from a list of its own, because one list has too few samples to tell anything.
  package private(set) var isList = false

  /// Whether a method is said to be right here.
  ///
  /// Methods of the first stage alone leave out what a later one adds where much of the first was drawn, and only
  /// successive differences know the order of a list.
  package func suits(_ method: ReplicationMethod?) -> Bool {
    switch method {
    case nil: !isList
    case .multistageBootstrap: true
    case .successiveDifferences: !countsLaterStages
    default: !isList && !countsLaterStages
    }
  }
  private var countsLaterStages = false
}

extension SimulatedDesign {
  /// Returns strata of unequal size, with a number of replicates for their bootstrap.
  package static func unequalStrata(replicates: Int) -> SimulatedDesign {
    SimulatedDesign(
      name: "strata of 6, 4 and 9 clusters", methods: [.jackknife, .bootstrap(replicates: replicates, seed: 1)],
      population: {
        FinitePopulation(seed: $0, sizes: [50, 20, 30], draws: [6, 4, 9], drawing: .withReplacement)
      })
  }

  /// Returns all designs, with a number of replicates for each bootstrap.
  package static func all(replicates: Int) -> [SimulatedDesign] {
    let bootstraps: [ReplicationMethod] = [
      .bootstrap(replicates: replicates, seed: 1), .unitBootstrap(replicates: replicates, seed: 1),
      .multistageBootstrap(replicates: replicates, seed: 1),
    ]
    return [
      SimulatedDesign(
        name: "20 clusters", methods: [nil, .jackknife] + bootstraps + [.successiveDifferences()],
        population: { FinitePopulation(seed: $0, sizes: [160], draws: [20], drawing: .withReplacement) }),
      SimulatedDesign(
        name: "4 strata of 8 clusters", methods: [nil, .jackknife] + bootstraps + [.successiveDifferences()],
        population: {
          FinitePopulation(seed: $0, sizes: [50, 70, 40, 60], draws: [8, 8, 8, 8], drawing: .withReplacement)
        }),
      SimulatedDesign(
        name: "15 pairs of clusters",
        methods: [nil, .jackknife, .pairedJackknife, .balancedRepeated(), .balancedRepeated(fay: 0.5)] + bootstraps
          + [.successiveDifferences()],
        population: {
          FinitePopulation(
            seed: $0, sizes: [Int](repeating: 30, count: 15), draws: [Int](repeating: 2, count: 15),
            drawing: .withReplacement)
        }),
      SimulatedDesign(
        name: "two stages, a third drawn",
        methods: [nil, bootstraps[2], .jackknife, bootstraps[0], .successiveDifferences()],
        population: {
          FinitePopulation(seed: $0, sizes: [36, 30, 24], draws: [12, 10, 8], drawing: .withoutReplacement)
        }, countsLaterStages: true),
      SimulatedDesign(
        name: "every 50th of a list", methods: [nil, .successiveDifferences()],
        population: {
          FinitePopulation(seed: $0, sizes: [3000], draws: [60], drawing: .systematic, persons: 1...1, trend: 8)
        }, isList: true),
    ]
  }
}

extension SimulatedDesign {
  /// Draws samples and returns what they say of each method and quantity.
  ///
  /// All methods meet the same samples.
  package func performances(
    of quantities: [SimulatedQuantity] = SimulatedQuantity.allCases, samples: Int, seed: UInt64
  ) throws -> [[SimulatedQuantity: VariancePerformance]] {
    let common = population(seed)
    let linearized = isList ? [] : quantities.map { $0.linearized(among: common.persons) }
    let commonValues = quantities.map { $0.value(among: common.persons) }
    let runs = try FixedOrder.map(blockCount: samples) { sample in
      Result { () throws -> Run in
        let population = isList ? self.population(seed + 1 + UInt64(sample)) : common
        var random = RandomStream(seed: seed, stream: UInt64(sample))
        let plain = try population.sample(&random)
        let estimates = try methods.map { method in
          let design = try method.map { try plain.replicated($0.seeded(UInt64(sample))) } ?? plain
          return try quantities.map { quantity in
            quantity.isCalibrated && !(method?.canBeCalibrated ?? true)
              ? nil : try quantity.estimate(from: design, margins: population.margins)
          }
        }
        return Run(
          truths: isList ? quantities.map { $0.value(among: population.persons) } : commonValues,
          companions: try population.totals(of: linearized, in: plain), estimates: estimates)
      }
    }
    .map { try $0.get() }
    let companions = quantities.indices.map { position -> (errors: [Double], variance: Double)? in
      guard !isList else { return nil }
      let total = linearized[position].reduce(0, +)
      return (runs.map { $0.companions[position] - total }, common.varianceOfTotal(linearized[position]))
    }
    return methods.indices.map { method in
      var performances: [SimulatedQuantity: VariancePerformance] = [:]
      for (position, quantity) in quantities.enumerated() {
        let estimates = runs.compactMap { $0.estimates[method][position] }
        guard !estimates.isEmpty else { continue }
        performances[quantity] = VariancePerformance(
          estimates, truths: runs.map { $0.truths[position] }, companion: companions[position])
      }
      return performances
    }
  }

  /// What one sample gives.
  private struct Run: Sendable {
    let truths: [Double]
    let companions: [Double]
    let estimates: [[Estimate?]]
  }
}

extension ReplicationMethod {
  /// Whether replicates by the method can be calibrated.
  fileprivate var canBeCalibrated: Bool {
    if case .multistageBootstrap = self { false } else { true }
  }

  /// Returns the method with other draws, where it draws.
  fileprivate func seeded(_ seed: UInt64) -> ReplicationMethod {
    switch self {
    case .bootstrap(let replicates, _): .bootstrap(replicates: replicates, seed: seed)
    case .unitBootstrap(let replicates, _): .unitBootstrap(replicates: replicates, seed: seed)
    case .multistageBootstrap(let replicates, _): .multistageBootstrap(replicates: replicates, seed: seed)
    case .jackknife, .pairedJackknife, .balancedRepeated, .successiveDifferences: self
    }
  }
}
