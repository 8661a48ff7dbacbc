internal import CExpat
internal import Foundation

/// What reading the cells of a sheet needs to know of its workbook.
struct SheetContext: Sendable {
  let sheet: String
  let part: String
  let forms: [CellForm]
  let texts: SharedTexts
  let countsFrom1904: Bool
  let decimalMark: UInt8
  let range: CellRange
}

/// The cells of a sheet, or of some of its rows, one after the other; a subclass says what is done with them.
class SheetReader: XMLReader {
  private enum CellType {
    case number
    case shared
    case text
    case boolean
    case error
    case date
  }

  /// What a cell holds besides its text.
  enum CellRemark {
    case none
    case numberAsText
    case error
  }

  let context: SheetContext
  private(set) var row = 0
  private(set) var column = 0
  private var lastRow = 0
  private var type = CellType.number
  private var form = CellForm.number
  private var value: [UInt8] = []
  private var isValue = false
  private var isInline = false
  private var soundDepth = 0
  private var isInRow = false
  private var isInCell = false
  /// How many elements are open.
  private(set) var depth = 0

  private static let rowName = XMLName("row")
  private static let cellName = XMLName("c")
  private static let valueName = XMLName("v")
  private static let inlineName = XMLName("is")
  private static let textName = XMLName("t")
  private static let soundName = XMLName("rPh")

  init(_ context: SheetContext, after lastRow: Int = 0) {
    self.context = context
    self.lastRow = lastRow
    super.init(part: context.part)
  }

  /// A cell with a value ends; its field is appended by `appendField`.
  func cellEnded(_ field: SheetField, _ remark: CellRemark) {}
  /// A row ends.
  func rowEnded() {}

  /// The name of the cell that is read.
  final var cellName: String { CellPlace(row: max(row, 1), column: max(column, 1)).name }

  final override func started(_ name: XMLName, _ attributes: XMLAttributes) {
    depth += 1
    if name == Self.cellName, isInRow {
      cellStarted(attributes)
    } else if name == Self.valueName {
      isValue = isInCell && !isInline
    } else if name == Self.textName {
      isValue = isInCell && isInline && soundDepth == 0
    } else if name == Self.rowName {
      rowStarted(attributes)
    } else if name == Self.inlineName {
      isInline = true
    } else if name == Self.soundName {
      soundDepth += 1
    }
  }

  final override func ended(_ name: XMLName) {
    depth -= 1
    if name == Self.valueName || name == Self.textName {
      isValue = false
    } else if name == Self.cellName, isInCell {
      isInCell = false
      isInline = false
      cellEnded()
    } else if name == Self.rowName, isInRow {
      isInRow = false
      lastRow = row
      rowEnded()
    } else if name == Self.soundName {
      soundDepth -= 1
    }
  }

  final override func read(_ bytes: UnsafeRawBufferPointer) {
    if isValue { unsafe value.append(contentsOf: bytes) }
  }

  private func rowStarted(_ attributes: XMLAttributes) {
    row = lastRow + 1
    column = 0
    isInRow = true
    if let text = attributes.text("r") {
      guard let number = Int(text), number > lastRow, number <= CellRange.everything.rows.upperBound else {
        return fail(.outOfOrder(sheet: context.sheet, cell: CellPlace(row: lastRow + 1, column: 1).name))
      }
      row = number
    }
    if row > CellRange.everything.rows.upperBound {
      fail(.outOfOrder(sheet: context.sheet, cell: CellPlace(row: lastRow, column: 1).name))
    }
  }

