internal import SurveyMicrodata

/// An order of the records that does not depend on how they came: by what the design names, then by all that they hold.
///
/// What is drawn at random, or balanced by numbers of units, is named by places in this order. So the same records give
/// the same draws however they are shuffled: a unit is known by its stratum and its identifier, and a record that is a unit
/// of its own, or is drawn for, by its weight and its content. Records that hold the same change places without effect.
struct RecordOrder {
  /// The values of one column as they are compared.
  private enum Key {
    case numbers([Double])
    case levels([Int32], ranks: [Int32])

    init(_ column: Column) {
      switch column {
      case .numbers(let values): self = .numbers(values)
      case .factor(let factor):
        // By name, so that the order of the levels in a codebook does not matter either.
        let order = factor.levels.indices.sorted {
          factor.levels[$0].utf8.lexicographicallyPrecedes(factor.levels[$1].utf8)
        }
        var ranks = [Int32](repeating: 0, count: factor.levels.count)
        for (rank, level) in order.enumerated() { ranks[level] = Int32(rank) }
        self = .levels(factor.codes, ranks: ranks)
      }
    }

    /// Whether a record comes before another; nil where they are the same.
    func precedes(_ first: Int, _ second: Int) -> Bool? {
      switch self {
      case .numbers(let values):
        let (a, b) = (values[first], values[second])
        if a < b { return true }
        if a > b { return false }
        guard a.isNaN || b.isNaN else { return nil }
        if a.isNaN, b.isNaN { return a.bitPattern == b.bitPattern ? nil : a.bitPattern < b.bitPattern }
        return b.isNaN
      case .levels(let codes, let ranks):
        let (a, b) = (codes[first], codes[second])
        if a == b { return nil }
        // Kinds of missing answers come first, by their codes.
        return a < 0 || b < 0 ? a < b : ranks[Int(a)] < ranks[Int(b)]
      }
    }
  }

  /// The records in their order.
  let rows: [Int32]

  init(of design: SurveyDesign) throws(DesignError) {
    let data = design.data
    let named =
      [design.overlappingWaves].compactMap(\.self)
      + design.stages.flatMap { $0.strata + [$0.units].compactMap(\.self) }
    var keys: [Key] = []
    for name in named {
      keys.append(Key(try designing { () throws(MicrodataError) in try data.column(name) }))
    }
    keys.append(.numbers(design.designWeights))
    for name in data.columnNames where !named.contains(name) {
      keys.append(Key(try designing { () throws(MicrodataError) in try data.column(name) }))
    }
    rows = (0..<Int32(data.rowCount)).sorted { first, second in
      for key in keys {
        if let precedes = key.precedes(Int(first), Int(second)) { return precedes }
      }
      return first < second
    }
  }
}

extension SurveyDesign {
  /// Returns the design with its units and strata numbered by what they are, and not by where their records stand, and the
  /// place of each record in that order.
  ///
  /// Estimates do not change but for rounding. The units of a second phase keep their numbers.
  package func inCanonicalOrder() throws(DesignError) -> (design: SurveyDesign, placeOfRow: [Int]) {
    let order = try RecordOrder(of: self).rows
    var places = [Int](repeating: 0, count: data.rowCount)
    for (place, row) in order.enumerated() { places[Int(row)] = place }
    guard secondPhase == nil else { return (self, places) }
    // Read once, the units are known to be within strata, so that taking their numbers as nested changes nothing.
    let structure = try DesignStructure.reading(stages, nested: true, waves: overlappingWaves, from: data, order: order)
      .structure
    return (renumbered(structure), places)
  }
}
