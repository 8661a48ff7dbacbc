/// Whether a record has an answer in a column and, where it has none, why: what `is` asks in a condition.
public enum AnswerStatus: Sendable, Hashable {
  /// There is an answer.
  case answered
  /// There is no answer, whatever the reason.
  case missing
  /// There is no answer, for a reason of this kind.
  case missingAs(MissingKind)
  /// There is no answer, and the codebook gives its missing code this label.
  case labelled(String)
}

extension AnswerStatus: CustomStringConvertible {
  /// The status as a condition has it after `is`.
  public var description: String {
    switch self {
    case .answered: "answered"
    case .missing: "missing"
    case .missingAs(.notAsked): "not asked"
    case .missingAs(let kind): kind.name
    case .labelled(let label): written(label, as: .quotedValue)
    }
  }
}

extension AnswerStatus {
  /// Returns for each record whether a column has the status: this is always known.
  func truth(of name: String, in data: Microdata) throws(MicrodataError) -> [UInt8] {
    let column = try data.column(name)
    let rows = 0..<column.count
    switch self {
    case .answered: return rows.map { column.missingKind(at: $0) == nil ? Truth.holds : Truth.fails }
    case .missing: return rows.map { column.missingKind(at: $0) == nil ? Truth.fails : Truth.holds }
    case .missingAs(let kind): return rows.map { column.missingKind(at: $0) == kind ? Truth.holds : Truth.fails }
    case .labelled(let label):
      let known = data.codebook.variables[name]?.orderedMissingLabels ?? []
      guard let position = known.firstIndex(of: label) else {
        throw .unknownMissingLabel(label, column: name, known: known)
      }
      return rows.map { column.missingReason(at: $0)?.label == position ? Truth.holds : Truth.fails }
    }
  }
}
