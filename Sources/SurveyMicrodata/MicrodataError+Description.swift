internal import SurveyFiles

/// What is wrong with records, in sentences.
extension MicrodataError: CustomStringConvertible {
  /// One sentence for a person: what was expected, what was found, and where.
  public var description: String {
    switch self {
    case .unknownColumn(let name, let nearest):
      "There is no column named \"\(name)\"." + suggestion(nearest)
    case .unknownLevel(let level, let column, let nearest):
      "Column \"\(column)\" has no level \"\(level)\"." + suggestion(nearest)
    case .levelWanted(let column, let levels, _) where !levels.isEmpty:
      "Column \"\(column)\" has the levels \(listed(levels)); say which one counts, as in \(column)=\(levels[0])."
    case .levelWanted(let column, _, let count):
      "Column \"\(column)\" has \(counted(count)), none of which is certain to mean yes; say which one counts, as in "
        + "\(column)=LEVEL. Its distribution shows them; messages name only those that a codebook declares."
    case .noKnownValue(let column):
      "Column \"\(column)\" has no known value, so it forms no groups."
    case .duplicateColumn(let name):
      "Two columns are named \"\(name)\"."
    case .unequalColumnLength(let column, let count, let expected):
      "Column \"\(column)\" has \(count) values; the other columns have \(expected)."
    case .notNumeric(let column):
      "Column \"\(column)\" holds levels, not numbers."
    case .valuesAreNotNumbers(let column, let count, let known, let firstLine):
      "Column \"\(column)\" is not one of numbers: \(count) of its \(known) values "
        + "\(count == 1 ? "is none, on" : "are none, the first on") line \(firstLine)."
    case .numbersTooLong(let column, let count, let firstLine):
      "Column \"\(column)\" is read as text: \(count) of its whole numbers "
        + "\(count == 1 ? "is" : "are") above \(DecimalNumber.largestWhole), where numbers merge, "
        + "\(count == 1 ? "on" : "the first on") line \(firstLine)."
    case .otherDecimalMark(let column, let mark, let count, let firstLine):
      "Column \"\(column)\" has \(count) \(count == 1 ? "number" : "numbers") with a decimal \(name(of: mark)), "
        + "\(count == 1 ? "" : "the first ")on line \(firstLine), which is not the decimal mark of its file; --decimal (key "
        + "decimal) states another."
    case .decimalsOrThousands(let column, let mark, let count, let firstLine):
      "Column \"\(column)\" has \(count) \(count == 1 ? "value" : "values"), \(count == 1 ? "" : "the first ")on line "
        + "\(firstLine), with a \(name(of: mark)) before three digits: \(count) \(count == 1 ? "decimal" : "decimals") with "
        + "--decimal \(name(of: mark)) (key decimal), and \(count) whole \(count == 1 ? "number" : "numbers") with thousands "
        + "set apart otherwise, which are not read as numbers."
    case .undecidedDecimalMark(let conflict, let file): "\(file): \(conflict.sentence)"
    case .unusableFormat(let problem):
      problem.sentence
    case .levelsOutsideOrder(let column, let count):
      "The order of the levels of column \"\(column)\" leaves out \(count) "
        + "\(count == 1 ? "level" : "levels") that its records have."
    case .repeatedInOrder(let column, let level):
      "The order of the levels of column \"\(column)\" has \"\(level)\" twice."
    case .notWritable(let column, let encoding):
      "The name \"\(column)\" cannot be written in \(encoding.rawValue), the encoding of the records."
    case .tooManyLevels(let column, let limit):
      "Column \"\(column)\" has more than \(limit) distinct values, too many to form groups."
    case .unreadableFile(let file, let problem):
      "\(file): \(problem.sentence)"
    case .malformedCSV(let problem, let file, let line, let column, let name):
      place(file: file, line: line, column: column, name: name) + ": " + problem.sentence
    case .malformedWorkbook(let problem, let file): "\(file): \(problem.description)"
    case .malformedFile(let error, let file): "\(file): \(error.description)"
    case .malformedJSON(let problem, let file, let line, let column):
      place(file: file, line: line, column: column, name: nil) + ": " + problem.sentence
    case .malformedDataPackage(let problem, let file, let line, let path):
      "\(file), line \(line)\(path.isEmpty ? "" : ", \(path)"): \(problem.sentence)"
    case .outsideCodebook(let violations, let file):
      "\(file) differs from its codebook: " + violations.map(\.words).joined(separator: "; ") + "."
    case .malformedDictionary(let problem, let file, let line):
      place(file: file, line: line, column: nil, name: nil) + ": " + problem.sentence
    case .inDictionary(let error, let file, let line):
      place(file: file, line: line, column: nil, name: nil) + ": " + error.description
    case .ticksUnclear(let column, let levelCount):
      "Column \"\(column)\" has \(levelCount) levels; expected one, a tick, or two of which one is 0, no, nee, n or false. "
        + "Name the levels that are ticks: ticked: [level]."
    case .answersOutsideList(let column, let count):
      "\(count) \(count == 1 ? "cell" : "cells") of column \"\(column)\" \(count == 1 ? "holds" : "hold") an answer that "
        + "is not listed."
    case .unknownMissingLabel(let label, let column, let known):
      "No missing code of column \"\(column)\" is labelled \"\(label)\""
        + (known.isEmpty
          ? "; its codebook gives no labels." : "; found \(known.map { "\"\($0)\"" }.joined(separator: ", ")).")
        + suggestion(nearestName(to: label, among: known))
    case .levelsOutsideGroups(let column, let count):
      "The recode leaves out \(count) \(count == 1 ? "level" : "levels") of column \"\(column)\"."
    case .valuesOutsideGroups(let column, let count):
      "The recode leaves out \(count) \(count == 1 ? "value" : "values") of column \"\(column)\"."
    case .beyondLimit(let excess): excess.description
    case .malformedCondition(let problem, let text, let position):
      "Condition \"\(text)\", character \(position): \(problem.sentence)"
    case .notOrdered(let column):
      "Column \"\(column)\" has levels that are not numbers, so <, <=, > and >= mean nothing for it."
    case .notANumber(let value, let column):
      "Column \"\(column)\" is compared with numbers, and \"\(value)\" is not one."
    }
  }

  private func name(of mark: Character) -> String { mark == "," ? "comma" : "point" }

  private func place(file: String, line: Int, column: Int?, name: String?) -> String {
    var place = "\(file), line \(line)"
    if let column { place += ", column \(column)" }
    if let name { place += " (\(name))" }
    return place
  }

  /// Levels in a row, of which there may be many.
  private func listed(_ levels: [String]) -> String {
    let limit = 20
    let shown = levels.prefix(limit).map { "\"\($0)\"" }.joined(separator: ", ")
    return levels.count > limit ? "\(shown) and \(levels.count - limit) more" : shown
  }

  private func counted(_ levels: Int?) -> String {
    levels.map { $0 == 1 ? "1 level" : "\($0) levels" } ?? "too many levels to form groups"
  }
}

/// The sentence that offers the nearest known name, if there is one.
func suggestion(_ nearest: String?) -> String {
  nearest.map { " Did you mean \"\($0)\"?" } ?? ""
}
