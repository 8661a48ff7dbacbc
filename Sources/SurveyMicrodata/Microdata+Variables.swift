/// Variables as numbers or as levels.
extension Microdata {
  /// Returns the numbers of a variable.
  ///
  /// - Throws: `MicrodataError.notNumeric` for a column of levels, `.valuesAreNotNumbers` or `.numbersTooLong` for one
  ///   that was read as text because some of its values are no numbers or too long.
  public func numbers(of variable: Number) throws(MicrodataError) -> [Double] {
    switch try column(variable.name) {
    case .numbers(let values): return values
    case .factor: throw notNumeric(variable.name)
    }
  }

  /// Returns the groups of a variable; the distinct values of a numeric column are its levels, in order of size.
  ///
  /// - Throws: `MicrodataError.tooManyLevels` for a numeric column with more than 1,000 distinct values.
  public func factor(of variable: Categorical) throws(MicrodataError) -> Factor {
    switch try column(variable.name) {
    case .factor(let factor): return factor
    case .numbers(let values):
      var factor = try Factor(distinctValuesOf: values, column: variable.name)
      if let levels = codebook.variables[variable.name]?.levels, !levels.isEmpty {
        factor.isDeclared = Set(factor.levels).isSubset(of: levels.map(\.name))
      }
      return factor
    }
  }

  /// Returns 1 where a statement holds, 0 where it does not, and a negative missing code where it is unknown.
  ///
  /// - Throws: `MicrodataError.unknownLevel` for a level that a column with values has not.
  public func indicator(of variable: Binary) throws(MicrodataError) -> [Int32] {
    switch try column(variable.name) {
    case .factor(let factor):
      guard !factor.levels.isEmpty else { return factor.codes }
      var isTrue = [Int32](repeating: 0, count: factor.levels.count)
      for level in variable.trueLevels {
        guard let position = factor.levels.firstIndex(of: level) else {
          // Where everybody answers no, yes is a level that nobody has.
          if factor.levels.count == 1, YesAndNo.isPair(level, factor.levels[0]) { continue }
          throw .unknownLevel(
            level, column: variable.name, nearest: factor.nearestLevel(to: level))
        }
        isTrue[position] = 1
      }
      return factor.codes.map { $0 < 0 ? $0 : isTrue[Int($0)] }
    case .numbers(let values):
      var trueValues: [Double] = []
      for level in variable.trueLevels {
        guard let value = Double(level) else {
          // A column without a value is read as numbers, whatever it would have held.
          if values.allSatisfy(\.isNaN) { continue }
          throw .unknownLevel(level, column: variable.name, nearest: nil)
        }
        trueValues.append(value)
      }
      return values.map { value in
        if let kind = MissingKind(number: value) { return kind.code }
        return trueValues.contains(value) ? 1 : 0
      }
    }
  }

  /// Returns the levels of a variable, in order.
  public func levels(of variable: Categorical) throws(MicrodataError) -> [String] {
    try factor(of: variable).levels
  }
}

extension Microdata {
  /// The error of a column that is asked for numbers and has none, or not only numbers.
  private func notNumeric(_ column: String) -> MicrodataError {
    guard columnAsRead(column) != nil, let obstacle = origin.obstacles[column] else {
      return .notNumeric(column: column)
    }
    if let mark = obstacle.mark {
      return mark.isOpen
        ? .decimalsOrThousands(
          column: column, mark: mark.character, count: obstacle.count, firstLine: obstacle.firstLine)
        : .otherDecimalMark(column: column, mark: mark.character, count: obstacle.count, firstLine: obstacle.firstLine)
    }
    return obstacle.isLength
      ? .numbersTooLong(column: column, count: obstacle.count, firstLine: obstacle.firstLine)
      : .valuesAreNotNumbers(
        column: column, count: obstacle.count, known: obstacle.known, firstLine: obstacle.firstLine)
  }
}

/// The name of a number as a level: "1" for 1.0, the shortest exact decimal otherwise.
package func levelName(of value: Double) -> String {
  if let whole = Int64(exactly: value) { return String(whole) }
  return value.description
}
