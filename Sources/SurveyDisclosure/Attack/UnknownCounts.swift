/// What a reader of a table does not know, and the equations that the published counts leave.
struct UnknownCounts {
  /// An equation among unknown counts: a sum of them, each added or taken away, is a number.
  struct Equation {
    var terms: [(unknown: Int, sign: Double)]
    var constant: Double
  }

  /// The cell of each unknown count.
  private(set) var cells: [Int] = []
  private(set) var equations: [Equation] = []
  /// The bounds that a reader begins with.
  private(set) var lower: [Double] = []
  private(set) var upper: [Double] = []

  /// Takes from a table what is not published.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - isKnown: Whether the count of a cell is published.
  ///   - bounds: The smallest and the largest count that a reader thinks possible for a cell that is not.
  /// - Throws: `DisclosureError.contradiction` where published counts do not add up.
  init(
    _ table: CountTable, isKnown: (Int) -> Bool, bounds: (Int) -> (Double, Double)
  ) throws(DisclosureError) {
    var unknown = [Int?](repeating: nil, count: table.coordinates.count)
    for cell in table.coordinates.indices where !isKnown(cell) {
      unknown[cell] = cells.count
      cells.append(cell)
      let (low, high) = bounds(cell)
      lower.append(low)
      upper.append(high)
    }
    for equation in table.equations {
      var terms: [(unknown: Int, sign: Double)] = []
      var constant = 0.0
      for (cell, sign) in [(equation.whole, -1.0)] + equation.parts.map({ ($0, 1.0) }) {
        if let place = unknown[cell] {
          terms.append((place, sign))
        } else if let count = table.counts[cell] {
          constant -= sign * Double(count)
        }
      }
      guard !terms.isEmpty else {
        if constant != 0 { throw .contradiction }
        continue
      }
      equations.append(Equation(terms: terms, constant: constant))
    }
  }

  private init() {}

  /// Replaces a bound of a count.
  mutating func replace(_ place: Int, lower low: Double?, upper high: Double?) {
    if let low { lower[place] = low }
    if let high { upper[place] = high }
  }

  /// The parts that share no equation, which can be bounded one by one.
  var components: [UnknownCounts] {
    var leader = Array(cells.indices)
    func find(_ start: Int) -> Int {
      var place = start
      while leader[place] != place {
        leader[place] = leader[leader[place]]
        place = leader[place]
      }
      return place
    }
    for equation in equations {
      for term in equation.terms.dropFirst() {
        let (one, other) = (find(equation.terms[0].unknown), find(term.unknown))
        if one != other { leader[max(one, other)] = min(one, other) }
      }
    }
    var numbers: [Int: Int] = [:]
    var parts: [UnknownCounts] = []
    var places = [Int](repeating: 0, count: cells.count)
    for unknown in cells.indices {
      let root = find(unknown)
      if numbers[root] == nil {
        numbers[root] = parts.count
        parts.append(UnknownCounts())
      }
      let part = numbers[root] ?? 0
      places[unknown] = parts[part].cells.count
      parts[part].cells.append(cells[unknown])
      parts[part].lower.append(lower[unknown])
      parts[part].upper.append(upper[unknown])
    }
    for equation in equations {
      let part = numbers[find(equation.terms[0].unknown)] ?? 0
      parts[part].equations.append(
        Equation(terms: equation.terms.map { (places[$0.unknown], $0.sign) }, constant: equation.constant))
    }
    return parts
  }
}

extension UnknownCounts {
  /// Narrows the bounds by each equation in turn, as a reader does by hand, until nothing moves.
  ///
  /// The numbers are whole and the signs one, so that nothing is rounded.
  mutating func narrow(mostPasses: Int = 50) throws(DisclosureError) {
    for _ in 0..<mostPasses {
      var hasMoved = false
      for equation in equations where try narrow(by: equation) { hasMoved = true }
      if !hasMoved { return }
    }
  }

  private mutating func narrow(by equation: Equation) throws(DisclosureError) -> Bool {
    // The smallest and the largest sum, with how many of its terms have no bound.
    var (least, most, leastOpen, mostOpen) = (0.0, 0.0, 0, 0)
    for (unknown, sign) in equation.terms {
      let (low, high) = sign > 0 ? (lower[unknown], upper[unknown]) : (-upper[unknown], -lower[unknown])
      if low.isFinite { least += low } else { leastOpen += 1 }
      if high.isFinite { most += high } else { mostOpen += 1 }
    }
    var hasMoved = false
    for (unknown, sign) in equation.terms {
      let (low, high) = sign > 0 ? (lower[unknown], upper[unknown]) : (-upper[unknown], -lower[unknown])
      let othersLeast = leastOpen - (low.isFinite ? 0 : 1) > 0 ? -Double.infinity : least - (low.isFinite ? low : 0)
      let othersMost = mostOpen - (high.isFinite ? 0 : 1) > 0 ? Double.infinity : most - (high.isFinite ? high : 0)
      let (newLow, newHigh) = (equation.constant - othersMost, equation.constant - othersLeast)
      let (one, other) = sign > 0 ? (newLow, newHigh) : (-newHigh, -newLow)
      if one > lower[unknown] {
        lower[unknown] = one
        hasMoved = true
      }
      if other < upper[unknown] {
        upper[unknown] = other
        hasMoved = true
      }
      guard lower[unknown] <= upper[unknown] else { throw .contradiction }
      // The sums were of the bounds before; they stay valid, if not the narrowest, until the next pass.
    }
    return hasMoved
  }

  /// Whether whole numbers fulfil every equation and bound.
  func isFulfilled(by values: [Double]) -> Bool {
    for (unknown, value) in values.enumerated() where value < lower[unknown] || value > upper[unknown] { return false }
    return equations.allSatisfy { equation in
      equation.terms.reduce(0.0) { $0 + $1.sign * values[$1.unknown] } == equation.constant
    }
  }

  /// The equations by the columns of their unknown counts.
  var matrix: SparseColumns {
    var columns = [[(row: Int, value: Double)]](repeating: [], count: cells.count)
    for (row, equation) in equations.enumerated() {
      for term in equation.terms { columns[term.unknown].append((row, term.sign)) }
    }
    return SparseColumns(rowCount: equations.count, columns: columns)
  }
}
