package import SurveyMicrodata

/// A table of counts in a CSV file.
package struct CountTableFile: Sendable {
  /// The name of the column of counts.
  package static let countColumn = "count"
  /// The name of the column that says what became of each count.
  package static let statusColumn = "status"

  /// The file as it is written.
  package let file: WrittenTable
  /// The table.
  package let table: CountTable
  /// What became of each count, where the file says so.
  package let statuses: [CountStatus?]

  /// Reads a file: one column for each dimension, the column `count`, empty where withheld, and perhaps `status`.
  package init(_ file: WrittenTable, hierarchies: [HierarchyFile] = []) throws {
    let count = try file.position(of: Self.countColumn)
    let status = file.columns.firstIndex(of: Self.statusColumn)
    let places = file.columns.indices.filter { $0 != count && $0 != status }
    let dimensions = places.map { file.columns[$0] }
    let counts = try file.rows.enumerated().map { row, fields in try Self.count(fields[count], row: row) }
    let labels = file.rows.map { fields in places.map { fields[$0] } }
    table = try CountTable(
      dimensions: dimensions, labels: labels, counts: counts,
      hierarchies: try hierarchies.map { try $0.hierarchy(of: dimensions, labels: labels) })
    self.file = file
    statuses = file.rows.map { fields in status.flatMap { CountStatus(rawValue: fields[$0]) } }
  }

  /// Whether the file says what became of each count.
  package var hasStatus: Bool { file.columns.contains(Self.statusColumn) }

  /// The file as it may be published.
  package func written(as protected: ProtectedTable) throws(MicrodataError) -> WrittenTable {
    var file = file
    let count = try file.position(of: Self.countColumn)
    for row in file.rows.indices { file.rows[row][count] = protected.counts[row].map { "\($0)" } ?? "" }
    return file
  }

  private static func count(_ text: String, row: Int) throws(DisclosureError) -> Int? {
    let text = text.filter { $0 != " " }
    if text.isEmpty { return nil }
    guard let count = Int(text) ?? Double(text).flatMap(Int.init(exactly:)),
      (0...CountTable.largestCount).contains(count)
    else { throw .notACount(row: row) }
    return count
  }
}

/// A file of a hierarchy, and the dimension that it is said to be of.
package struct HierarchyFile: Sendable {
  package let file: WrittenTable
  package let dimension: String?

  /// Takes a file with the columns child and parent; nil for the dimension that has its name or its labels.
  package init(_ file: WrittenTable, dimension: String?) {
    self.file = file
    self.dimension = dimension
  }

  func hierarchy(of dimensions: [String], labels: [[String]]) throws -> Hierarchy {
    if let dimension { return try Hierarchy(of: dimension, file) }
    let name = file.name.split(separator: ".").first.map(String.init) ?? ""
    if dimensions.contains(name) { return try Hierarchy(of: name, file) }
    let child = try file.position(of: "child")
    let children = Set(file.rows.map { $0[child] })
    let holding = dimensions.indices.filter { place in labels.contains { children.contains($0[place]) } }
    guard holding.count == 1 else {
      throw DisclosureError.hierarchyWithoutDimension(file: file.name, known: dimensions)
    }
    return try Hierarchy(of: dimensions[holding[0]], file)
  }
}
