public import SurveyFiles

/// What is wrong with records, a codebook or a request for a variable.
///
/// The cases carry facts; `description` turns them into one sentence. No case carries a respondent's values.
public enum MicrodataError: Error, Sendable, Equatable {
  /// No column has this name.
  case unknownColumn(String, nearest: String?)
  /// No level of a column has this name.
  case unknownLevel(String, column: String, nearest: String?)
  /// A statement names no level, and none is certain to mean yes: the levels that a codebook declares, and how many there
  /// are, nil for numbers with more values than form groups.
  case levelWanted(column: String, levels: [String], count: Int?)
  /// A column that was to form groups has no known value.
  case noKnownValue(column: String)
  /// Two columns have the same name.
  case duplicateColumn(String)
  /// A column is longer or shorter than the others.
  case unequalColumnLength(column: String, count: Int, expected: Int)
  /// A number was asked of a column of levels.
  case notNumeric(column: String)
  /// A number was asked of a column that holds numbers but for some values.
  case valuesAreNotNumbers(column: String, count: Int, known: Int, firstLine: Int)
  /// A number was asked of a column whose whole numbers are too long for a double.
  case numbersTooLong(column: String, count: Int, firstLine: Int)
  /// A number was asked of a column whose numbers have another decimal mark than its file is read with.
  case otherDecimalMark(column: String, mark: Character, count: Int, firstLine: Int)
  /// A number was asked of a column whose numbers may be decimals or thousands set apart.
  case decimalsOrThousands(column: String, mark: Character, count: Int, firstLine: Int)
  /// Some numbers of a file can only have a decimal comma, and others a decimal point.
  case undecidedDecimalMark(DecimalMarkConflict, file: String)
  /// The way in which a file is said to be written cannot be.
  case unusableFormat(TextFormatProblem)
  /// Levels that are to stand in an order are not those of the column.
  case levelsOutsideOrder(column: String, count: Int)
  /// A level stands twice in an order.
  case repeatedInOrder(column: String, level: String)
  /// The name of a column cannot be written in the encoding of its file.
  case notWritable(column: String, TextEncoding)
  /// A numeric column has too many distinct values to form groups.
  case tooManyLevels(column: String, limit: Int)
  /// A file could not be read at all.
  case unreadableFile(String, FileProblem)
  /// A CSV file is malformed at a line and, where known, a column (counted from 1) and its name.
  case malformedCSV(CSVProblem, file: String, line: Int, column: Int?, name: String?)
  /// A file of SPSS, Stata or SAS cannot be read.
  case malformedFile(LabelledFileError, file: String)
  /// A workbook cannot be read, or has not what is asked of it.
  case malformedWorkbook(WorkbookProblem, file: String)
  /// The text of a condition cannot be read from a character on, counted from 1.
  case malformedCondition(ConditionProblem, text: String, position: Int)
  /// A column is asked for its order, and its levels are not numbers.
  case notOrdered(column: String)
  /// A value that is no number is compared with a column of numbers.
  case notANumber(String, column: String)
  /// A file is not JSON from a line and column on, counted from 1.
  case malformedJSON(JSONProblem, file: String, line: Int, column: Int)
  /// A data package says something that cannot be used; `path` is the place, such as `resources[0].path`.
  case malformedDataPackage(DataPackageProblem, file: String, line: Int, path: String)
  /// The records of a file differ from their codebook: all ways in which they do.
  case outsideCodebook([CodebookViolation], file: String)
  /// An indicator dictionary or a file of margins cannot be used from a line on.
  case malformedDictionary(DictionaryProblem, file: String, line: Int)
  /// An indicator dictionary or a file of margins does not fit the data, or holds a condition that cannot be read.
  indirect case inDictionary(MicrodataError, file: String, line: Int)
  /// The levels of a column do not tell which of them is a tick.
  case ticksUnclear(column: String, levelCount: Int)
  /// Cells that may hold several answers hold some that are not listed.
  case answersOutsideList(column: String, count: Int)
  /// No missing code of a column has this label.
  case unknownMissingLabel(String, column: String, known: [String])
  /// A recode leaves out levels of its item.
  case levelsOutsideGroups(column: String, count: Int)
  /// A recode leaves out numbers that its item has.
  case valuesOutsideGroups(column: String, count: Int)
  /// A computation was asked for beyond one of its limits.
  case beyondLimit(LimitExcess)
}
