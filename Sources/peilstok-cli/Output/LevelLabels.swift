import Peilstok

/// What the levels of columns are called in tables for people: by their labels in the codebook, in English where it has any.
///
/// JSON and CSV keep the codes, by which a level is asked for.
struct LevelLabels {
  let codebook: Codebook

  /// The label of a level, with its code where another level of the column has the same; the code where it has none.
  func label(ofLevel level: String, of column: String) -> String {
    let levels = codebook.variables[column]?.levels ?? []
    guard let label = text(levels.first { $0.name == level }), label != level else { return level }
    return levels.count { text($0) == label } > 1 ? "\(label) (\(level))" : label
  }

  /// The label of a level where it has one that differs from its code.
  func ownLabel(ofLevel level: String, of column: String) -> String? {
    text(codebook.variables[column]?.levels.first { $0.name == level }).flatMap { $0 == level ? nil : $0 }
  }

  /// A column with the label of its level, or as it is.
  func label(of target: VariableLevel) -> String {
    target.level.map { "\(target.variable)=\(label(ofLevel: $0, of: target.variable))" } ?? target.variable
  }

  /// A group with its label, as in "sex=girl".
  func label(of group: DomainLevel) -> String {
    "\(group.variable)=\(group.isTotal ? group.level : label(ofLevel: group.level, of: group.variable))"
  }

  private func text(_ level: LevelDescription?) -> String? { level?.label.text(in: "en") }
}
