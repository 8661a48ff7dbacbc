package import FileFacts
public import FoundationEssentials
internal import SurveyFiles

/// Records read from files.
extension Microdata {
  /// Reads records from a text file or a workbook, plain or packed, from a file of SPSS, Stata or SAS, or from a data package.
  ///
  /// What a file of SPSS, Stata or SAS says of its variables is its codebook. Its first bytes tell what reads a file, and
  /// the ending of its name where they do not.
  ///
  /// What nobody states of a CSV file is recognised from all of it: whether it is UTF-8, UTF-16 or windows-1252, which of
  /// comma, semicolon, tab and pipe separates its fields and, where that is no comma, its decimal mark; `DataSource.textForm`
  /// tells. What more than one reading fits is an error with the readings.
  ///
  /// A data package (a `datapackage.json`, or the folder that has one) says what the columns mean, and every column
  /// must be as it says; `Codebook` tells what is read of it. Without a codebook a column is numeric if every field
  /// that is not missing is a decimal number and none is a whole number above 2^53; any other column is a factor whose
  /// levels are sorted by their UTF-8 bytes. An empty field is then missing, and so are the marks of Stata and SAS, a
  /// point or a point and a letter. `NA` without quotes is missing among numbers; among texts it is a level. What may
  /// change an answer, ``remarks(on:)`` tells.
  ///
  /// - Parameters:
  ///   - path: The path of a `.csv`, `.csv.gz`, `.sav`, `.zsav`, `.por`, `.dta`, `.sas7bdat`, `.xpt` or `.json` file, or
  ///     of a folder with a `datapackage.json`.
  ///   - resource: The name of a table in the data package; nil for the first one of records.
  ///   - columns: The columns to read, in the order of the file; nil for all.
  ///   - format: How the file is written, where neither its text nor a data package tells.
  /// - Throws: `MicrodataError` with the file, the line and the column of the first fault;
  ///   `MicrodataError.outsideCodebook` with all differences between the records and their codebook.
  public init(
    contentsOf path: String, resource: String? = nil, columns: [String]? = nil, format: TextFormat = .asStated
  ) throws(MicrodataError) {
    try self.init(contentsOf: path, resource: resource, columns: columns, format: format, keepsText: false)
  }

  /// Reads records as the public initialiser does, and keeps their text where it is to be written again.
  package init(
    contentsOf path: String, resource: String? = nil, columns: [String]? = nil, format: TextFormat, keepsText: Bool
  ) throws(MicrodataError) {
    if let packagePath = try dataPackagePath(path) {
      let package = try DataPackage(contentsOf: packagePath)
      let table = try package.table(resource)
      let recordsPath = URL(filePath: packagePath).deletingLastPathComponent().appending(path: table.path)
      let file = try FileBytes(contentsOf: recordsPath.path(percentEncoded: false))
      self = try records(
        in: file, as: try RecordsForm(of: file) ?? .delimitedText, name: table.name, describedBy: (package, table),
        delimiter: table.delimiter ?? CSVByte.comma, columns: columns, format: format,
        keepsUndeclared: table.fields == nil, keepsText: keepsText)
    } else {
      let name = lastComponent(of: path)
      guard resource == nil else { throw .unreadableFile(name, .notADataPackage) }
      let file = try FileBytes(contentsOf: path)
      guard let form = try RecordsForm(of: file) else { throw .unreadableFile(name, .unknownFormat) }
      self = try records(
        in: file, as: form, name: baseName(of: file.name), columns: columns, format: format, keepsText: keepsText)
    }
  }

  /// Reads records from the file at a URL, as the initialiser that takes a path does.
  public init(
    contentsOf url: URL, resource: String? = nil, columns: [String]? = nil, format: TextFormat = .asStated
  ) throws(MicrodataError) {
    try self.init(contentsOf: url.path(percentEncoded: false), resource: resource, columns: columns, format: format)
  }

  /// Reads records from CSV text, plain or gzipped, that came from no file of a name.
  package init(
    _ bytes: Data, from name: String, status: FileStatus?, format: TextFormat = .asStated, keepsText: Bool = false
  ) throws(MicrodataError) {
    let file = try FileBytes(bytes, from: name, status: status)
    self = try records(
      in: file, as: try RecordsForm(of: file) ?? .delimitedText, name: name, columns: nil, format: format,
      keepsText: keepsText)
  }

