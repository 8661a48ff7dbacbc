extension CSVProblem {
  /// The problem as a sentence that follows its place in the file.
  var sentence: String {
    switch self {
    case .raggedRecord(let expected, let found):
      "Expected \(expected) \(expected == 1 ? "field" : "fields"), found \(found)."
    case .unclosedQuote:
      "A quote opens this field and nothing closes it."
    case .textAfterQuote:
      "Expected a delimiter or the end of the line after a closing quote."
    case .quoteInsideField:
      "A quote stands inside a field that does not begin with one; quote the whole field and double the quote."
    case .loneCarriageReturn:
      "Expected a line feed after a carriage return; lines end in LF or CRLF."
    case .invalidUTF8:
      "The text is not UTF-8."
    case .nulByte:
      "The field holds a NUL byte; this is not a text file."
    case .emptyName:
      "The header has no name for this column."
    case .duplicateName(let firstField):
      "The header gives this column the name of column \(firstField)."
    case .noRecords:
      "The file has a header and no records."
    case .otherDelimiter(let delimiter):
      "Expected commas between the names of the header, found \(delimiter.name); "
        + "a datapackage.json can state the delimiter."
    case .unusableNumber:
      "A number was expected; infinity, NaN, hexadecimal and out-of-range numbers are not read."
    }
  }
}

extension CSVDelimiter {
  fileprivate var name: String {
    switch self {
    case .semicolon: "semicolons"
    case .tab: "tabs"
    }
  }
}
