/// Why records cannot be written in a form of file at all.
package enum ConversionError: Error, Sendable, Equatable {
  /// A column has more kinds of missing than the form can declare.
  case tooManyMissingCodes(column: String, count: Int, program: String)
  /// A missing text is longer than the form can declare.
  case missingTextTooLong(column: String, program: String)
  /// A text is longer than the form can hold.
  case textTooLong(column: String, bytes: Int, limit: Int, program: String)
  /// Two columns differ in capitals only.
  case namesDifferInCase(String, String, program: String)
  /// The library refuses what it is to write.
  case refused(column: String?, reason: String, program: String)
}

extension ConversionError: CustomStringConvertible {
  /// One sentence for a person.
  package var description: String {
    switch self {
    case .tooManyMissingCodes(let column, let count, "SPSS"):
      "Column \"\(column)\" has \(count) missing codes; a variable of SPSS has at most three, or a range without answers in it "
        + "and one more. Leave codes that do not occur out of the codebook, or convert to Stata."
    case .tooManyMissingCodes(let column, let count, let program):
      "Column \"\(column)\" has \(count) missing codes; a variable of \(program) has at most 26."
    case .missingTextTooLong(let column, let program):
      "Column \"\(column)\" has a missing text of more than 8 bytes, the most that \(program) can declare."
    case .textTooLong(let column, let bytes, let limit, let program):
      "Column \"\(column)\" has a text of \(bytes) bytes; a file of \(program) holds at most \(limit)."
    case .namesDifferInCase(let one, let other, let program):
      "Columns \"\(one)\" and \"\(other)\" differ in capitals only, and \(program) takes both names for one."
    case .refused(let column, let reason, let program):
      "A file of \(program) cannot be written" + (column.map { " because of column \"\($0)\"" } ?? "") + ": \(reason)."
    }
  }
}