  /// Reads records from a file and puts a codebook on the columns that it describes.
  ///
  /// For a file of many columns of which few are used: a column that the data package does not describe is read as
  /// one without a codebook, and a described column that is absent is an error all the same.
  ///
  /// - Parameters:
  ///   - path: The path of a file of records.
  ///   - packagePath: The path of a `datapackage.json`; the file that it names itself is not read.
  ///   - resource: The name of the table in the data package; nil for the first one of records.
  ///   - columns: The columns to read, in the order of the file; nil for all.
  ///   - format: How the file is written, where neither its text nor a data package tells.
  /// - Throws: `MicrodataError`, as the initialiser without a codebook does.
  public init(
    contentsOf path: String, codebook packagePath: String, resource: String? = nil, columns: [String]? = nil,
    format: TextFormat = .asStated
  ) throws(MicrodataError) {
    let package = try DataPackage(contentsOf: try dataPackagePath(packagePath) ?? packagePath)
    let table = try package.table(resource)
    let file = try FileBytes(contentsOf: path)
    self = try records(
      in: file, as: try RecordsForm(of: file) ?? .delimitedText, name: baseName(of: file.name),
      describedBy: (package, table), delimiter: table.delimiter, columns: columns, format: format)
  }
}

/// Reads the records of a file in the way of its form; a data package goes before what the file says of itself.
private func records(
  in file: FileBytes, as form: RecordsForm, name: String,
  describedBy described: (package: DataPackage, table: TableResource)? = nil, delimiter: UInt8? = nil,
  columns: [String]?, format: TextFormat, keepsUndeclared: Bool = true, keepsText: Bool = false
) throws(MicrodataError) -> Microdata {
  guard form == .workbook || (format.sheet == nil && format.range == nil) else {
    throw .unreadableFile(file.name, .notAWorkbook)
  }
  switch form {
  case .labelled(let labelled):
    let reading = try LabelledReading(file, as: labelled, columns: columns, format: format)
    return try reading.microdata(
      name: name, package: described?.package, table: described?.table, keepsText: keepsText)
  case .delimitedText, .workbook:
    return try recognizingEncoding(of: file, stated: format.encoding ?? described?.table.encoding) {
      encoding throws(MicrodataError) in
      let reading =
        form == .workbook
        ? try CSVReading(workbook: file, format: format)
        : try CSVReading(file, delimiter: delimiter, encoding: encoding, format: format)
      guard let (package, table) = described else {
        return try reading.microdata(name: name, columns: columns, keepsText: keepsText)
      }
      return try reading.microdata(
        name: name, package: package, table: table, columns: columns, keepsUndeclared: keepsUndeclared,
        keepsText: keepsText)
    }
  }
}

extension Codebook {
  /// Reads the codebook of one table of a data package, without its records.
  ///
  /// - Parameters:
  ///   - path: The path of a `datapackage.json`, or of the folder that has one.
  ///   - resource: The name of the table; nil for the first CSV file.
  /// - Throws: `MicrodataError` with the line of the data package and what was expected.
  public init(contentsOf path: String, resource: String? = nil) throws(MicrodataError) {
    let package = try DataPackage(contentsOf: try dataPackagePath(path) ?? path)
    self = package.codebook(of: try package.table(resource))
  }
}

/// The path of the data package at a path: the file itself, or the one in the folder; nil for a CSV file.
private func dataPackagePath(_ path: String) throws(MicrodataError) -> String? {
  let name = lastComponent(of: path)
  var isFolder = false
  guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
    throw .unreadableFile(name, problem(at: path) ?? .missing)
  }
  if isFolder {
    let inside = URL(filePath: path).appending(path: "datapackage.json").path(percentEncoded: false)
    guard FileManager.default.fileExists(atPath: inside) else { throw .unreadableFile(name, .noDataPackage) }
    return inside
  }
  return name.lowercased().hasSuffix(".json") ? path : nil
}

/// The name of a file without its endings.
func baseName(of fileName: String) -> String {
  let endings = [".json"] + RecordsForm.textEndings + Workbook.endings + LabelledFormat.allCases.flatMap(\.endings)
  for ending in endings.flatMap({ [$0 + ".gz", $0 + ".zst", $0] }) where fileName.lowercased().hasSuffix(ending) {
    return String(fileName.dropLast(ending.count))
  }
  return fileName
}
