/// The language a document is written in, with its number conventions.
///
/// Everything is spelled out here: no locale of the machine plays a part, so a report has the same bytes everywhere.
public struct Language: RawRepresentable, CaseIterable, Sendable {
  /// The code of the language, such as "nl".
  public let rawValue: String
  /// Its words.
  package let words: any LanguageWords

  /// Names a language by its code, with its words.
  package init(_ code: String, words: any LanguageWords) {
    rawValue = code
    self.words = words
  }

  /// Finds a language by its code.
  public init?(rawValue: String) {
    guard let known = Language.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = known
  }

  /// Dutch, as in the Netherlands: "1.994" and "8,0%".
  public static let dutch = Language("nl", words: DutchWords())
  /// English: "1,994" and "8.0%".
  public static let english = Language("en", words: EnglishWords())
  /// The languages that a document can be written in.
  public static let allCases: [Language] = [.dutch, .english]

  /// The mark between a number's whole part and its decimals.
  public var decimalMark: String { words.decimalMark }
  /// The mark between groups of three digits.
  public var groupingMark: String { words.groupingMark }

  /// Joins items as a sentence lists them: "a, b and c".
  public func list(_ items: [String]) -> String {
    guard items.count > 1, let last = items.last else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " " + term(.and) + " " + last
  }
}

extension Language: Hashable {
  /// Whether two have the same code.
  public static func == (one: Language, other: Language) -> Bool { one.rawValue == other.rawValue }
  /// Mixes in the code.
  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}
