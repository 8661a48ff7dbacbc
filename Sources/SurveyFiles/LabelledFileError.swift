/// What is wrong with a file that carries its own dictionary.
public enum LabelledFileError: Error, Sendable, Equatable {
  /// The first bytes are not those of the program that the ending of the name says.
  case notItsFormat(program: String)
  /// The file ends before what it announces: the byte at which more was expected, and the record, where it is in one.
  case endsEarly(byte: Int, record: Int?)
  /// What stands before a byte contradicts the format.
  case malformed(byte: Int, record: Int?)
  /// The dictionary says another number of records than there are.
  case otherRecordCount(declared: Int, found: Int)
  /// The text of a variable or label is not in the encoding that the file states: the variable, where it is known.
  case notInEncoding(variable: String?, byte: Int, record: Int?)
  /// The file states an encoding that is not known.
  case unknownEncoding
  /// The file is compressed in a way, or of a release, that is not read.
  case unsupported(byte: Int)
  /// Long texts of Stata's release 119 are lost by the library that reads them.
  case longTextsOfRelease119(variable: String)
  /// The file has no variables.
  case noVariables
  /// The file has no records.
  case noRecords
  /// The file unpacks to more than is read.
  case tooLarge(cells: Int)
  /// An option that is about text files is given for the file.
  case noTextFormat(program: String)
}

extension LabelledFileError: CustomStringConvertible {
  /// The problem as a sentence that follows the name of the file.
  public var description: String {
    switch self {
    case .notItsFormat(let program):
      "The name ends as that of a file of \(program), and the contents do not begin as one."
    case .endsEarly(let byte, let record):
      "The file ends too early, at byte \(byte)\(inRecord(record))."
    case .malformed(let byte, let record):
      "The file contradicts its format before byte \(byte)\(inRecord(record))."
    case .otherRecordCount(let declared, let found):
      "The file says that it has \(declared) \(declared == 1 ? "record" : "records"), and \(found) "
        + "\(found == 1 ? "was" : "were") found."
    case .notInEncoding(let variable, let byte, let record):
      (variable.map { "A text of variable \"\($0)\"" } ?? "A text")
        + " before byte \(byte)\(inRecord(record)) is not in "
        + "the encoding that the file states; --encoding (key encoding) names another."
    case .unknownEncoding:
      "The file states an encoding that is not known; --encoding (key encoding) names another."
    case .unsupported(let byte):
      "The file is of a release or a compression that is not read, by what stands before byte \(byte)."
    case .longTextsOfRelease119(let variable):
      "Variable \"\(variable)\" holds long texts (strL) in Stata's release 119, of which the reader loses every one; save "
        + "the file as release 118 (Stata 14), or the variable as str2045."
    case .noVariables: "The file has no variables."
    case .noRecords: "The file holds a dictionary and no records."
    case .tooLarge(let cells): "The file unpacks to more than \(cells) cells, which is the limit."
    case .noTextFormat(let program):
      "A separator and a decimal mark are of text files; this is one of \(program)."
    }
  }

  private func inRecord(_ record: Int?) -> String { record.map { ", in record \($0)" } ?? "" }
}
