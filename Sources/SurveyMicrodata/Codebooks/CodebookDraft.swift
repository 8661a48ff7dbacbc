/// The draft of a codebook: what is described already, and for other columns what their values show.
package struct CodebookDraft {
  /// The codebook with every column described.
  package private(set) var codebook: Codebook
  /// How the text of the file is written.
  package let form: TextForm
  /// What columns look like, by name: `weight`, `stratum`, `unit`, `identifier`, `freeText` or `date`.
  package private(set) var hints: [String: String] = [:]

  /// Drafts the codebook of records.
  package init(of data: Microdata) throws(MicrodataError) {
    codebook = data.codebook
    form = data.sources.first?.textForm ?? .usual
    for name in data.columnNames {
      let values = try data.storedColumn(name)
      if codebook.variables[name] == nil {
        var description = Self.description(of: values)
        if description.kind == .number { description.decimalMark = form.decimalMark }
        codebook.variables[name] = description
      }
      hints[name] = Self.hint(name, values, data.rowCount)
    }
    if let weight = codebook.caseWeight { hints[weight] = "weight" }
  }
}

extension CodebookDraft {
  /// The most levels that a column of texts is taken to have.
  private static let levelLimit = 30

  private static func description(of values: Column) -> VariableDescription {
    switch values {
    case .numbers(let numbers):
      let known = numbers.filter { !$0.isNaN }
      let areWhole = !known.isEmpty && known.allSatisfy { $0 == $0.rounded() }
      var description = VariableDescription(kind: areWhole ? .integer : .number)
      // The ends of a scale of small whole numbers are its own, not those of a respondent.
      let distinct = Set(known.prefix(100_000))
      if areWhole, distinct.count <= 12, known.count >= 5 * distinct.count, known.allSatisfy({ (0...11).contains($0) })
      {
        (description.minimum, description.maximum) = (known.min(), known.max())
      }
      return description
    case .factor(let factor):
      let count = factor.codes.count { $0 >= 0 }
      guard !factor.levels.isEmpty, factor.levels.count <= levelLimit, count >= 2 * factor.levels.count,
        !factor.levels.contains(where: { $0.isEmpty || $0.count > 60 })
      else { return VariableDescription(kind: .text) }
      var description = VariableDescription(levels: factor.levels.map { LevelDescription(name: $0) })
      description.levelsAreOrdered = factor.hasStatedOrder
      return description
    }
  }

  private static func hint(_ name: String, _ values: Column, _ rowCount: Int) -> String? {
    let words = name.lowercased().split { !$0.isLetter }.map(String.init)
    let named = { (known: [String]) in
      words.contains { word in known.contains { word == $0 || word.hasPrefix($0) && $0.count > 4 } }
    }
    switch values {
    case .numbers(let numbers):
      let known = numbers.filter { !$0.isNaN }
      if named(["weight", "gewicht", "weeg", "wt", "pw", "finalwgt", "wgt"]), known.allSatisfy({ $0 >= 0 }) {
        return "weight"
      }
      if named(["stratum", "strata", "strat"]) { return "stratum" }
      if named(["psu", "cluster", "unit", "school", "household", "huishouden"]) { return "unit" }
      let areDistinct = known.count == rowCount && rowCount > 10 && Set(known).count == rowCount
      return areDistinct && known.allSatisfy { $0 == $0.rounded() } ? "identifier" : nil
    case .factor(let factor):
      if named(["stratum", "strata", "strat"]) { return "stratum" }
      if named(["psu", "cluster", "unit", "school", "household", "huishouden"]) { return "unit" }
      let known = factor.codes.count { $0 >= 0 }
      guard known > 10, factor.levels.count > known / 2 else { return nil }
      if factor.levels.allSatisfy(isDate) { return "date" }
      let length = factor.levels.reduce(0) { $0 + $1.count } / factor.levels.count
      if length > 20 || factor.levels.contains(where: { $0.split(separator: " ").count > 3 }) { return "freeText" }
      return factor.levels.count == known && known == rowCount ? "identifier" : nil
    }
  }

  private static func isDate(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count >= 10 && bytes[4] == 0x2D && bytes[7] == 0x2D
      && [0, 1, 2, 3, 5, 6, 8, 9].allSatisfy { (0x30...0x39).contains(bytes[$0]) }
  }
}
