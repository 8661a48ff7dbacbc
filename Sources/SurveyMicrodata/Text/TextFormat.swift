/// How the text of a CSV file is written: its encoding, the character between fields, the decimal mark and what stands
/// for a missing answer.
///
/// What is given here goes before what a data package says. Spreadsheets of Dutch and German offices often take
///
/// ```swift
/// let records = try Microdata(
///   contentsOf: "enquete.csv",
///   format: TextFormat(encoding: .windows1252, separator: ";", decimalMark: ","))
/// ```
public struct TextFormat: Sendable, Equatable {
  /// How characters are stored; nil for what the data package says, or UTF-8.
  public let encoding: TextEncoding?
  /// The character between two fields; nil for what the data package says, or a comma.
  public let separator: Character?
  /// What separates the whole part of a number from its decimals; nil for what the data package says, or a point.
  public let decimalMark: Character?
  /// The texts that stand for a missing answer in every column that no codebook describes.
  public let missingTexts: [String]

  /// Describes a file as its writer left it: UTF-8 with commas and points unless told otherwise.
  ///
  /// - Throws: `MicrodataError.unusableFormat` for a separator or decimal mark that cannot be one, and for a missing text
  ///   that is a number, which only a codebook can declare for one column.
  public init(
    encoding: TextEncoding? = nil, separator: Character? = nil, decimalMark: Character? = nil,
    missingTexts: [String] = []
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
  }

  private init() {
    (encoding, separator, decimalMark, missingTexts) = (nil, nil, nil, [])
  }

  /// What the data package says, or UTF-8 with commas and points.
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
    }
  }
}
