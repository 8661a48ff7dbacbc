/// Records and columns left out of the data.
extension Microdata {
  /// Returns the data as if some records had never been collected.
  ///
  /// That is another survey, to be weighted anew, and not a domain of this one: for a domain restrict the design.
  package func collecting(only rows: [Bool]) throws(MicrodataError) -> Microdata {
    precondition(rows.count == rowCount, "\(rows.count) choices for \(rowCount) records")
    let kept = rows.indices.filter { rows[$0] }
    var columns: [(name: String, values: Column)] = []
    for name in columnNames {
      switch try storedColumn(name) {
      case .numbers(let values): columns.append((name, .numbers(kept.map { values[$0] })))
      case .factor(let factor):
        var fewer = factor
        fewer.codes = kept.map { factor.codes[$0] }
        columns.append((name, .factor(fewer)))
      }
    }
    return try Microdata(name: name, columns: columns, codebook: codebook, sources: sources).read(from: origin)
  }

  /// Returns the data without some columns.
  package func leavingOut(_ names: Set<String>) throws(MicrodataError) -> Microdata {
    guard columnNames.contains(where: names.contains) else { return self }
    var columns: [(name: String, values: Column)] = []
    for name in columnNames where !names.contains(name) { columns.append((name, try storedColumn(name))) }
    return try Microdata(name: self.name, columns: columns, codebook: codebook, sources: sources).read(from: origin)
  }
}
