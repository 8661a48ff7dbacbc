/// A word or sign of a condition, and where it begins.
struct ConditionToken {
  /// What stands there.
  enum Kind: Equatable {
    case word(String)
    case quoted(String)
    case named(String)
    case comparison(Comparison)
    case and
    case or
    case not
    case open
    case close
    case comma
    case end
  }

  let kind: Kind
  /// The number of the first character, counted from 1.
  let position: Int

  /// The words that a value or a name can be only in quotes.
  static let keywords: Set<String> = ["and", "or", "not", "in"]

  /// Whether a character can stand in a word without quotes.
  static func isWordCharacter(_ character: Character) -> Bool {
    !character.isWhitespace && !"=!<>&|(),\"'`".contains(character)
  }
}

/// Cuts the text of a condition into tokens, the last of which is its end.
func conditionTokens(_ text: String) throws(MicrodataError) -> [ConditionToken] {
  let characters = Array(text)
  var tokens: [ConditionToken] = []
  var index = 0

  func next() throws(MicrodataError) -> ConditionToken.Kind {
    let start = index
    let character = characters[index]
    let following = index + 1 < characters.count ? characters[index + 1] : nil
    index += 1
    switch character {
    case "(": return .open
    case ")": return .close
    case ",": return .comma
    case "&", "|":
      if following == character { index += 1 }
      return character == "&" ? .and : .or
    case "=", "!", "<", ">":
      if following == "=" { index += 1 }
      if let comparison = Comparison(rawValue: String(characters[start..<index])) { return .comparison(comparison) }
      if character == "!" { return .not }
      throw .malformedCondition(.singleEqualsSign, text: text, position: start + 1)
    case "\"", "'", "`":
      guard let end = characters[index...].firstIndex(of: character) else {
        throw .malformedCondition(.unclosedQuote, text: text, position: start + 1)
      }
      let quoted = String(characters[index..<end])
      index = end + 1
      return character == "`" ? .named(quoted) : .quoted(quoted)
    default:
      while index < characters.count, ConditionToken.isWordCharacter(characters[index]) { index += 1 }
      switch String(characters[start..<index]) {
      case "and": return .and
      case "or": return .or
      case "not": return .not
      case let word: return .word(word)
      }
    }
  }

  while index < characters.count {
    if characters[index].isWhitespace {
      index += 1
      continue
    }
    let position = index + 1
    tokens.append(ConditionToken(kind: try next(), position: position))
  }
  tokens.append(ConditionToken(kind: .end, position: characters.count + 1))
  return tokens
}
