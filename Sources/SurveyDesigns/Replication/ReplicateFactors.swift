internal import SurveyNumerics

/// The rule that gives what each primary unit's weight is multiplied by in each replicate.
///
/// Factors are worked out when a replicate is evaluated: a replicate of a million units takes as many numbers for as
/// long as it lasts, and many replicates take no more.
package enum ReplicateFactors: Sendable {
  /// Leaves out a unit: the unit and the stratum of each replicate.
  case jackknife(units: [Int32], strata: [Int32])
  /// Leaves out the first unit of a stratum: the stratum of each replicate.
  case pairedJackknife(strata: [Int32])
  /// Half-samples, with what is left of 1 after Fay's factor; the column of each stratum, negative without.
  case balanced(HadamardMatrix, step: Double, columnOfStratum: [Int32])
  /// Draws with replacement, in number less than the units by a count, and how far factors move away from 1.
  case bootstrap(seed: UInt64, drawsLess: Int, stretch: [Double])

  /// Draws half the units of each stratum of each stage without replacement, for finest units.
  case multistage(seed: UInt64, stages: [DesignStage])
  /// Differences of neighbours: the columns of each unit and of the next, and how far factors move away from 1.
  case successive(HadamardMatrix, own: [Int32], next: [Int32], stretch: [Double])

  /// Weights that came with the records, each a unit: those of each replicate, the weights, and the record of each unit.
  case columns([[Double]], weights: [Double], rowOfUnit: [Int32])

  /// Writes the factor of every unit in one replicate, or at least those of the units of some strata.
  package func fill(_ factors: inout [Double], replicate: Int, stage: DesignStage, strata some: Range<Int>? = nil) {
    switch self {
    case .jackknife(let units, let strata):
      for unit in factors.indices { factors[unit] = 1 }
      let range = stage.units(ofStratum: Int(strata[replicate]))
      for unit in range { factors[unit] = Double(range.count) / Double(range.count - 1) }
      factors[Int(units[replicate])] = 0
    case .pairedJackknife(let strata):
      for unit in factors.indices { factors[unit] = 1 }
      let first = stage.units(ofStratum: Int(strata[replicate])).lowerBound
      factors[first] = 0
      factors[first + 1] = 2
    case .balanced(let matrix, let step, let columnOfStratum):
      for (stratum, column) in columnOfStratum.enumerated() {
        let units = stage.units(ofStratum: stratum)
        let change = column < 0 ? 0 : step * Double(matrix[replicate, Int(column)])
        for (position, unit) in units.enumerated() { factors[unit] = position == 0 ? 1 + change : 1 - change }
      }
    case .columns(let columns, let weights, let rowOfUnit):
      let column = columns[replicate]
      for (unit, row) in rowOfUnit.enumerated() {
        let weight = weights[Int(row)]
        factors[unit] = weight > 0 ? column[Int(row)] / weight : 0
      }
    case .multistage(let seed, let stages):
      MultistageDraw(seed: seed, stages: stages).fill(&factors, replicate: replicate)
    case .successive(let matrix, let own, let next, let stretch):
      for unit in factors.indices {
        let difference = Double(matrix[replicate, Int(own[unit])] - matrix[replicate, Int(next[unit])])
        factors[unit] = 1 + stretch[unit] * difference / 8.0.squareRoot()
      }
    case .bootstrap(let seed, let drawsLess, let stretch):
      for stratum in some ?? 0..<stage.stratumCount {
        draw(stage.units(ofStratum: stratum), less: drawsLess, stretch: stretch[stratum], into: &factors) {
          RandomStream(seed: seed, stream: UInt64(replicate), substream: UInt64(stratum))
        }
      }
    }
  }

  /// Draws units of one stratum; each stratum of each replicate has a stream of its own.
  private func draw(
    _ units: Range<Int>, less: Int, stretch: Double, into factors: inout [Double], stream: () -> RandomStream
  ) {
    guard units.count > 1 else {
      for unit in units { factors[unit] = 1 }
      return
    }
    for unit in units { factors[unit] = 0 }
    var stream = stream()
    let draws = units.count - less
    for _ in 0..<draws { factors[units.lowerBound + stream.index(below: units.count)] += 1 }
    let scale = Double(units.count) / Double(draws)
    for unit in units { factors[unit] = 1 - stretch + stretch * (scale * factors[unit]) }
  }
}
