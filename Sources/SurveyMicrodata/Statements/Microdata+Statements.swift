/// The level that a statement is about: one rule for every door, so that the same words have the same answer.
extension Microdata {
  /// Returns the statement that `variable` or `variable=level` makes.
  ///
  /// - Throws: `MicrodataError.unknownColumn`, and `MicrodataError.levelWanted` where no level is named and none is
  ///   certain to mean yes.
  public func statement(_ text: String) throws(MicrodataError) -> Binary {
    try statement(of: VariableLevel(parsing: text, in: self))
  }

  /// Returns the statement that a variable has a level: the one that is named, or the one that is certain to mean yes.
  public func statement(of stated: VariableLevel) throws(MicrodataError) -> Binary {
    if let level = stated.level { return Binary(stated.variable, isTrueFor: level) }
    guard let level = try affirmativeLevel(of: stated.variable) else { throw try levelWanted(of: stated.variable) }
    return Binary(stated.variable, isTrueFor: level)
  }

  /// Returns the level of a column that is certain to mean yes, or nil where none is.
  ///
  /// Of numbers it is 1 where they are 0 and 1. Of exactly two levels it is the one whose label in the codebook begins with
  /// yes, ja or true, else the one of that name, else 1 beside 0; the order of the levels says nothing.
  public func affirmativeLevel(of column: String) throws(MicrodataError) -> String? {
    switch try self.column(column) {
    case .numbers(let values):
      let known = values.lazy.filter { !$0.isNaN }
      return known.allSatisfy({ $0 == 0 || $0 == 1 }) && (known.contains(0) || known.isEmpty) ? "1" : nil
    case .factor(let factor):
      guard factor.levels.count == 2 else { return nil }
      let labels = factor.levels.map { self.labels(ofLevel: $0, of: column) }
      let isYes = labels.map { $0.contains(where: YesAndNo.saysYes) }
      let isNo = labels.map { $0.contains(where: YesAndNo.saysNo) }
      if isYes[0] != isYes[1] { return factor.levels[isYes[0] ? 0 : 1] }
      guard !isYes[0] else { return nil }
      let named = factor.levels.map { YesAndNo.isYes($0) }
      let position =
        named[0] != named[1]
        ? named.firstIndex(of: true)
        : YesAndNo.isPair(factor.levels[0], factor.levels[1]) ? factor.levels.firstIndex(of: "1") : nil
      return position.flatMap { isNo[$0] ? nil : factor.levels[$0] }
    }
  }

  /// Whether a statement says no more than that its variable holds, so that the level need not be printed beside it.
  package func isPlain(_ statement: Binary) -> Bool {
    guard statement.trueLevels.count == 1, let yes = try? affirmativeLevel(of: statement.name),
      statement.trueLevels[0] == yes
    else { return false }
    let labels = self.labels(ofLevel: yes, of: statement.name)
    return labels.isEmpty || labels.contains(where: YesAndNo.saysYes)
  }

  /// Says what can be named: the levels that a codebook declares; of others their number alone, for they are answers.
  private func levelWanted(of column: String) throws(MicrodataError) -> MicrodataError {
    let declared = codebook.variables[column]?.levels.map(\.name) ?? []
    guard declared.isEmpty else { return .levelWanted(column: column, levels: declared, count: declared.count) }
    do throws(MicrodataError) {
      return .levelWanted(column: column, levels: [], count: try levels(of: Categorical(column)).count)
    } catch {
      guard case .tooManyLevels = error else { throw error }
      return .levelWanted(column: column, levels: [], count: nil)
    }
  }

  private func labels(ofLevel level: String, of column: String) -> [String] {
    let description = codebook.variables[column]?.levels.first { $0.name == level }
    return description.map { Array($0.label.texts.values) } ?? []
  }
}
