/// Texts cut where a message would repeat too much of them.
extension String {
  /// Returns the text, cut in its middle where it has more characters than a limit.
  package func shortened(to limit: Int) -> String {
    // Characters are counted only where the bytes may be too many.
    guard utf8.count > limit, count > limit else { return self }
    let half = max(1, (limit - 3) / 2)
    return prefix(half) + " … " + suffix(half)
  }
}

extension String {
  /// The text with a sign in the place of each character that is not shown but does something: to a terminal, or to the
  /// direction of what follows.
  package var withoutControlCharacters: String {
    var text = UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: text.append("\u{FFFD}")
      default: text.append(scalar)
      }
    }
    return String(text)
  }
}
