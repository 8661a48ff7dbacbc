/// Something of records that a form of file does not hold as it is, or holds in another way.
package enum ConversionLoss: Sendable {
  /// A column has another name, because its own cannot be one.
  case renamed(String, to: String)
  /// The label of a column, or of one of its levels, is cut.
  case labelCut(column: String, level: String?, bytes: Int)
  /// Missing codes are written as others.
  case otherMissingCodes(columns: [String], [(from: String, to: String)])
  /// Missing texts lose what kind they are of.
  case kindsOfTextsLost(column: String, count: Int)
  /// The kind of missing codes does not follow from their labels.
  case kindsNotLabelled(column: String, codes: [String])
  /// Levels keep their codes and lose their labels.
  case labelsLost(column: String, count: Int)
  /// Levels that are texts are written as numbers with labels.
  case levelsNumbered(columns: [String])
  /// Blank answers cannot be told from missing ones.
  case blankAnswersLost(column: String, count: Int)
  /// Labels in a language are not written.
  case languageLost(String)
  /// Ranges and required answers are not held.
  case constraintsLost(columns: Int)
  /// The title is cut.
  case titleCut(bytes: Int)
  /// That the records are synthetic or opted in is not held.
  case originLost
  /// The column that weighs the cases is not marked as such.
  case caseWeightLost(String)
}

extension ConversionLoss {
  /// One sentence for a person; the program is the one whose form does not hold it.
  package func sentence(_ program: String) -> String {
    switch self {
    case .renamed(let column, let name):
      "Column \"\(column)\" is named \"\(name)\", because its own name cannot be one in a file of \(program)."
    case .labelCut(let column, let level, let bytes):
      "The label of " + (level.map { "level \"\($0)\" of " } ?? "")
        + "column \"\(column)\" is cut at \(bytes) bytes, the most "
        + "that a file of \(program) holds."
    case .otherMissingCodes(let columns, let codes):
      "Missing \(codes.count == 1 ? "code is" : "codes are") written as \(program) can, "
        + codes.map { "\($0.from) as \($0.to)" }.joined(separator: ", ") + ", in " + listed(columns) + "."
    case .kindsOfTextsLost(let column, let count):
      "\(count) missing \(count == 1 ? "text" : "texts") of column \"\(column)\" \(count == 1 ? "is" : "are") written as blank: "
        + "a text of \(program) has one kind of missing."
    case .kindsNotLabelled(let column, let codes):
      "The kind of missing \(codes.count == 1 ? "code" : "codes") \(codes.joined(separator: ", ")) of column \"\(column)\" does "
        + "not follow from the label, which is all that a file of \(program) holds."
    case .labelsLost(let column, let count):
      "\(count) \(count == 1 ? "level" : "levels") of column \"\(column)\" \(count == 1 ? "keeps its code and loses its label" : "keep their codes and lose their labels"): "
        + "\(program) labels whole numbers only."
    case .levelsNumbered(let columns):
      "Levels that are texts are written as numbers from 1 with labels, in \(listed(columns)): "
        + (program == "SPSS" ? "SPSS orders texts by the alphabet." : "\(program) labels whole numbers only.")
    case .blankAnswersLost(let column, let count):
      "\(count) blank \(count == 1 ? "answer" : "answers") of column \"\(column)\" cannot be told from missing ones in a file of "
        + "\(program)."
    case .languageLost(let language):
      "Labels in \"\(language)\" are not written: a file of \(program) holds one language."
    case .constraintsLost(let columns):
      "Ranges and required answers of \(columns) \(columns == 1 ? "column" : "columns") are not held by a file of \(program)."
    case .titleCut(let bytes): "The title is cut at \(bytes) bytes, the most that a file of \(program) holds."
    case .originLost: "A file of \(program) does not say that records are synthetic or how they came in."
    case .caseWeightLost(let column): "A file of \(program) does not say that \"\(column)\" weighs the records."
    }
  }

  private func listed(_ columns: [String]) -> String {
    columns.count == 1 ? "column \"\(columns[0])\"" : "columns " + columns.map { "\"\($0)\"" }.joined(separator: ", ")
  }
}
