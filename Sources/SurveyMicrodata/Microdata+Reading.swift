package import FileFacts
public import FoundationEssentials

/// Records read from files.
extension Microdata {
  /// Reads records from a CSV file, plain or gzipped, or from a data package.
  ///
  /// A data package (a `datapackage.json`, or the folder that has one) says what the columns mean, and every column
  /// must be as it says; `Codebook` tells what is read of it. Without a codebook a column is numeric if every field
  /// that is not missing is a decimal number and none is a whole number above 2^53; any other column is a factor whose
  /// levels are sorted by their UTF-8 bytes. An empty field is then missing, and so are the marks of Stata and SAS, a
  /// point or a point and a letter. `NA` without quotes is missing among numbers; among texts it is a level. What may
  /// change an answer, ``remarks(on:)`` tells.
  ///
  /// - Parameters:
  ///   - path: The path of a `.csv`, `.csv.gz` or `.json` file, or of a folder with a `datapackage.json`.
  ///   - resource: The name of a table in the data package; nil for the first CSV file in it.
  ///   - columns: The columns to read, in the order of the file; nil for all.
  ///   - format: How the file is written, where it is not UTF-8 with commas and points and no data package tells.
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
      let csvPath = URL(filePath: packagePath).deletingLastPathComponent().appending(path: table.path)
      let file = try FileBytes(contentsOf: csvPath.path(percentEncoded: false))
      let reading = try CSVReading(
        file, delimiter: table.delimiter ?? CSVByte.comma, encoding: table.encoding, format: format)
      self = try reading.microdata(
        name: table.name, package: package, table: table, columns: columns, keepsUndeclared: table.fields == nil,
        keepsText: keepsText)
    } else {
      guard resource == nil else { throw .unreadableFile(lastComponent(of: path), .notADataPackage) }
      let file = try FileBytes(contentsOf: path)
      let reading = try CSVReading(file, delimiter: nil, format: format)
      self = try reading.microdata(name: baseName(of: file.name), columns: columns, keepsText: keepsText)
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
    let reading = try CSVReading(try FileBytes(bytes, from: name, status: status), delimiter: nil, format: format)
    self = try reading.microdata(name: name, columns: nil, keepsText: keepsText)
  }

  /// Reads records from a CSV file and puts a codebook on the columns that it describes.
  ///
  /// For a file of many columns of which few are used: a column that the data package does not describe is read as
  /// one without a codebook, and a described column that is absent is an error all the same.
  ///
  /// - Parameters:
  ///   - path: The path of a `.csv` or `.csv.gz` file.
  ///   - packagePath: The path of a `datapackage.json`; the file that it names itself is not read.
  ///   - resource: The name of the table in the data package; nil for the first CSV file in it.
  ///   - columns: The columns to read, in the order of the file; nil for all.
  ///   - format: How the file is written, where it is not UTF-8 with commas and points and no data package tells.
  /// - Throws: `MicrodataError`, as the initialiser without a codebook does.
  public init(
    contentsOf path: String, codebook packagePath: String, resource: String? = nil, columns: [String]? = nil,
    format: TextFormat = .asStated
  ) throws(MicrodataError) {
    let package = try DataPackage(contentsOf: try dataPackagePath(packagePath) ?? packagePath)
    let table = try package.table(resource)
    let file = try FileBytes(contentsOf: path)
    let reading = try CSVReading(file, delimiter: table.delimiter, encoding: table.encoding, format: format)
    self = try reading.microdata(
      name: baseName(of: file.name), package: package, table: table, columns: columns, keepsUndeclared: true)
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
  let lowercased = name.lowercased()
  if lowercased.hasSuffix(".json") { return path }
  guard lowercased.hasSuffix(".csv") || lowercased.hasSuffix(".csv.gz") else {
    throw .unreadableFile(name, .unknownFormat)
  }
  return nil
}

/// The name of a file without its endings.
func baseName(of fileName: String) -> String {
  for ending in [".csv.gz", ".csv", ".json"] where fileName.lowercased().hasSuffix(ending) {
    return String(fileName.dropLast(ending.count))
  }
  return fileName
}
