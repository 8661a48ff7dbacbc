/// What is wrong with a file, in sentences.
extension FileProblem {
  /// The problem as a sentence that follows the name of the file.
  var sentence: String {
    switch self {
    case .missing: "There is no such file."
    case .danglingLink: "This is a link to something that is not there."
    case .notAFile: "This is a pipe or a device; a file was expected, or - for standard input."
    case .isFolder: "This is a folder; a file was expected."
    case .notPermitted: "The file may not be read."
    case .empty: "The file is empty."
    case .notGzip: "The name ends in .gz but the contents are not gzip."
    case .truncatedGzip: "The gzipped contents end too early."
    case .damagedGzip: "The gzipped contents are damaged."
    case .notZstandard: "The name ends in .zst but the contents are not packed by Zstandard."
    case .truncatedZstandard: "The contents, packed by Zstandard, end too early."
    case .damagedZstandard: "The contents, packed by Zstandard, are damaged."
    case .unpacksBeyond(let bytes): "The packed contents unpack to more than \(bytes) bytes, which is the limit."
    case .unpacksBeyondRatio(let ratio):
      "The packed contents unpack to more than \(ratio) times their size, which is the limit."
    case .changedWhileRead: "The file changed while it was read."
    case .tooManyEmptyLines(let limit):
      "More than \(limit) lines are empty, which is the limit; in a file of one column each is a record without an answer."
    case .noHeader: "Its first line holds none of the names of the codebook; expected the names of the columns."
    case .notText: "The contents are not UTF-8 text."
    case .oldWorkbook:
      "This is a workbook of Excel before 2007, or one with a password; save it as .xlsx without a password."
    case .notAWorkbook: "A sheet (--sheet) and a range (--range) are of workbooks; this is none."
    case .unknownFormat:
      "Expected a name that ends in .csv, .tsv, .txt, .xlsx, .json, .sav, .zsav, .por, .dta, .sas7bdat or .xpt."
    case .noDataPackage: "The folder holds no datapackage.json."
    case .notADataPackage: "A resource can be chosen from a datapackage.json only."
    }
  }
}
