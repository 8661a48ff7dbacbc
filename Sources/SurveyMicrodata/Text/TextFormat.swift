internal import SurveyFiles

/// How the file of some records is written: its encoding, the character between fields, the decimal mark, what stands for
/// a missing answer, and where in a workbook the records stand.
///
/// What is given here goes before what a data package says, and what neither says is recognised from the whole file. Where
/// two readings fit, an error shows both, and one of these decides:
///
/// ```swift
/// let records = try Microdata(
///   contentsOf: "enquete.csv",
///   format: TextFormat(encoding: .windows1252, separator: ";", decimalMark: ","))
/// ```
public struct TextFormat: Sendable, Equatable {
  /// How characters are stored; nil for what the data package says or the file shows.
  public let encoding: TextEncoding?
  /// The character between two fields; nil for what the data package says or the file shows.
  public let separator: Character?
  /// What separates the whole part of a number from its decimals; nil for what the data package says or the file shows.
  public let decimalMark: Character?
  /// The texts that stand for a missing answer in every column that no codebook describes.
  public let missingTexts: [String]
  /// The sheet of a workbook that holds the records; nil for the first that is visible.
  public let sheet: String?
  /// The cells of the sheet that hold the header and the records, such as `B3:F200`; nil for all.
  public let range: String?

  /// Describes a file as its writer left it.
  ///
  /// - Throws: `MicrodataError.unusableFormat` for a separator or decimal mark that cannot be one, and for a missing text
  ///   that is a number, which only a codebook can declare for one column.
  public init(
    encoding: TextEncoding? = nil, separator: Character? = nil, decimalMark: Character? = nil,
    missingTexts: [String] = [], sheet: String? = nil, range: String? = nil
  ) throws(MicrodataError) {
    if let separator {
      let isUsable = separator.asciiValue.map { $0 > 0 && ![0x0A, 0x0D, 0x22].contains($0) } ?? false
      guard isUsable, separator != "\r\n" else { throw .unusableFormat(.separator) }
    }
    if let decimalMark {
      guard decimalMark == "." || decimalMark == "," else { throw .unusableFormat(.decimalMark) }
    }
    for text in missingTexts {
      if DecimalNumber(Array(text.utf8)).value != nil { throw .unusableFormat(.missingNumber(text)) }
    }
    self.encoding = encoding
    self.separator = separator
    self.decimalMark = decimalMark
    self.missingTexts = missingTexts
    if let range, CellRange(range) == nil { throw .unusableFormat(.range(range)) }
    self.sheet = sheet
    self.range = range
  }

  private init() {
    (encoding, separator, decimalMark, missingTexts, sheet, range) = (nil, nil, nil, [], nil, nil)
  }

  /// What the data package says, and else what the file shows.
  public static let asStated = TextFormat()
}

extension TextFormat {
  /// Reads a separator by its name or as the character itself: comma, semicolon, tab, space, pipe.
  public static func separator(named name: String) -> Character? {
    let names: [String: Character] = [
      "comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "space": " ", "pipe": "|",
    ]
    return names[name.lowercased()] ?? (name.count == 1 ? name.first : nil)
  }

  /// Reads a decimal mark by its name or as the character itself.
  public static func decimalMark(named name: String) -> Character? {
    switch name.lowercased() {
    case "comma", ",": ","
    case "point", ".": "."
    default: nil
    }
  }

  /// The byte between fields, where it is given.
  var delimiter: UInt8? { separator?.asciiValue }
}

/// What is wrong with the way a file is said to be written.
public enum TextFormatProblem: Error, Sendable, Equatable {
  /// The separator is not one ASCII character, or is a quote or line end.
  case separator
  /// The decimal mark is neither a point nor a comma.
  case decimalMark
  /// A number is to stand for a missing answer in every column.
  case missingNumber(String)
  /// A range of a sheet is not two cells.
  case range(String)
}

extension TextFormatProblem {
  /// The problem as a sentence.
  var sentence: String {
    switch self {
    case .separator:
      "The separator must be one ASCII character that is no quote and no line end, such as a semicolon or a tab."
    case .decimalMark: "The decimal mark must be a point or a comma."
    case .missingNumber(let number):
      "The number \"\(number)\" cannot stand for a missing answer in every column; a codebook declares it for one."
    case .range(let range): WorkbookProblem.unusableRange(range).description
    }
  }
}
