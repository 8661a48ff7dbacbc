/// What is wrong with a CSV file, in sentences.
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
      "The text is not UTF-8; where it has another encoding, state it, such as windows-1252."
    case .notInEncoding(let encoding):
      "The text is not \(encoding.rawValue)"
        + (encoding == .latin1 || encoding == .latin9 ? ", which has no such character; it may be windows-1252." : ".")
    case .noByteOrder:
      "The file has no byte order mark; state utf-16le or utf-16be."
    case .nulByte:
      "The field holds a NUL byte; this is not a text file."
    case .emptyName:
      "The header has no name for this column."
    case .duplicateName(let firstField):
      "The header gives this column the name of column \(firstField)."
    case .noRecords:
      "The file has a header and no records."
    case .undecidedSeparator(let readings):
      "Expected one separator, and " + readings.map(\.words).joined(separator: ", ")
        + "; --separator (key separator) says which it is."
    case .undecidedEncoding(let characters, let others, let unknown):
      "Expected one encoding, and \(characters) \(characters == 1 ? "character is" : "characters are") UTF-8 and \(others) "
        + "\(others == 1 ? "byte is" : "bytes are") not, of which windows-1252 has not \(unknown); "
        + "--encoding (key encoding) says which it is."
    case .unusableNumber:
      "A number was expected; infinity, NaN, hexadecimal and out-of-range numbers are not read."
    }
  }
}
