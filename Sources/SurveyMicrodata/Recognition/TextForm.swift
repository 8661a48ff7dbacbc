/// How a text file was written, as it was named or recognised.
public struct TextForm: Sendable, Hashable {
  /// How its characters are stored.
  public let encoding: TextEncoding
  /// The character between two fields.
  public let separator: Character
  /// What separates the whole part of a number from its decimals.
  public let decimalMark: Character

  /// Creates a form; without arguments the usual one.
  public init(encoding: TextEncoding = .utf8, separator: Character = ",", decimalMark: Character = ".") {
    self.encoding = encoding
    self.separator = separator
    self.decimalMark = decimalMark
  }

  /// UTF-8 with commas and points.
  public static let usual = TextForm()
}

extension TextForm {
  /// What is not usual about it, by the names of the options that say so.
  public var differences: [(name: String, value: String)] {
    var differences: [(name: String, value: String)] = []
    if encoding != .utf8 { differences.append(("encoding", encoding.rawValue)) }
    if separator != "," { differences.append(("separator", separator == "\t" ? "tab" : String(separator))) }
    if decimalMark != "." { differences.append(("decimal", "comma")) }
    return differences
  }

  /// Separators in words.
  static func name(of separator: Character) -> String {
    switch separator {
    case ",": "commas"
    case ";": "semicolons"
    case "\t": "tabs"
    case "|": "pipes"
    default: "\"\(separator)\""
    }
  }
}
