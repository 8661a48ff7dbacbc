/// A pipe table read back by the rules of GitHub Flavored Markdown, to check what was rendered.
struct PipeTable {
  let header: [String]
  let rule: [String]
  let rows: [[String]]

  /// Reads the first pipe table in a text, or nil where a rule is broken.
  init?(in text: String) {
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("|") }.map(Self.cells(of:))
    guard lines.count > 2 else { return nil }
    guard lines.allSatisfy({ $0.count == lines[0].count }) else { return nil }
    header = lines[0].map(Self.plainText)
    rule = lines[1]
    rows = lines.dropFirst(2).map { $0.map(Self.plainText) }
  }

  /// Cells end at a pipe that has no backslash before it, and lose the spaces around them.
  private static func cells(of line: Substring) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if scalar == "|", !isEscaped {
        cells.append(cell)
        cell = ""
      } else {
        // The table's own escape goes first: "\|" is a pipe wherever it stands.
        if scalar == "|" { cell.unicodeScalars.removeLast() }
        cell.unicodeScalars.append(scalar)
      }
      isEscaped = scalar == "\\" && !isEscaped
    }
    return cells.dropFirst().map { cell in
      let scalars = cell.unicodeScalars.drop { $0 == " " }
      return String(String.UnicodeScalarView(scalars.reversed().drop { $0 == " " }.reversed()))
    }
  }

  /// A backslash before ASCII punctuation vanishes.
  private static func plainText(_ markdown: String) -> String {
    let punctuation = Set("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".unicodeScalars)
    let scalars = Array(markdown.unicodeScalars)
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      if scalars[index] == "\\", index + 1 < scalars.count, punctuation.contains(scalars[index + 1]) { index += 1 }
      result.append(scalars[index])
      index += 1
    }
    return String(result)
  }
}
