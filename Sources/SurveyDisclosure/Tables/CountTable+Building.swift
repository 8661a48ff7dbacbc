/// Building a table from its rows.
extension CountTable {
  /// The largest count, up to which sums are exact.
  static let largestCount = 1 << 50
  /// The largest number of cells, those without a row among them.
  static let mostCells = 2_000_000

  /// Creates a table from its rows.
  ///
  /// - Parameters:
  ///   - dimensions: The names of the dimensions.
  ///   - labels: The labels of each row, one for each dimension, `Total` for a margin.
  ///   - counts: The count of each row; nil where it is withheld.
  ///   - hierarchies: Levels between the labels of a dimension and its total.
  /// - Throws: `DisclosureError` for a row that stands twice, and for counts that do not add up.
  public init(
    dimensions: [String], labels: [[String]], counts: [Int?], hierarchies: [Hierarchy] = []
  ) throws(DisclosureError) {
    precondition(labels.count == counts.count, "\(labels.count) rows with \(counts.count) counts")
    guard !dimensions.isEmpty else { throw .noDimension }
    for hierarchy in hierarchies where !dimensions.contains(hierarchy.dimension) {
      throw .unknownDimension(hierarchy.dimension, known: dimensions)
    }
    self.dimensions = dimensions
    var trees: [LabelTree] = []
    for (position, dimension) in dimensions.enumerated() {
      let found = Set(labels.map { $0[position] })
      if !found.contains(Self.total), let other = found.sorted().first(where: { $0.lowercased() == "total" }) {
        throw .otherTotal(found: other, dimension: dimension)
      }
      trees.append(
        LabelTree(labels: found, total: Self.total, hierarchy: hierarchies.last { $0.dimension == dimension }))
    }
    self.trees = trees
    let keys = try CellKeys(trees)
    let (coordinates, cells) = try Self.cells(of: labels, keys, dimensions: dimensions)
    self.coordinates = coordinates
    self.cells = cells
    var rows = [Int?](repeating: nil, count: coordinates.count)
    for (row, cell) in cells.enumerated() { rows[cell] = row }
    self.rows = rows
    equations = Self.equations(of: coordinates, keys)
    self.counts = Self.completed(rows.map { $0.flatMap { counts[$0] } }, rows: rows, equations)
  }

  /// The cells of all rows and those that they add up to, in the order of their keys.
  private static func cells(
    of labels: [[String]], _ keys: CellKeys, dimensions: [String]
  ) throws(DisclosureError) -> (coordinates: [[Int32]], cells: [Int]) {
    let places = keys.trees.map { Dictionary(uniqueKeysWithValues: $0.labels.enumerated().map { ($1, Int32($0)) }) }
    let rowCoordinates = labels.map { row in dimensions.indices.map { places[$0][row[$0]] ?? 0 } }
    var rowOfKey: [Int: Int] = [:]
    for (row, coordinate) in rowCoordinates.enumerated() {
      if let earlier = rowOfKey.updateValue(row, forKey: keys.key(coordinate)) {
        throw .repeatedRow(first: earlier, second: row)
      }
    }
    var known = Set(rowOfKey.keys)
    var waiting = rowCoordinates
    while let coordinate = waiting.popLast() {
      for dimension in dimensions.indices {
        guard let parent = keys.trees[dimension].parents[Int(coordinate[dimension])] else { continue }
        var above = coordinate
        above[dimension] = Int32(parent)
        if known.insert(keys.key(above)).inserted { waiting.append(above) }
      }
      if known.count > mostCells { throw .tooLarge(cells: known.count, limit: mostCells) }
    }
    let sorted = known.sorted()
    let cellOfKey = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, $0) })
    return (sorted.map(keys.coordinate), rowCoordinates.map { cellOfKey[keys.key($0)] ?? 0 })
  }

  /// The sums in each dimension: a cell that has others below it is their sum.
  private static func equations(of coordinates: [[Int32]], _ keys: CellKeys) -> [Equation] {
    let cellOfKey = Dictionary(uniqueKeysWithValues: coordinates.enumerated().map { (keys.key($1), $0) })
    var equations: [Equation] = []
    for (cell, coordinate) in coordinates.enumerated() {
      for dimension in keys.trees.indices {
        let children = keys.trees[dimension].children[Int(coordinate[dimension])]
        guard !children.isEmpty else { continue }
        var below = coordinate
        let parts = children.compactMap { child in
          below[dimension] = Int32(child)
          return cellOfKey[keys.key(below)]
        }
        if !parts.isEmpty { equations.append(Equation(whole: cell, parts: parts)) }
      }
    }
    return equations
  }

  /// The counts with those of cells without a row, where all cells below them are known.
  private static func completed(_ counts: [Int?], rows: [Int?], _ equations: [Equation]) -> [Int?] {
    var counts = counts
    let ofWhole = Dictionary(grouping: equations.filter { rows[$0.whole] == nil }, by: \.whole)
    // Cells above have smaller keys in each dimension, so that the last come first.
    for cell in counts.indices.reversed() where rows[cell] == nil {
      for equation in ofWhole[cell] ?? [] where counts[cell] == nil {
        counts[cell] = equation.parts.reduce(0) { sum, part in
          guard let sum, let count = counts[part] else { return nil }
          return sum + count
        }
      }
    }
    return counts
  }

  /// Requires that the counts add up where they are all known.
  package func requireSums() throws(DisclosureError) {
    for equation in equations {
      guard let whole = counts[equation.whole] else { continue }
      var sum = 0
      var isWhole = true
      for part in equation.parts {
        guard let count = counts[part] else {
          isWhole = false
          break
        }
        sum += count
      }
      if isWhole, sum != whole { throw .doesNotAddUp(cell: name(ofCell: equation.whole), row: rows[equation.whole]) }
    }
  }
}

/// The place of each combination of labels in one row of numbers.
private struct CellKeys {
  let trees: [LabelTree]
  private let strides: [Int]

  init(_ trees: [LabelTree]) throws(DisclosureError) {
    self.trees = trees
    var strides = [1]
    for tree in trees.reversed() {
      let (product, overflow) = (strides.last ?? 1).multipliedReportingOverflow(by: tree.labels.count)
      guard !overflow else { throw .tooLarge(cells: Int.max, limit: CountTable.mostCells) }
      strides.append(product)
    }
    self.strides = strides.dropLast().reversed()
  }

  func key(_ coordinate: [Int32]) -> Int {
    var key = 0
    for (place, stride) in strides.enumerated() { key += Int(coordinate[place]) * stride }
    return key
  }

  func coordinate(_ key: Int) -> [Int32] {
    strides.enumerated().map { Int32(key / $1 % trees[$0].labels.count) }
  }
}
