/// The first row of a sheet that has a value: the header.
final class HeaderReader: SheetReader {
  private(set) var cells: [(column: Int, field: [UInt8])] = []
  private(set) var headerRow: Int?

  override func cellEnded(_ field: SheetField, _ remark: CellRemark) {
    var bytes: [UInt8] = []
    field.append(to: &bytes, sharing: context.texts)
    cells.append((column, bytes))
  }

  override func rowEnded() {
    guard !cells.isEmpty else { return }
    headerRow = row
    stop()
  }
}

/// The records of a sheet, or of some of its rows, as CSV.
final class RecordReader: SheetReader {
  /// How many cells of a column there are of a kind, and the first.
  struct CellCount: Sendable {
    private(set) var count = 0
    private(set) var first: (row: Int, column: Int)?

    mutating func add(_ row: Int, _ column: Int) {
      count += 1
      if first == nil { first = (row, column) }
    }

    /// Adds the count of later rows.
    mutating func add(_ later: CellCount) {
      count += later.count
      first = first ?? later.first
    }
  }

  private(set) var text: [UInt8] = []
  /// The numbers of the rows that have a value, and where their records begin in the text.
  private(set) var rows: [(number: Int, start: Int)] = []
  private(set) var numbersAsText: [CellCount]
  private(set) var errors: [CellCount]
  private(set) var errorTexts: Set<[UInt8]> = []
  private let headerRow: Int
  private let columns: ClosedRange<Int>
  private var nextColumn: Int

  init(
    _ context: SheetContext, after lastRow: Int, headerRow: Int, columns: ClosedRange<Int>
  ) {
    self.headerRow = headerRow
    self.columns = columns
    nextColumn = columns.lowerBound
    numbersAsText = Array(repeating: CellCount(), count: columns.count)
    errors = numbersAsText
    super.init(context, after: lastRow)
  }

  override func cellEnded(_ field: SheetField, _ remark: CellRemark) {
    guard row > headerRow else { return }
    guard columns.contains(column) else {
      return fail(.noName(sheet: context.sheet, cell: cellName, headerRow: headerRow))
    }
    if rows.last?.number != row { rows.append((row, text.count)) }
    while nextColumn < column {
      text.append(CellText.comma)
      nextColumn += 1
    }
    field.append(to: &text, sharing: context.texts)
    switch remark {
    case .none: break
    case .numberAsText: numbersAsText[column - columns.lowerBound].add(row, column)
    case .error:
      errors[column - columns.lowerBound].add(row, column)
      if case .text(let text) = field { errorTexts.insert(text) }
    }
  }

  override func rowEnded() {
    guard rows.last?.number == row else { return }
    while nextColumn < columns.upperBound {
      text.append(CellText.comma)
      nextColumn += 1
    }
    text.append(CellText.lineFeed)
    nextColumn = columns.lowerBound
  }
}
