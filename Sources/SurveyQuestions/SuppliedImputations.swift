internal import SurveyImputation
public import SurveyMicrodata

/// Imputations that came with the data: files of completed records, or columns of plausible values.
public struct SuppliedImputations: Sendable {
  /// Files with the completed columns of each imputation, for the same records in the same order.
  public var files: [String]
  /// Variables of which each imputation has a column of its own.
  public var plausible: [PlausibleValues]

  /// A variable of which each imputation has a column of its own.
  public struct PlausibleValues: Sendable {
    /// The name that the variable goes by.
    public let name: String
    /// The columns, one an imputation.
    public let columns: ReplicateColumnNames

    /// Names a variable and its columns.
    public init(_ name: String, columns: ReplicateColumnNames) {
      self.name = name
      self.columns = columns
    }
  }

  /// Takes imputations from files, from columns, or from both.
  public init(files: [String] = [], plausible: [PlausibleValues] = []) {
    self.files = files
    self.plausible = plausible
  }

  /// The names of the options.
  public static let options = ["imputed-files", "plausible"]

  /// Reads the options; nil where none was given.
  public init?(_ words: QuestionWords) throws(QuestionError) {
    guard let given = Self.options.first(where: words.has) else { return nil }
    if words.has("impute") { throw .optionsExclude(given, "impute") }
    var plausible: [PlausibleValues] = []
    for text in words.all("plausible") {
      guard let sign = text.firstIndex(of: "="), sign != text.startIndex else { throw .notPlausible(text) }
      let columns = try ReplicateColumnNames(parsing: [String(text[text.index(after: sign)...])])
      plausible.append(PlausibleValues(String(text[..<sign]), columns: columns))
    }
    self.init(
      files: words.all("imputed-files").flatMap { $0.split(separator: ",").map(String.init) }, plausible: plausible)
  }

  /// Returns the completed records, with indicators derived again.
  ///
  /// - Parameters:
  ///   - data: the records as they came, which files complete column by column.
  ///   - fixed: the columns that no imputation may change, those of the design.
  ///   - dictionary: the indicators of the records.
  /// - Returns: The records of each imputation, and the files that were read.
  /// - Throws: `QuestionError` for other records, other designs, and different numbers of imputations.
  public func completed(
    _ data: Microdata, fixed: [String], deriving dictionary: IndicatorDictionary?
  ) throws(QuestionError) -> (sets: [Microdata], sources: [DataSource]) {
    let base = try reading { () throws(MicrodataError) in
      try data.leavingOut(Set(dictionary?.indicators.map(\.name) ?? []))
    }
    var (sets, sources) = ([Microdata](), [DataSource]())
    for path in files {
      let file = try reading { () throws(MicrodataError) in try Microdata(contentsOf: path) }
      sources += file.sources
      sets.append(try base.completed(by: file, fixed: fixed))
    }
    for values in plausible {
      let names = try values.columns.names(in: data)
      if sets.isEmpty { sets = names.map { _ in base } }
      guard names.count == sets.count else {
        throw .differentImputationCounts(values.name, found: names.count, expected: sets.count)
      }
      guard !base.hasColumn(values.name) || names.contains(values.name) else {
        throw .microdata(.duplicateColumn(values.name))
      }
      for (position, name) in names.enumerated() {
        let set = sets[position]
        sets[position] = try reading { () throws(MicrodataError) in try set.adding(values.name, data.column(name)) }
      }
    }
    guard let dictionary else { return (sets, sources) }
    let derived = try sets.map { set throws(QuestionError) in
      try reading { () throws(MicrodataError) in try set.deriving(dictionary) }
    }
    return (derived, sources)
  }
}

extension Microdata {
  /// Returns the records with the columns of a file, which is of the same records.
  fileprivate func completed(by file: Microdata, fixed: [String]) throws(QuestionError) -> Microdata {
    let name = file.sources.first?.fileName ?? file.name
    guard file.rowCount == rowCount else {
      throw .otherRecords(file: name, found: file.rowCount, expected: rowCount)
    }
    return try reading { () throws(MicrodataError) in
      var data = self
      for column in file.columnNames { data = try data.adding(column, file.column(column)) }
      return data
    }.keeping(fixed, of: self, file: name)
  }

  /// Returns the records after a look at columns that must be as they were.
  private func keeping(_ fixed: [String], of other: Microdata, file: String) throws(QuestionError) -> Microdata {
    for name in fixed {
      let pair = try reading { () throws(MicrodataError) in (try texts(of: name), try other.texts(of: name)) }
      let count = zip(pair.0, pair.1).count { $0 != $1 }
      guard count == 0 else { throw .designDiffers(column: name, file: file, count: count) }
    }
    return self
  }

  /// The values of a column as levels, so that a number and a level of its name are the same.
  private func texts(of name: String) throws(MicrodataError) -> [String] {
    switch try column(name) {
    case .numbers(let values): values.map { $0.isNaN ? "" : levelName(of: $0) }
    case .factor(let factor): factor.codes.map { $0 < 0 ? "" : factor.levels[Int($0)] }
    }
  }
}
