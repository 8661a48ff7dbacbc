/// The column that is closest to a misspelt one; nil where none is near, or where the names may be a record.
///
/// A file without a header has its first record in the place of the names, and no message shows an answer.
func nearestColumn(to name: String, among names: [String]) -> String? {
  mayBeRecord(names) ? nil : nearestName(to: name, among: names)
}

/// Whether names of columns look like a record: one of them is a number or a missing mark.
func mayBeRecord(_ names: [String]) -> Bool {
  names.contains { name in
    if name == "NA" { return true }
    return if case .finite = DecimalNumber(Array(name.utf8)) { true } else { false }
  }
}
