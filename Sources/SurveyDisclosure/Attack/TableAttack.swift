/// An attack on a whole table: all parts of what is not published, and what has been found out about each.
final class TableAttack {
  private(set) var parts: [AttackedPart] = []
  /// The part and the place in it of each cell that is not published.
  private var places: [(part: Int, place: Int)?]

  /// Begins an attack by a reader who sees the counts that are known and thinks the others to be at least a number.
  init(
    _ table: CountTable, isKnown: (Int) -> Bool, bounds: (Int) -> (Double, Double)
  ) throws(DisclosureError) {
    places = [(part: Int, place: Int)?](repeating: nil, count: table.coordinates.count)
    for (number, unknown) in try UnknownCounts(table, isKnown: isKnown, bounds: bounds).components.enumerated() {
      for (place, cell) in unknown.cells.enumerated() { places[cell] = (number, place) }
      parts.append(try AttackedPart(unknown))
    }
  }

  /// Takes in tables that might be the true one: the true one, and that moved along steps that hold all sums.
  func learn(_ counts: [Int?], moved steps: [[Int: Int]]) {
    for part in parts { part.learn(part.unknown.cells.map { Double(counts[$0] ?? -1) }) }
    for step in steps {
      // A step may touch several parts, or cells that are published: then it is no table with the published counts.
      guard let any = step.keys.first.flatMap({ places[$0] }), step.keys.allSatisfy({ places[$0]?.part == any.part })
      else { continue }
      let part = parts[any.part]
      part.learn(
        step.compactMap { cell, change in
          places[cell].map { ($0.place, Double(counts[cell] ?? 0), Double((counts[cell] ?? 0) + change)) }
        })
    }
  }

  /// The cells of which it is not shown that their intervals are as wide as is needed.
  func unmet(_ needs: [Need]) throws(DisclosureError) -> [Int] {
    var unmet: [Int] = []
    for part in parts {
      var open = part.unknown.cells.indices.filter { !part.isMet(needs[part.unknown.cells[$0]], at: $0) }
      guard !open.isEmpty else { continue }
      var before = Int.max
      while open.count > 8, open.count < before {
        before = open.count
        for upper in [true, false] { try part.widen(open, upper: upper) }
        open = open.filter { !part.isMet(needs[part.unknown.cells[$0]], at: $0) }
      }
      for place in open {
        let need = needs[part.unknown.cells[place]]
        try part.search(place, need)
        if !part.isMet(need, at: place) { unmet.append(part.unknown.cells[place]) }
      }
    }
    return unmet.sorted()
  }

  /// Finds both ends of the interval of a cell; nil where it is published.
  func interval(_ cell: Int, need: Need) throws(DisclosureError) -> CountInterval? {
    guard let (number, place) = places[cell] else { return nil }
    let part = parts[number]
    for upper in [true, false] { try part.bound(place, upper: upper) }
    let (lower, upper) = part.outer(place)
    if need.isMet(by: lower, upper), !part.isMet(need, at: place) {
      for upper in [true, false] { part.boundWhole(place, upper: upper) }
    }
    let (low, high) = part.outer(place)
    return CountInterval(
      lower: Int(low), upper: high.isFinite ? Int(high) : nil, isExact: part.isExact(place),
      isWideEnough: need.isMet(by: low, high))
  }
}

extension AttackedPart {
  /// Looks for tables that show a count to be protected.
  fileprivate func search(_ place: Int, _ need: Need) throws(DisclosureError) {
    for upper in [true, false] {
      if isMet(need, at: place) { return }
      try bound(place, upper: upper)
    }
    let (lower, upper) = outer(place)
    guard need.isMet(by: lower, upper) else { return }
    for upper in [true, false] where !isMet(need, at: place) { boundWhole(place, upper: upper) }
  }
}

/// What an attack finds out about a count.
public struct CountInterval: Sendable, Equatable {
  /// The smallest count that is possible.
  public let lower: Int
  /// The largest count that is possible; nil where there is none.
  public let upper: Int?
  /// Whether tables were found that have both ends; otherwise the true interval may be narrower.
  public let isExact: Bool
  /// Whether the interval is as wide as it must be.
  public let isWideEnough: Bool

  /// The same interval, wide enough only where that of another reader is so too.
  func alsoNeeding(_ isOtherWideEnough: Bool) -> CountInterval {
    CountInterval(
      lower: lower, upper: upper, isExact: isExact, isWideEnough: isWideEnough && isOtherWideEnough)
  }

  /// Whether the count can be computed.
  public var isDisclosed: Bool { upper == lower }
}
