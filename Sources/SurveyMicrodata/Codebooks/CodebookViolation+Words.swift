/// How records differ from their codebook, in words.
extension CodebookViolation {
  /// The violation as a clause of a sentence.
  var words: String {
    switch kind {
    case .undeclaredColumn(let nearest):
      return "column \"\(column)\" is not in the codebook" + aside(nearest)
    case .absentColumn(let nearest):
      return "column \"\(column)\" is in the codebook but not in the file" + aside(nearest)
    case .notANumber: return counted("value that is not a number", "values that are not numbers")
    case .notAnInteger: return counted("value that is not a whole number", "values that are not whole numbers")
    case .belowMinimum(let limit):
      return counted("value below \(levelName(of: limit))", "values below \(levelName(of: limit))")
    case .aboveMaximum(let limit):
      return counted("value above \(levelName(of: limit))", "values above \(levelName(of: limit))")
    case .unknownLevel: return counted("value that is not a level", "values that are not levels")
    case .requiredButMissing: return counted("required value missing", "required values missing")
    }
  }

  private func counted(_ singular: String, _ plural: String) -> String {
    let noun = count == 1 ? singular : plural
    let place =
      firstLine.map { count == 1 ? " (line \($0))" : " (first on line \($0))" }
      ?? firstRecord.map { count == 1 ? " (record \($0))" : " (first in record \($0))" } ?? ""
    return "column \"\(column)\" has \(count) \(noun)\(place)"
  }

  private func aside(_ nearest: String?) -> String {
    nearest.map { " (nearest: \"\($0)\")" } ?? ""
  }
}
