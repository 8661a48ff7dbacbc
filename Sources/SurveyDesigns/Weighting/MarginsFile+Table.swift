internal import SurveyMicrodata

/// Margins read from a table of counts.
extension MarginsFile {
  /// Reads a table of counts: a record for each level of each variable, within each level of further columns.
  static func margins(
    ofTable path: String, within: [String], variables: [String]
  ) throws(DesignError) -> [PopulationMargin] {
    let (names, counts, levels) = try designing { () throws(MicrodataError) in
      let cells = try Microdata(contentsOf: path)
      let within = try within.map { name throws(MicrodataError) in try cells.factor(of: Categorical(name)) }
      return (
        try cells.factor(of: "variable"), try cells.numbers(of: "count"), within + [try cells.factor(of: "level")]
      )
    }
    var margins: [PopulationMargin] = []
    for name in variables.isEmpty ? names.levels : variables {
      guard let code = names.levels.firstIndex(of: name) else {
        throw .unknownMargin(name, nearest: nearestName(to: name, among: names.levels), known: names.levels)
      }
      var countOfLevels: [[String]: Double] = [:]
      for row in counts.indices where names.codes[row] == code {
        let cell = levels.map { $0.codes[row] < 0 ? "" : $0.levels[Int($0.codes[row])] }
        guard countOfLevels.updateValue(counts[row], forKey: cell) == nil else {
          throw .repeatedMarginCount(margin: name, level: cell.joined(separator: ", "), row: row + 1)
        }
      }
      margins.append(.counts(of: (within + [name]).map { Categorical($0) }, countOfLevels))
    }
    guard !margins.isEmpty else { throw .marginWithoutLevels }
    return margins
  }
}
