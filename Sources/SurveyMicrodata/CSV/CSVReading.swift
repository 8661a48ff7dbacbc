internal import FoundationEssentials
internal import SurveyFiles

/// A CSV file whose header has been read.
package struct CSVReading {
  /// The bytes of a piece that is read on its own: small enough to stay in the cache of a core.
  package static let pieceSize = 1 << 20

  /// The file with its contents as UTF-8.
  private(set) var file: FileBytes
  /// The file as it was read.
  let original: FileBytes
  /// How the characters of the file are stored.
  let encoding: TextEncoding
  let header: CSVHeader
  let delimiter: UInt8
  /// Whether the separator is another than the comma and was named by nobody, so that the decimal mark is to be found too.
  private let isRecognized: Bool
  let format: TextFormat
  /// What a workbook shows of its columns besides their values.
  private(set) var sheetRemarks: [ColumnRemark] = []
  private let pieceSize: Int
  private let limits: ComputationLimits

  /// Reads the header; a nil delimiter is the one that the records show, unless the format states another.
  ///
  /// The encoding is the one that a data package gives; the format goes before it.
  package init(
    _ file: FileBytes, delimiter: UInt8?, encoding: TextEncoding? = nil, format: TextFormat = .asStated,
    pieceSize: Int = CSVReading.pieceSize, limits: ComputationLimits = .standard
  ) throws(MicrodataError) {
    let encoding = format.encoding ?? encoding ?? TextEncoding(utf16: file.contents.span) ?? .utf8
    let original = file
    let file = try file.decoded(from: encoding)
    self.file = file
    self.original = original
    self.encoding = encoding
    self.format = format
    self.pieceSize = pieceSize
    self.limits = limits
    do throws(CSVFault) {
      let stated = format.delimiter ?? delimiter
      let delimiter: UInt8 = if let stated { stated } else { try recognizedSeparator(file.contents.span) }
      self.delimiter = delimiter
      isRecognized = stated == nil && delimiter != CSVByte.comma
      header = try CSVHeader(file.contents.span, delimiter: delimiter)
    } catch {
      throw malformed(error, in: file, names: nil)
    }
  }

  /// Reads the header of a sheet of a workbook.
  init(
    workbook file: FileBytes, format: TextFormat, limits: ComputationLimits = .standard
  ) throws(MicrodataError) {
    let table: WorkbookTable
    do throws(WorkbookProblem) {
      guard format.separator == nil, format.encoding == nil else { throw .noTextFormat }
      table = try WorkbookTable(
        file.contents.span, sheet: format.sheet, range: format.range,
        decimalMark: format.decimalMark?.asciiValue ?? CSVByte.point,
        limits: UnpackingLimits(
          all: limits.unpackedBytes, free: limits.freelyUnpackedBytes, ratio: limits.unpackingRatio))
    } catch {
      throw .malformedWorkbook(error, file: file.name)
    }
    let text = FileBytes(
      name: "\(file.name), sheet \"\(table.sheet)\"", contents: Data(table.text), source: file.source, rows: table.rows)
    try self.init(
      text, delimiter: CSVByte.comma, encoding: .utf8,
      format: TextFormat(decimalMark: format.decimalMark, missingTexts: format.missingTexts + table.errorTexts),
      limits: limits)
    self.file.source.sheet = table.sheet
    self.file.source.range = format.range
    let names = header.names
    let remark = { (cells: WorkbookTable.Cells, kind: ColumnRemark.Kind) in
      ColumnRemark(column: names[cells.column], kind: kind, count: cells.count, firstCell: cells.first)
    }
    sheetRemarks =
      table.numbersAsText.map { remark($0, .numbersAsText) } + table.errors.map { remark($0, .errorCells) }
  }

  /// The rules of a file without a codebook: every column is of numbers until a field shows otherwise.
  ///
  /// Of the columns that are described a codebook states the decimal mark.
  func rules(selecting columns: [String]?, described: Set<String> = []) throws(MicrodataError) -> [ColumnRule] {
    for column in columns ?? [] where !header.names.contains(column) {
      throw .unknownColumn(column, nearest: nearestColumn(to: column, among: header.names))
    }
    let selected = columns.map(Set.init)
    let isRead = { (name: String) in selected?.contains(name) ?? true }
    var number = NumberRule()
    let open = Set(header.names.indices.filter { isRead(header.names[$0]) && !described.contains(header.names[$0]) })
    let recognized = try recognizedDecimalMark(of: open)
    number.decimalMark = (format.decimalMark ?? recognized?.mark)?.asciiValue ?? CSVByte.point
    var texts = LevelTable()
    for text in format.missingTexts {
      number.missingTexts.append((Array(text.utf8), MissingReason(.blank)))
      texts.insert(text, code: MissingKind.blank.code)
    }
    return header.names.enumerated().map { index, name in
      let kind: ColumnRule.Kind =
        recognized?.undecided.contains(index) == true ? .texts(texts) : isRead(name) ? .numbers(number) : .unread
      return ColumnRule(
        name: name, kind: kind, isDeclared: false, textsIfTurned: texts, decimalMark: number.decimalMark)
    }
  }

  /// The decimal mark of a file whose separator was found, by the columns that no codebook describes.
  private func recognizedDecimalMark(of columns: Set<Int>) throws(MicrodataError) -> DecimalMarkRecognition? {
    guard isRecognized, format.decimalMark == nil, !columns.isEmpty else { return nil }
    do throws(DecimalMarkConflict) {
      return try DecimalMarkRecognition(
        file.contents, header: header, delimiter: delimiter, columns: columns, missingTexts: format.missingTexts,
        pieceSize: pieceSize)
    } catch {
      throw .undecidedDecimalMark(error, file: file.name)
    }
  }

  /// The file, with how it was written where that is not the usual way.
  func source(read rules: [ColumnRule]) -> DataSource {
    var source = file.source
    let marks = rules.compactMap { rule -> UInt8? in
      guard case .numbers(let number) = rule.kind, !number.isInteger else { return nil }
      return number.decimalMark
    }
    let form = TextForm(
      encoding: encoding, separator: Character(UnicodeScalar(delimiter)),
      decimalMark: Set(marks) == [CSVByte.comma] ? "," : ".")
    source.textForm = form == .usual ? nil : form
    return source
  }

  /// Reads the records.
  func table(_ rules: [ColumnRule]) throws(MicrodataError) -> CSVTable {
    // Each is a record whose arrays take far more room than its one byte.
    if rules.count == 1,
      hasMoreEmptyLines(
        than: limits.emptyLines, file.contents.span, from: header.recordsStart, to: header.recordsEnd)
    {
      throw .unreadableFile(file.name, .tooManyEmptyLines(limit: limits.emptyLines))
    }
    do throws(CSVFault) {
      let table = try CSVTable(
        file.contents, header: header, rules: rules, delimiter: delimiter, pieceSize: pieceSize)
      let read = rules.indices.filter { rules[$0].isRead }
      for (slot, index) in read.enumerated() where !rules[index].isDeclared {
        let offset = table.faults[slot].firstOffsets[ColumnFault.unusableNumber.rawValue]
        if offset < Int.max { throw CSVFault(offset: offset, field: index, problem: .unusableNumber) }
      }
      return table
    } catch {
      throw malformed(error, in: file, names: header.names)
    }
  }

  /// The line of the file that holds a byte, counted from 1.
  func line(of offset: Int) -> Int { file.line(of: offset) }

  /// The line on which a record begins.
  func line(ofRecord row: Int, in table: CSVTable) -> Int {
    var rest = row
    var piece = 0
    while rest >= table.pieces[piece].rowCount {
      rest -= table.pieces[piece].rowCount
      piece += 1
    }
    var position = table.pieces[piece].start
    let bytes = file.contents.span
    // The records were read before, so that no fault is left in them.
    while rest > 0, (try? passRecord(bytes, at: &position, end: header.recordsEnd, delimiter: delimiter)) != nil {
      rest -= 1
    }
    return line(of: position)
  }
}

func malformed(_ fault: CSVFault, in file: FileBytes, names: [String]?) -> MicrodataError {
  let known = names.flatMap { mayBeRecord($0) ? nil : $0 }
  let name = fault.field.flatMap { field in known.flatMap { field < $0.count ? $0[field] : nil } }
  return .malformedCSV(
    fault.problem, file: file.name, line: file.line(of: fault.offset),
    column: fault.field.map { $0 + 1 }, name: name)
}
