/// The words by which a level says yes or no, whatever their capitals.
enum YesAndNo {
  private static let pairs: [(no: String, yes: String)] = [
    (no: "no", yes: "yes"), ("nee", "ja"), ("false", "true"), ("0", "1"),
  ]

  /// Whether a word says yes; a 1 does so only beside a 0.
  static func isYes(_ word: String) -> Bool { pairs.dropLast().contains { $0.yes == word.lowercased() } }

  /// Whether a word says no.
  static func isNo(_ word: String) -> Bool { pairs.dropLast().contains { $0.no == word.lowercased() } }

  /// Whether a label says yes with its first word, as "yes (at risk)" does.
  static func saysYes(_ label: String) -> Bool { isYes(firstWord(of: label)) }

  /// Whether a label says no with its first word.
  static func saysNo(_ label: String) -> Bool { isNo(firstWord(of: label)) }

  private static func firstWord(of label: String) -> String {
    String(label.drop { $0.isWhitespace }.prefix { $0.isLetter })
  }

  /// Whether two words are the yes and the no of one another, in either order.
  static func isPair(_ one: String, _ other: String) -> Bool {
    let words = [one.lowercased(), other.lowercased()]
    return pairs.contains { words == [$0.no, $0.yes] || words == [$0.yes, $0.no] }
  }
}
