/// Survey records: named columns of equal length, with their codebook and their origin.
public struct Microdata: Sendable {
  /// A short name for the data, for titles and provenance.
  public let name: String
  /// The number of records.
  public let rowCount: Int
  /// The names of the columns, in order.
  public private(set) var columnNames: [String]
  /// What the columns mean.
  public private(set) var codebook: Codebook
  /// The files the records were read from, empty for data made in memory.
  public private(set) var sources: [DataSource]
  private var columns: [String: Column]
  /// What the file that the records were read from has shown of its columns.
  private(set) var origin = ColumnOrigin()
  /// The names of the columns that were replaced since the file was read.
  private var replacedNames: Set<String> = []
  /// The text of the records as it was read, where it was kept.
  package private(set) var text: RecordText?

  /// Creates data from columns of equal length.
  public init(
    name: String, columns: [(name: String, values: Column)], codebook: Codebook = Codebook(), sources: [DataSource] = []
  ) throws(MicrodataError) {
    self.name = name
    self.codebook = codebook
    self.sources = sources
    rowCount = columns.first?.values.count ?? 0
    columnNames = columns.map(\.name)
    self.columns = [:]
    for (name, values) in columns {
      guard self.columns.updateValue(values, forKey: name) == nil else { throw .duplicateColumn(name) }
      guard values.count == rowCount else {
        throw .unequalColumnLength(column: name, count: values.count, expected: rowCount)
      }
    }
  }

  /// Returns the values of a column.
  public func column(_ name: String) throws(MicrodataError) -> Column {
    let column = try storedColumn(name)
    origin.note(name)
    guard case .factor(var factor) = column, let levels = codebook.variables[name]?.levels, !levels.isEmpty else {
      return column
    }
    factor.isDeclared = Set(factor.levels).isSubset(of: levels.map(\.name))
    return .factor(factor)
  }

  /// Whether a column of this name exists.
  public func hasColumn(_ name: String) -> Bool { columns[name] != nil }

  /// Returns the data with a column added, or replaced where the name exists.
  public func adding(_ name: String, _ values: Column) throws(MicrodataError) -> Microdata {
    guard values.count == rowCount else {
      throw .unequalColumnLength(column: name, count: values.count, expected: rowCount)
    }
    var copy = self
    if copy.columns.updateValue(values, forKey: name) == nil {
      copy.columnNames.append(name)
    } else {
      copy.replacedNames.insert(name)
    }
    return copy
  }

  /// Returns the data with a column added or replaced, and its description in the codebook.
  public func adding(
    _ name: String, _ values: Column, describedBy description: VariableDescription
  ) throws(MicrodataError) -> Microdata {
    var copy = try adding(name, values)
    copy.codebook.variables[name] = description
    return copy
  }

  /// Returns the data with one more file named as their origin.
  func adding(source: DataSource) -> Microdata {
    var copy = self
    if !copy.sources.contains(source) { copy.sources.append(source) }
    return copy
  }
}

extension Microdata {
  /// Returns the data with what the file has shown of its columns and, where it is kept, its text.
  func read(from origin: ColumnOrigin, text: RecordText? = nil) -> Microdata {
    var copy = self
    copy.origin = origin
    copy.text = text
    return copy
  }

  /// Returns the data with the same answers of a column in another order of its levels.
  func reordering(_ name: String, as factor: Factor) throws(MicrodataError) -> Microdata {
    var copy = self
    copy.columns[name] = .factor(factor)
    if var description = codebook.variables[name] {
      let described = description.levels
      description.kind = .levels
      description.levelsAreOrdered = true
      description.levels = factor.levels.map { level in
        described.first { $0.name == level } ?? LevelDescription(name: level)
      }
      copy.codebook.variables[name] = description
    }
    return copy
  }

  /// A column, looked at without asking for it.
  func storedColumn(_ name: String) throws(MicrodataError) -> Column {
    guard let column = columns[name] else {
      throw .unknownColumn(name, nearest: nearestColumn(to: name, among: columnNames))
    }
    return column
  }

  /// A column that is still the one of the file, looked at without asking for it.
  func columnAsRead(_ name: String) -> Column? { replacedNames.contains(name) ? nil : columns[name] }
}
