internal import CZip
internal import ParallelWork

/// How workbooks of Excel are known.
package enum Workbook {
  /// The endings of their names.
  package static let endings = [".xlsx", ".xlsm"]

  /// Whether bytes begin as an archive does.
  package static func isOne(_ bytes: Span<UInt8>) -> Bool { bytes.hasText("PK\u{3}\u{4}", at: 0) }

  /// Whether bytes begin as a workbook of before 2007 does, or one with a password.
  package static func isOld(_ bytes: Span<UInt8>) -> Bool {
    let magic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    return bytes.count >= magic.count && magic.indices.allSatisfy { bytes[$0] == magic[$0] }
  }
}

/// The table of a sheet as CSV: UTF-8 with commas, one record for each row from the header to the last with a value.
package struct WorkbookTable: Sendable {
  /// Cells of one column that are worth a remark.
  package struct Cells: Sendable {
    /// The place of the column, from 0.
    package let column: Int
    /// How many they are.
    package let count: Int
    /// The name of the first.
    package let first: String
  }

  /// The name of the sheet.
  package private(set) var sheet = ""
  /// The header and the records.
  package private(set) var text: [UInt8] = []
  /// The number of each row and where its record begins in the text.
  package private(set) var rows: [(number: Int, start: Int)] = []
  /// Texts that are written as numbers.
  package private(set) var numbersAsText: [Cells] = []
  /// Cells with an error, such as `#N/A`.
  package private(set) var errors: [Cells] = []
  /// The errors that occur.
  package private(set) var errorTexts: [String] = []

  /// Reads the table of a sheet.
  ///
  /// No sheet is the first that is visible, no range all cells. The decimal mark is that of texts that are numbers, and the
  /// limits are what the parts may unpack to.
  package init(
    _ bytes: Span<UInt8>, sheet: String?, range: String?, decimalMark: UInt8 = 0x2E, limits: UnpackingLimits,
    pieceSize: Int = 4 << 20
  ) throws(WorkbookProblem) {
    guard let cells = range.map({ CellRange($0) }) ?? .everything else { throw .unusableRange(range ?? "") }
    self = try unsafe bytes.withUnsafeBufferPointer { (bytes) throws(WorkbookProblem) in
      let archive = try unsafe ZipArchive(bytes, limits: limits)
      let (context, part) = try Self.context(
        archive, sheet: sheet, cells: cells, decimalMark: decimalMark)
      let contents = try archive.contents(of: part)
      var table = WorkbookTable()
      table.sheet = context.sheet
      try table.read(contents, context, range: range, limits: limits, pieceSize: pieceSize)
      return table
    }
  }

  private init() {}

  private mutating func read(
    _ contents: [UInt8], _ context: SheetContext, range: String?, limits: UnpackingLimits, pieceSize: Int
  ) throws(WorkbookProblem) {
    let header = HeaderReader(context)
    try unsafe contents.withUnsafeBufferPointer { (bytes) throws(WorkbookProblem) in
      try unsafe header.parse(bytes, isLast: true)
    }
    guard let headerRow = header.headerRow, let first = header.cells.first, let last = header.cells.last else {
      throw .emptySheet(sheet: context.sheet, range: range)
    }
    let columns = first.column...last.column
    let fields = Dictionary(uniqueKeysWithValues: header.cells.map { ($0.column, $0.field) })
    rows.append((headerRow, 0))
    for column in columns {
      if column > first.column { text.append(CellText.comma) }
      text += fields[column] ?? []
    }
    text.append(CellText.lineFeed)
    let pieces = unsafe contents.withUnsafeBufferPointer { unsafe SheetPieces($0, size: pieceSize) }
    let read = ParallelWork.map(count: pieces.ranges.count) { piece -> Result<SheetRecords, WorkbookProblem> in
      do throws(WorkbookProblem) {
        let reader = RecordReader(
          context, after: pieces.rowsBefore[piece], headerRow: headerRow, columns: columns)
        let isLast = piece == pieces.ranges.count - 1
        try unsafe contents.withUnsafeBufferPointer { (bytes) throws(WorkbookProblem) in
          if piece > 0 {
            try unsafe SheetPieces.opening.withUnsafeBufferPointer { (bytes) throws(WorkbookProblem) in
              try unsafe reader.parse(bytes, isLast: false)
            }
          }
          let part = unsafe UnsafeBufferPointer(rebasing: bytes[pieces.ranges[piece]])
          try unsafe reader.parse(part, isLast: isLast)
        }
        guard isLast || reader.depth == 2 else { throw .malformedPart(part: context.part, line: 1) }
        return .success(SheetRecords(reader))
      } catch {
        return .failure(error)
      }
    }
    var records: [SheetRecords] = []
    for result in read { records.append(try result.get()) }
    try append(records, context, width: columns.count, limits: limits)
    guard rows.count > 1 else { throw .noRecords(sheet: context.sheet, range: range) }
    func cells(_ counts: (SheetRecords) -> [RecordReader.CellCount]) -> [Cells] {
      (0..<columns.count).compactMap { index in
        var total = RecordReader.CellCount()
        for piece in records { total.add(counts(piece)[index]) }
        return total.first.map {
          Cells(column: index, count: total.count, first: CellPlace(row: $0.row, column: $0.column).name)
        }
      }
    }
    numbersAsText = cells(\.numbersAsText)
    errors = cells(\.errors)
    errorTexts = Set(records.flatMap { $0.errorTexts.map { String(decoding: $0, as: UTF8.self) } }).sorted()
  }

  /// Joins the records of pieces, with one for each row without a value between two that have one.
  private mutating func append(
    _ pieces: [SheetRecords], _ context: SheetContext, width: Int, limits: UnpackingLimits
  ) throws(WorkbookProblem) {
    let blank = [UInt8](repeating: CellText.comma, count: width - 1) + [CellText.lineFeed]
    var blankBytes = 0
    text.reserveCapacity(pieces.reduce(text.count) { $0 + $1.text.count })
    rows.reserveCapacity(pieces.reduce(1) { $0 + $1.rows.count })
    for piece in pieces {
      for (index, row) in piece.rows.enumerated() {
        let end = index + 1 < piece.rows.count ? piece.rows[index + 1].start : piece.text.count
        let last = rows[rows.count - 1].number
        guard row.number > last else {
          throw .outOfOrder(sheet: context.sheet, cell: CellPlace(row: row.number, column: 1).name)
        }
        if row.number > last + 1 {
          blankBytes += (row.number - last - 1) * blank.count
          guard blankBytes <= limits.free else { throw .tooManyBlankRows(sheet: context.sheet, row: row.number) }
          for number in (last + 1)..<row.number {
            rows.append((number, text.count))
            text += blank
          }
        }
        rows.append((row.number, text.count))
        text.append(contentsOf: piece.text[row.start..<end])
      }
    }
  }
}

