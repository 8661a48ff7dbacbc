/// The language a document is written in, with its number conventions.
///
/// Everything is spelled out here: no locale of the machine plays a part, so a report has the same bytes everywhere.
public enum Language: String, Sendable, Hashable, CaseIterable {
  /// Dutch, as in the Netherlands: "1.994" and "8,0%".
  case dutch = "nl"
  /// English: "1,994" and "8.0%".
  case english = "en"

  /// The mark between a number's whole part and its decimals.
  public var decimalMark: String {
    switch self {
    case .dutch: ","
    case .english: "."
    }
  }

  /// The mark between groups of three digits.
  public var groupingMark: String {
    switch self {
    case .dutch: "."
    case .english: ","
    }
  }

  /// Joins items as a sentence lists them: "a, b and c".
  public func list(_ items: [String]) -> String {
    guard items.count > 1, let last = items.last else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " " + term(.and) + " " + last
  }
}
