internal import SurveyFiles

/// What names, labels and texts a form of file can hold.
struct TargetRules {
  let format: LabelledFormat

  var variableLabelBytes: Int { format == .stata ? 80 : 255 }
  var valueLabelBytes: Int { format == .stata ? 32_000 : 120 }
  var titleBytes: Int { format == .stata ? 80 : 64 }
  var textBytes: Int { format == .stata ? 2_000_000_000 : 32_767 }

  /// A name that the form can hold and that none of those before has.
  func name(_ name: String, beside taken: Set<String>) -> String {
    let limit = format == .stata ? 32 : 64
    var scalars = String.UnicodeScalarView()
    for scalar in name.unicodeScalars { scalars.append(isAllowed(scalar) ? scalar : "_") }
    var result = String(scalars)
    if let first = result.unicodeScalars.first, !mayBegin(first) { result = "v" + result }
    result = cut(result, to: limit)
    while format == .spss, result.hasSuffix(".") { result.removeLast() }
    if isReserved(result) { result = cut(result, to: limit - 1) + "_" }
    if result.isEmpty { result = "v" }
    var (candidate, number) = (result, 1)
    while taken.contains(plain(candidate)) {
      number += 1
      candidate = cut(result, to: limit - 1 - String(number).utf8.count) + "_\(number)"
    }
    return candidate
  }

  /// A name in the form in which two that are the same for the program are equal.
  func plain(_ name: String) -> String { format == .spss ? name.lowercased() : name }

  private func isAllowed(_ scalar: UnicodeScalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_": true
    case ".", "@", "#", "$": format == .spss
    default: scalar.value >= 0x80 && scalar.properties.isAlphabetic
    }
  }

  private func mayBegin(_ scalar: UnicodeScalar) -> Bool {
    switch scalar {
    case "0"..."9", ".", "#", "$": false
    case "_": format == .stata
    default: true
    }
  }

  private func isReserved(_ name: String) -> Bool {
    let spss = ["ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"]
    let stata = [
      "_all", "_b", "byte", "_coef", "_cons", "double", "float", "if", "in", "int", "long", "_n", "_N", "_pi", "_pred",
      "_rc", "_skip", "str", "strL", "using", "with",
    ]
    return format == .stata ? stata.contains(name) : spss.contains(name.uppercased())
  }

  /// A text of at most so many bytes, cut between characters.
  func cut(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    var count = 0
    return String(
      text.prefix { character in
        count += character.utf8.count
        return count <= limit
      })
  }
}
