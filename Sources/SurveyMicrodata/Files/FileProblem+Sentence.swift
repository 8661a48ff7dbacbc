extension FileProblem {
  /// The problem as a sentence that follows the name of the file.
  var sentence: String {
    switch self {
    case .missing: "There is no such file."
    case .isFolder: "This is a folder; a file was expected."
    case .notPermitted: "The file may not be read."
    case .empty: "The file is empty."
    case .notGzip: "The name ends in .gz but the contents are not gzip."
    case .truncatedGzip: "The gzipped contents end too early."
    case .damagedGzip: "The gzipped contents are damaged."
    case .notText: "The contents are not UTF-8 text."
    case .unknownFormat: "Expected a name that ends in .csv, .csv.gz or .json."
    case .noDataPackage: "The folder holds no datapackage.json."
    case .notADataPackage: "A resource can be chosen from a datapackage.json only."
    }
  }
}