  private func cellStarted(_ attributes: XMLAttributes) {
    isInCell = true
    isInline = false
    type = .number
    form = .number
    value.removeAll(keepingCapacity: true)
    var next = column + 1
    var position = 0
    while let key = unsafe attributes.list?[position], let text = unsafe attributes.list?[position + 1] {
      position += 2
      guard unsafe key[0] != 0, unsafe key[1] == 0 else { continue }
      switch unsafe UInt8(bitPattern: key[0]) {
      case 0x72:
        guard
          let place = unsafe CellPlace(
            UnsafeBufferPointer(start: text, count: strlen(text)).lazy.map(UInt8.init(bitPattern:))),
          place.row == row, place.column > column
        else { return fail(.outOfOrder(sheet: context.sheet, cell: cellName)) }
        next = place.column
      case 0x73:
        var style = 0
        var digit = 0
        while unsafe text[digit] != 0, digit < 9 {
          style = unsafe style * 10 + Int(UInt8(bitPattern: text[digit]) &- 0x30)
          digit += 1
        }
        form = style < context.forms.count ? context.forms[style] : .number
      case 0x74: unsafe readType(text)
      default: continue
      }
    }
    column = next
    if column > CellRange.everything.columns.upperBound { fail(.outOfOrder(sheet: context.sheet, cell: cellName)) }
  }

  @unsafe private func readType(_ text: UnsafePointer<XML_Char>) {
    let (first, second) = unsafe (UInt8(bitPattern: text[0]), text[0] == 0 ? 0 : UInt8(bitPattern: text[1]))
    switch (first, second) {
    case (0x73, 0): type = .shared
    case (0x6E, 0): type = .number
    case (0x62, 0): type = .boolean
    case (0x65, 0): type = .error
    case (0x64, 0): type = .date
    default: type = .text
    }
  }

  /// Says what the cell holds, unless it is empty or outside the range.
  private func cellEnded() {
    guard !value.isEmpty, context.range.rows.contains(row), context.range.columns.contains(column) else { return }
    switch type {
    case .shared:
      var index = 0
      for byte in value {
        guard byte &- 0x30 < 10, index < 1 << 40 else { return fail(malformed) }
        index = index * 10 + Int(byte &- 0x30)
      }
      guard let range = context.texts.range(index) else { return fail(malformed) }
      if !range.isEmpty { cellEnded(.shared(range), context.texts.areNumbers[index] ? .numberAsText : .none) }
    case .number: numberEnded()
    case .text:
      let text = CellText.unescaped(value)
      cellEnded(.text(text), CellText.isNumber(text, decimalMark: context.decimalMark) ? .numberAsText : .none)
    case .boolean:
      guard value == [0x30] || value == [0x31] else { return fail(malformed) }
      cellEnded(.plain(Array((value == [0x31] ? "TRUE" : "FALSE").utf8)), .none)
    case .error: cellEnded(.text(value), .error)
    case .date: cellEnded(.text(value), .none)
    }
  }

  private func numberEnded() {
    guard CellText.isNumber(value) else { return fail(malformed) }
    var text = value
    if form != .number || text.count > 16 {
      guard let number = Double(String(decoding: text, as: UTF8.self)), number.isFinite else { return fail(malformed) }
      if let date = form.text(of: number, from1904: context.countsFrom1904) {
        return cellEnded(.plain(Array(date.utf8)), .none)
      }
      // Spreadsheets write 17 digits where fewer tell the same number.
      text = Array(Int(exactly: number).map { "\($0)" }?.utf8 ?? "\(number)".utf8)
    }
    if context.decimalMark == CellText.comma, let point = text.firstIndex(of: 0x2E) {
      text[point] = CellText.comma
      return cellEnded(.text(text), .none)
    }
    cellEnded(.plain(text), .none)
  }

  private var malformed: WorkbookProblem { .malformedCell(sheet: context.sheet, cell: cellName) }
}

/// The text of a cell.
enum SheetField {
  /// A text that needs no quotes.
  case plain([UInt8])
  /// Any text.
  case text([UInt8])
  /// A text that cells share, as a field already.
  case shared(Range<Int>)

  /// Appends the text as a field of CSV.
  @inline(__always)
  func append(to fields: inout [UInt8], sharing texts: SharedTexts) {
    switch self {
    case .plain(let text): fields.append(contentsOf: text)
    case .text(let text): CellText.append(text, to: &fields)
    case .shared(let range): fields.append(contentsOf: texts.pool[range])
    }
  }
}
