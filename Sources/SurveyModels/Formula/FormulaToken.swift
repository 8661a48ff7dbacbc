/// A word or sign of a formula, with the character it starts at, counted from 1.
struct FormulaToken {
  let kind: Kind
  let position: Int

  enum Kind: Equatable {
    /// A bare word or number.
    case word(String)
    /// A name in backticks.
    case name(String)
    /// A value in single or double quotes.
    case quoted(String)
    /// One of the signs `~ + * : ( ) , ^`.
    case sign(Character)
    /// `=` or `==`.
    case equals
    case end
  }
}

/// Cuts the text of a formula into words and signs.
func formulaTokens(_ text: String) throws(ModelError) -> [FormulaToken] {
  let characters = Array(text)
  var tokens: [FormulaToken] = []
  var index = 0
  while index < characters.count {
    let start = index
    let character = characters[index]
    index += 1
    switch character {
    case _ where character.isWhitespace: continue
    case "~", "+", "*", ":", "(", ")", ",", "^":
      tokens.append(FormulaToken(kind: .sign(character), position: start + 1))
    case "=":
      if index < characters.count, characters[index] == "=" { index += 1 }
      tokens.append(FormulaToken(kind: .equals, position: start + 1))
    case "\"", "'", "`":
      guard let close = characters[index...].firstIndex(of: character) else {
        throw .malformedFormula(.unclosedQuote, text: text, position: start + 1)
      }
      let content = String(characters[index..<close])
      tokens.append(FormulaToken(kind: character == "`" ? .name(content) : .quoted(content), position: start + 1))
      index = close + 1
    case _ where isPartOfWord(character):
      while index < characters.count, isPartOfWord(characters[index]) { index += 1 }
      tokens.append(FormulaToken(kind: .word(String(characters[start..<index])), position: start + 1))
    case "-" where characters[index...].first(where: { !$0.isWhitespace }) == "1":
      throw .malformedFormula(.interceptRequired, text: text, position: start + 1)
    default: throw .malformedFormula(.unsupportedCharacter(character), text: text, position: start + 1)
    }
  }
  return tokens + [FormulaToken(kind: .end, position: characters.count + 1)]
}

private func isPartOfWord(_ character: Character) -> Bool {
  character.isLetter || character.isNumber || character == "_" || character == "."
}
