internal import SurveyNumerics

/// The draws of Preston's bootstrap over the stages of a design.
struct MultistageDraw {
  let seed: UInt64
  let stages: [DesignStage]

  /// Writes the factor of every finest unit in one replicate.
  func fill(_ factors: inout [Double], replicate: Int) {
    for unit in factors.indices { factors[unit] = 1 }
    // For each unit of the stage before, the product of √(n/n*)δ on the way down to it.
    var above: [Double] = []
    for (number, stage) in stages.enumerated() {
      var products = [Double](repeating: 1, count: stage.unitCount)
      for stratum in 0..<stage.stratumCount {
        let units = stage.units(ofStratum: stratum)
        let product = number == 0 ? 1 : above[Int(stage.parentOfStratum[stratum])]
        guard units.count > 1 else {
          for unit in units { products[unit] = product }
          continue
        }
        let (count, drawn) = (Double(units.count), Double(units.count / 2))
        let correction = stage.finitePopulationCorrection(ofStratum: stratum)
        let stretch = (drawn * stage.inclusionFactor[stratum] * correction / (count - drawn)).squareRoot()
        var stream = RandomStream(
          seed: seed, stream: UInt64(replicate), substream: UInt64(number) << 40 | UInt64(stratum))
        let isDrawn = draw(units.count / 2, of: units.count, &stream)
        for (position, unit) in units.enumerated() {
          let change = stretch * product * ((isDrawn[position] ? count / drawn : 0) - 1)
          for finest in stage.finestUnits(ofUnit: unit) { factors[finest] += change }
          products[unit] = isDrawn[position] ? product * (count / drawn).squareRoot() : 0
        }
      }
      above = products
    }
  }

  private func draw(_ drawn: Int, of count: Int, _ stream: inout RandomStream) -> [Bool] {
    var order = Array(0..<count)
    var isDrawn = [Bool](repeating: false, count: count)
    for position in 0..<drawn {
      order.swapAt(position, position + stream.index(below: count - position))
      isDrawn[order[position]] = true
    }
    return isDrawn
  }
}
