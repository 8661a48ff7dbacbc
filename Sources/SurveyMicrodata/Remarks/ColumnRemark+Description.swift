/// What a column shows, in sentences.
extension ColumnRemark: CustomStringConvertible {
  /// One sentence for a person.
  public var description: String {
    let first = firstLine.map { " (\(count == 1 ? "" : "first ")on line \($0))" } ?? ""
    let column = "Column \"\(column)\""
    let isOne = count == 1
    let cell = firstCell.map { " (\(isOne ? "" : "the first ")in cell \($0))" } ?? ""
    return switch kind {
    case .missingMarks:
      "\(column) has \(count) missing \(isOne ? "mark" : "marks") of Stata or SAS\(first), a point or a point with a "
        + "letter; \(isOne ? "it counts" : "they count") as missing."
    case .notAvailableAsLevel:
      "\(column) has \(count) \(isOne ? "value" : "values") NA\(first), which \(isOne ? "counts" : "count") as a level "
        + "among its texts; where NA stands for missing, declare it as a missing value."
    case .numbersButFor:
      "\(column) holds numbers but for \(count) \(isOne ? "value" : "values")\(first), which "
        + "\(isOne ? "counts" : "count") as \(isOne ? "a level" : "levels"); where "
        + "\(isOne ? "it stands" : "they stand") for missing, declare \(isOne ? "it as a missing value" : "them as missing values")."
    case .longWholeNumbers:
      "\(column) has \(count) whole \(isOne ? "number" : "numbers") above \(DecimalNumber.largestWhole)\(first) and is "
        + "read as text, because numbers of that size merge."
    case .alikeLevels:
      "\(column) has \(count) \(isOne ? "level that differs" : "levels that differ") from another in capitals, spaces or "
        + "needless zeros only; each counts as a level of its own."
    case .respelledNumbers:
      "\(column) writes \(count) \(isOne ? "number" : "numbers") in several ways, such as with and without needless "
        + "zeros; each is one value."
    case .farValues:
      "\(column) has \(count) \(isOne ? "value" : "values") far off a scale of small whole numbers, as codes of missing "
        + "answers are; \(isOne ? "it counts" : "they count") as \(isOne ? "a number" : "numbers")."
    case .blankTexts:
      "\(column) has \(count) blank \(isOne ? "text, which counts as an answer" : "texts, which count as an answer"), as in "
        + "SPSS; where a blank stands for missing, declare it as a missing value."
    case .nameDiffersInCase:
      "The name of column \"\(self.column)\" differs from that of another in capitals only; SPSS takes both for one."
    case .numbersAsText:
      "\(column) has \(count) \(isOne ? "number that is" : "numbers that are") stored as text\(cell); "
        + "\(isOne ? "it is" : "they are") read as in a CSV file."
    case .errorCells:
      "\(column) has \(count) \(isOne ? "cell" : "cells") with an error\(cell), which "
        + "\(isOne ? "counts" : "count") as missing."
    case .hiddenBlankRecords:
      "\(column) is of a SAS transport file of version 5 with texts only, whose blank records at the end cannot be told from "
        + "the padding of its last block; \(count) \(isOne ? "record was" : "records were") read."
    }
  }
}
