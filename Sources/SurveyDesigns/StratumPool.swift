/// The units of one stratum, or of several that are merged, as their variance sees them.
struct StratumPool {
  /// How units take part in an estimate.
  enum Presence {
    case absent
    case single
    case several
  }

  /// The mean of their contributions.
  let mean: [Double]
  /// The number of units.
  let count: Int
  /// The correction for a finite population.
  let correction: Double
  /// How the units take part in each estimate; empty where nothing depends on it.
  private(set) var presence: [Presence] = []

  /// Whether there is one unit.
  var isSingle: Bool { count == 1 }
  /// n/(n−1), or 1 for a single unit.
  var spreadFactor: Double { count > 1 ? Double(count) / Double(count - 1) : 1 }

  private let strata: [Int]

  init(_ strata: [Int], of variance: StageVariance) {
    let stage = variance.stage
    self.strata = strata
    var sum = [Double](repeating: 0, count: variance.contributions.columnCount)
    for stratum in strata {
      let units = stage.units(ofStratum: stratum)
      let (first, last) = (stage.finestUnits(ofUnit: units.lowerBound), stage.finestUnits(ofUnit: units.upperBound - 1))
      variance.contributions.add(first.lowerBound..<last.upperBound, to: &sum)
    }
    count = strata.reduce(0) { $0 + stage.units(ofStratum: $1).count }
    let size = Double(count)
    mean = sum.map { $0 / size }
    correction = stage.finitePopulationCorrection(ofStrata: strata)
  }

  /// Counts the units that take part in each estimate.
  mutating func findPresence(in variance: StageVariance) {
    let stage = variance.stage
    let columnCount = variance.contributions.columnCount
    var counts = [Int](repeating: 0, count: columnCount)
    for unit in strata.map({ stage.units(ofStratum: $0) }).joined() {
      var present = [Bool](repeating: false, count: columnCount)
      if variance.rule == .average, variance.everyStratumCounts {
        present = [Bool](repeating: true, count: columnCount)
      } else {
        variance.contributions.markPresent(stage.finestUnits(ofUnit: unit), in: &present)
        if variance.together.contains(where: { present[$0] }) {
          for column in variance.together { present[column] = true }
        }
      }
      for column in 0..<columnCount where present[column] { counts[column] += 1 }
    }
    let isCorrected = correction >= DesignStage.negligibleCorrection
    presence = counts.map { present in
      if present == 0 { return .absent }
      return isCorrected && present == 1 && (count == 1 || variance.coversDomains) ? .single : .several
    }
  }
}

/// The pool of a group of strata, and for which estimates it takes their place.
struct MergedPool {
  let pool: StratumPool
  let isMerged: [Bool]
  /// The first stratum of the group.
  let first: Int

  /// Returns the pool where it takes the place of its strata in an estimate.
  func pool(forColumn column: Int) -> StratumPool? { isMerged[column] ? pool : nil }
}

/// Rows of units that stand in several waves, added up until the last of each has come.
///
/// The covariance of two waves is then Σ √(s₁s₂)(T₁ⱼ − T̄₁)(T₂ⱼ − T̄₂) over the units j that they share, s being the
/// factors of the variances of the waves.
struct SharedUnitRows {
  private let identityOfUnit: [Int32]?
  private var remaining: [Int32: Int] = [:]
  private var rows: [Int32: [Double]] = [:]

  init(_ identityOfUnit: [Int32]?) {
    self.identityOfUnit = identityOfUnit
    for identity in identityOfUnit ?? [] { remaining[identity, default: 0] += 1 }
  }

  /// Adds the row of a unit, and hands over the sum when it was the last of its identity.
  mutating func add(_ row: [Double], ofUnit unit: Int, _ body: ([Double]) -> Void) {
    guard let identity = identityOfUnit?[unit] else {
      body(row)
      return
    }
    let sum = rows[identity].map { zip($0, row).map { $0 + $1 } } ?? row
    remaining[identity, default: 1] -= 1
    rows[identity] = remaining[identity] == 0 ? nil : sum
    if remaining[identity] == 0 { body(sum) }
  }
}
