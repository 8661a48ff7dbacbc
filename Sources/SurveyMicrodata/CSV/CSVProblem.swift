/// What is wrong at one place of a CSV file.
public enum CSVProblem: Error, Sendable, Equatable {
  /// A record has more or fewer fields than the header.
  case raggedRecord(expected: Int, found: Int)
  /// A quote opens a field and nothing closes it.
  case unclosedQuote
  /// Text follows the closing quote of a field.
  case textAfterQuote
  /// A quote stands inside a field that does not begin with one.
  case quoteInsideField
  /// A line ends in a carriage return without a line feed.
  case loneCarriageReturn
  /// The bytes of a field are not UTF-8.
  case invalidUTF8
  /// A byte stands for no character in the encoding that the file is said to have.
  case notInEncoding(TextEncoding)
  /// The file is said to be UTF-16, and no byte order mark tells the order of its bytes.
  case noByteOrder
  /// A field holds a NUL byte, as binary files do.
  case nulByte
  /// A name in the header is empty.
  case emptyName
  /// A name in the header repeats that of an earlier column.
  case duplicateName(firstField: Int)
  /// The file holds a header and nothing else.
  case noRecords
  /// Several separators cut every record into as many fields.
  case undecidedSeparator([SeparatorReading])
  /// The text is neither UTF-8 nor windows-1252 throughout: the characters of UTF-8, the other bytes above 127, and those
  /// of them that windows-1252 has not.
  case undecidedEncoding(utf8Characters: Int, otherBytes: Int, unknownBytes: Int)
  /// A numeric column holds infinity, not-a-number, a hexadecimal number or one beyond the range of a double.
  case unusableNumber
}

/// A problem at a byte of the file; the line is worked out only when it is reported.
struct CSVFault: Error {
  var offset: Int
  var field: Int?
  var problem: CSVProblem
}
