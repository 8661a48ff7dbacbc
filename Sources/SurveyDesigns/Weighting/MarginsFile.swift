public import SurveyMicrodata

/// What a file says of the population: YAML, or a CSV table of counts.
///
/// A table has a record for each level, in the columns `variable`, `level` and `count`. In YAML:
///
/// ```yaml
/// population: 6194                       # the number of persons
/// counts:
///   stype: {E: 4421, H: 755, M: 1018}
///   stype x sch.wide: {E x No: 500, E x Yes: 3921, H x No: 472, H x Yes: 283, M x No: 300, M x Yes: 718}
/// totals: {api99: 3914069}
/// means: {meals: 48.2}
/// ```
public struct MarginsFile: Sendable {
  /// The margins, in the order of the file: the population, counts, totals and means.
  public let margins: [PopulationMargin]
  /// The file.
  public let source: DataSource

  /// Reads the margins of records; a file whose name ends in `.csv` or `.csv.gz` is a table.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - data: the records.
  ///   - within: further columns of a table, in each level of which its margins hold, such as the wave.
  ///   - variables: the variables of a table whose margins are used; all where none is named.
  /// - Throws: `DesignError` with the file, the line and what was expected, such as the nearest column or level.
  public init(
    contentsOf path: String, for data: Microdata, within: [String] = [], variables: [String] = []
  ) throws(DesignError) {
    let name = path.lowercased()
    if name.hasSuffix(".csv") || name.hasSuffix(".csv.gz") {
      margins = try MarginsFile.margins(ofTable: path, within: within, variables: variables)
      source = try designing { () throws(MicrodataError) in try DataSource(contentsOf: path) }
      return
    }
    guard within.isEmpty, variables.isEmpty else { throw .marginsAreNoTable }
    (margins, source) = try designing { () throws(MicrodataError) in try MarginsFile.margins(ofText: path, for: data) }
  }

  /// Reads the margins of a YAML file.
  private static func margins(
    ofText path: String, for data: Microdata
  ) throws(MicrodataError) -> ([PopulationMargin], DataSource) {
    let file = try FileBytes(contentsOf: path)
    guard let text = file.text else { throw .unreadableFile(file.name, .notText) }
    let root = try DictionaryNode(parsing: text, file: file.name)
    let members = try root.members(known: ["population", "counts", "totals", "means"])
    var margins: [PopulationMargin] = []
    if let node = members.nodes["population"] { margins.append(.count(try node.number())) }
    if let node = members.nodes["counts"] {
      for (key, value) in try node.entries() { margins.append(try MarginsFile.counts(key, value, data)) }
    }
    for (name, control) in [("totals", PopulationMargin.total), ("means", PopulationMargin.mean)] {
      guard let node = members.nodes[name] else { continue }
      for (key, value) in try node.entries() {
        let number = Number(try key.text())
        _ = try key.placing { () throws(MicrodataError) in try data.numbers(of: number) }
        margins.append(control(number, try value.number()))
      }
    }
    guard !margins.isEmpty else { throw root.fault(.missingKey("counts")) }
    return (margins, file.source)
  }

  /// Reads the counts of a variable, or of several with a cross between their names and between their levels.
  private static func counts(
    _ key: DictionaryNode, _ value: DictionaryNode, _ data: Microdata
  ) throws(MicrodataError) -> PopulationMargin {
    let name = try key.text()
    let variables = data.hasColumn(name) ? [name] : crossed(name)
    var factors: [Factor] = []
    for variable in variables {
      factors.append(try key.placing { () throws(MicrodataError) in try data.factor(of: Categorical(variable)) })
    }
    var counts: [[String]: Double] = [:]
    for (key, value) in try value.entries() {
      let text = try key.text()
      let levels = variables.count == 1 ? [text] : crossed(text)
      guard levels.count == variables.count else { throw key.fault(.expected(.crossedLevels)) }
      for (position, level) in levels.enumerated() where !factors[position].levels.contains(level) {
        let error = MicrodataError.unknownLevel(
          level, column: variables[position], nearest: factors[position].nearestLevel(to: level))
        try key.placing { () throws(MicrodataError) in throw error }
      }
      guard counts.updateValue(try value.number(), forKey: levels) == nil else { throw key.fault(.repeatedKey(text)) }
    }
    return .counts(of: variables.map { Categorical($0) }, counts)
  }

  /// The parts of a name with " x " between them.
  private static func crossed(_ text: String) -> [String] {
    var (parts, words) = ([String](), [Substring]())
    for word in text.split(separator: " ") {
      if word == "x" {
        parts.append(words.joined(separator: " "))
        words = []
      } else {
        words.append(word)
      }
    }
    return parts + [words.joined(separator: " ")]
  }
}
