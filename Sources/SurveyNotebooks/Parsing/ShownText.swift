/// A text as a reader sees it: one space between words, and a gap where a reference, code or an address stands.
struct ShownText {
  /// What stands in the place of text that is not looked at.
  static let gap: Character = "\u{0}"

  private(set) var letters: [Character] = []
  /// The line of the notebook that each letter is on.
  private(set) var lines: [Int] = []

  /// A text of a block; all of it is on one line.
  init(_ text: String, line: Int) {
    var isCode = false
    let characters = text.map { character -> Character in
      if character == "`" { isCode.toggle() }
      return isCode || character == "`" ? Self.gap : character
    }
    append(masked(characters), line: line)
  }

  /// A stretch of prose.
  init(_ prose: NotebookSource.Prose) {
    var isComment = false
    for (offset, line) in prose.lines.enumerated() {
      let number = prose.firstLine + offset
      guard !prose.codeLines.contains(number) else {
        append([Self.gap], line: number)
        continue
      }
      var characters: [Character] = []
      var column = 1
      var endOfCode = 0
      for character in line {
        if column >= endOfCode, let end = prose.codeSpans.end(ofCodeAt: column, line: number) { endOfCode = end }
        characters.append(column < endOfCode ? Self.gap : character)
        column += character.utf8.count
      }
      characters = withoutComments(characters, &isComment)
      append(masked(withoutMarker(characters)), line: number)
      append([" "], line: number)
    }
  }

  /// Adds letters; white space of any length is one space.
  private mutating func append(_ characters: [Character], line: Int) {
    for character in characters {
      if character.isWhitespace {
        guard let last = letters.last, last != " " else { continue }
        letters.append(" ")
      } else {
        letters.append(character)
      }
      lines.append(line)
    }
  }

  /// The numbers in figures, and the words for numbers.
  func numbers(orWords words: Set<String>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var position = 0
    while position < letters.count {
      let start = position
      guard letters[position].isLetter || letters[position].isNumber || letters[position] == "_" else {
        position += 1
        continue
      }
      // A word of letters and figures, with the points and commas between figures.
      while position < letters.count, isInside(position) { position += 1 }
      let word = letters[start..<position]
      if word.first?.isNumber == true {
        if !isName(endingAt: start) { found.append(start..<position) }
      } else if words.contains(String(word).lowercased()) {
        found.append(start..<position)
      }
    }
    return found
  }

  private func isInside(_ position: Int) -> Bool {
    let letter = letters[position]
    if letter.isLetter || letter.isNumber || letter == "_" { return true }
    guard letter == "." || letter == ",", position > 0, position + 1 < letters.count else { return false }
    return letters[position - 1].isNumber && letters[position + 1].isNumber
  }

  /// Whether figures belong to a name before them in capitals, as in ICVAC-02 or SHA-256.
  private func isName(endingAt start: Int) -> Bool {
    guard start > 1, letters[start - 1] == "-" else { return false }
    let word = letters[..<(start - 1)].reversed().prefix { $0.isLetter || $0.isNumber }
    return word.count > 1 && word.allSatisfy { $0.isUppercase || $0.isNumber } && word.contains { $0.isLetter }
  }
}

/// Puts gaps where references and addresses of links stand.
private func masked(_ characters: [Character]) -> [Character] {
  var result = characters
  for (open, close) in [("{{", "}}"), ("](", ")"), ("<http", ">"), ("https://", " "), ("http://", " ")] {
    var position = 0
    let (opening, closing) = (Array(open), Array(close))
    while let start = result[position...].firstRange(of: opening) {
      let end = result[start.upperBound...].firstRange(of: closing)?.upperBound ?? result.count
      for index in start.lowerBound..<end { result[index] = close == " " && result[index] == " " ? " " : ShownText.gap }
      position = end
    }
  }
  return result
}

/// Leaves out comments, which may go on over several lines.
private func withoutComments(_ characters: [Character], _ isComment: inout Bool) -> [Character] {
  var result = characters
  var position = 0
  while position < result.count {
    let rest = result[position...]
    let (mark, isOpen) = (Array(isComment ? "-->" : "<!--"), isComment)
    let place = rest.firstRange(of: mark)
    let end = place?.upperBound ?? result.count
    if isOpen { for index in position..<end { result[index] = ShownText.gap } }
    if !isOpen, let place { for index in place { result[index] = ShownText.gap } }
    if place != nil { isComment.toggle() }
    position = end
  }
  return result
}

/// Leaves out the number of a heading or of a list item at the start of a line.
private func withoutMarker(_ characters: [Character]) -> [Character] {
  var result = characters
  let start = result.firstIndex { !$0.isWhitespace && $0 != "#" && $0 != ">" } ?? result.count
  let isHeading = result[..<start].contains("#")
  let end = result[start...].firstIndex { !$0.isNumber && $0 != "." && $0 != ")" } ?? result.count
  guard end > start, end < result.count, result[end].isWhitespace else { return result }
  // A year that ends a sentence at the start of a line is no list item.
  guard isHeading || (end - start < 4 && (result[end - 1] == "." || result[end - 1] == ")")) else { return result }
  for index in start..<end { result[index] = ShownText.gap }
  return result
}
