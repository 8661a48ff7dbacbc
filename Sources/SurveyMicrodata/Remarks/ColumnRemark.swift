/// Something about the values of a column that may change an answer and that no error stops: how often, never which.
public struct ColumnRemark: Sendable, Hashable {
  /// What was noticed.
  public enum Kind: Sendable, Hashable {
    /// Values are the missing marks of Stata or SAS, and are missing.
    case missingMarks
    /// NA stands among texts, where it is a level.
    case notAvailableAsLevel
    /// A column of texts holds numbers but for some values.
    case numbersButFor
    /// Whole numbers are so long that the column is read as texts.
    case longWholeNumbers
    /// Levels differ from another in capitals, spaces or needless zeros only.
    case alikeLevels
    /// Numbers are written in several ways, as 7 and 007 are, and are each one value.
    case respelledNumbers
    /// Values lie far off a scale of small whole numbers, as codes of missing answers do.
    case farValues
    /// Texts of blanks alone count as an answer, as in SPSS.
    case blankTexts
    /// The name differs from that of another column in capitals only.
    case nameDiffersInCase
    /// Blank records at the end of the file cannot be told from the padding of its last block.
    case hiddenBlankRecords
    /// Numbers stand in a workbook as texts.
    case numbersAsText
    /// Cells of a workbook hold an error, such as `#N/A`, and are missing.
    case errorCells
  }

  /// The name of the column.
  public let column: String
  /// What was noticed.
  public let kind: Kind
  /// The number of values, of levels or of numbers that it holds for.
  public let count: Int
  /// The line of the first, where it is one of a file.
  public let firstLine: Int?
  /// The cell of the first, where it is one of a workbook.
  public let firstCell: String?

  /// Creates a remark.
  public init(column: String, kind: Kind, count: Int, firstLine: Int? = nil, firstCell: String? = nil) {
    self.column = column
    self.kind = kind
    self.count = count
    self.firstLine = firstLine
    self.firstCell = firstCell
  }
}

/// Why a column that was read as texts is not one of numbers, where some of its values are.
struct NumberObstacle: Sendable {
  /// Whether the values are numbers too long for a double, rather than no numbers.
  let isLength: Bool
  let count: Int
  let known: Int
  let firstLine: Int
  /// The mark of the numbers where it is what keeps them from being read, and whether it may stand before thousands.
  var mark: (character: Character, isOpen: Bool)?
}
