/// Levels that are another level but for capitals, spaces or needless zeros.
struct AlikeLevels {
  /// The number of levels that are like an earlier one.
  let count: Int

  init(_ levels: [String]) {
    count = levels.count - Set(levels.map(plainForm)).count
  }
}

/// A level without what a slip of the pen adds: capitals, spaces around and inside, needless zeros.
private func plainForm(_ level: String) -> String {
  let words = level.lowercased().split { character in
    character.isWhitespace || character.unicodeScalars.allSatisfy { $0.properties.isDefaultIgnorableCodePoint }
  }
  let joined = words.joined(separator: " ")
  switch DecimalNumber(Array(joined.utf8)) {
  case .finite(let value): return levelName(of: value)
  case .longWhole:
    let sign = joined.hasPrefix("-") ? "-" : ""
    return sign + joined.drop { "+-0".contains($0) }
  case .unusable, .text: return joined
  }
}
