/// Which units move an estimate, for those that no unit moves.
extension Influence {
  /// What the units of a design say of an estimate by themselves, before any variance.
  package struct Movement: Sendable {
    /// Whether no unit moves the estimate: the influence of each is 0 up to rounding.
    package let isNone: Bool
    /// The sum of the squares of what the influences are made of, without signs: what rounding is measured against.
    package let size: Double
    /// Whether some of the population of the units that take part was not drawn.
    package let isOfSample: Bool
  }

  /// An influence that is rounding beside the parts that cancel in it.
  private static let negligibleInfluence = 1e-11

  /// Returns how the units move each estimate of each group.
  ///
  /// Where nothing moves an estimate its variance is 0, which says nothing: the records that were drawn are alike, and
  /// whether the others are is not known. Where they do and the variance is 0 all the same, the number is known: from a
  /// calibration, or because everything was drawn.
  package func movements(under structure: DesignStructure) -> [Movement] {
    let (width, k) = (table.width, estimatesPerGroup)
    let values = valuesOfEntries()
    let undrawn = structure.undrawnShareOfFinestUnits()
    var (squares, sizes) = ([Double](repeating: 0, count: columnCount), [Double](repeating: 0, count: columnCount))
    var isOfSample = [Bool](repeating: false, count: columnCount)
    for entry in 0..<table.entryCount {
      let group = Int(table.groups[entry])
      for estimate in 0..<k {
        let column = group * k + estimate
        squares[column] += values[entry * k + estimate] * values[entry * k + estimate]
        var size = 0.0
        for sum in 0..<width {
          size += abs(table.sums[entry * width + sum] * derivatives[(group * width + sum) * k + estimate])
        }
        sizes[column] += size * size
        if isPresent(entry: entry, estimate: estimate),
          undrawn[Int(table.units[entry])] > DesignStage.negligibleCorrection
        {
          isOfSample[column] = true
        }
      }
    }
    return (0..<columnCount).map { column in
      Movement(
        isNone: squares[column] <= Self.negligibleInfluence * Self.negligibleInfluence * sizes[column],
        size: sizes[column], isOfSample: isOfSample[column])
    }
  }
}

extension DesignStructure {
  /// For each finest unit the part of the records like its own that was not drawn: 1 where the population is infinite.
  package func undrawnShareOfFinestUnits() -> [Double] {
    var drawn = [Double](repeating: 1, count: finestUnitCount)
    for stage in stages {
      for stratum in 0..<stage.stratumCount {
        let share = 1 - stage.finitePopulationCorrection(ofStratum: stratum)
        for unit in stage.units(ofStratum: stratum) {
          for finest in stage.finestUnits(ofUnit: unit) { drawn[finest] *= share }
        }
      }
    }
    return drawn.map { max(0, 1 - $0) }
  }
}