/// What a piece of a sheet holds.
private struct SheetRecords: Sendable {
  let text: [UInt8]
  let rows: [(number: Int, start: Int)]
  let numbersAsText: [RecordReader.CellCount]
  let errors: [RecordReader.CellCount]
  let errorTexts: Set<[UInt8]>

  init(_ reader: RecordReader) {
    text = reader.text
    rows = reader.rows
    numbersAsText = reader.numbersAsText
    errors = reader.errors
    errorTexts = reader.errorTexts
  }
}

extension WorkbookTable {
  /// Finds a sheet and reads what its cells refer to.
  private static func context(
    _ archive: ZipArchive, sheet name: String?, cells: CellRange, decimalMark: UInt8
  ) throws(WorkbookProblem) -> (context: SheetContext, part: String) {
    let rootPart = "_rels/.rels"
    guard archive.has(rootPart) else {
      throw archive.has("content.xml") || archive.has("mimetype") ? .openDocument : .notAWorkbook
    }
    let root = RelationshipReader(part: rootPart)
    try archive.parse(rootPart, with: root)
    guard let document = root.targets.values.first(where: { $0.kind == "officeDocument" }) else { throw .notAWorkbook }
    let bookPart = resolved(document.target, in: "")
    let folder = bookPart.split(separator: "/").dropLast().joined(separator: "/")
    let file = bookPart.split(separator: "/").last.map(String.init) ?? bookPart
    let linkPart = resolved("_rels/\(file).rels", in: folder)
    let links = RelationshipReader(part: linkPart)
    guard archive.has(linkPart) else { throw .notAWorkbook }
    try archive.parse(linkPart, with: links)
    let book = SheetListReader(part: bookPart)
    try archive.parse(bookPart, with: book)
    let sheets = book.sheets.filter { links.targets[$0.relationship]?.kind == "worksheet" }
    let found = if let name { sheets.first { $0.name == name } } else { sheets.first(where: \.isVisible) }
    guard let found, let target = links.targets[found.relationship]?.target else {
      if let name, !sheets.isEmpty { throw .unknownSheet(name, known: sheets.map(\.name)) }
      throw bookPart.hasSuffix(".xml") && book.sheets.isEmpty ? .notAWorkbook : .noSheet
    }
    func part(_ kind: String) -> String? {
      links.targets.values.first { $0.kind == kind }.map { resolved($0.target, in: folder) }
    }
    let stylePart = part("styles")
    let styles = StyleReader(part: stylePart ?? "")
    if let stylePart { try archive.parse(stylePart, with: styles) }
    let textPart = part("sharedStrings")
    let texts = SharedTextReader(part: textPart ?? "", decimalMark: decimalMark)
    if let textPart { try archive.parse(textPart, with: texts) }
    let sheetPart = resolved(target, in: folder)
    let context = SheetContext(
      sheet: found.name, part: sheetPart, forms: styles.forms, texts: texts.texts,
      countsFrom1904: book.countsFrom1904, decimalMark: decimalMark, range: cells)
    return (context, sheetPart)
  }

  /// The name of a part that another in a folder names.
  private static func resolved(_ target: String, in folder: String) -> String {
    guard !target.hasPrefix("/") else { return String(target.dropFirst()) }
    var path = folder.split(separator: "/").map(String.init)
    for step in target.split(separator: "/") {
      if step == ".." { _ = path.popLast() } else if step != "." { path.append(String(step)) }
    }
    return path.joined(separator: "/")
  }
}
