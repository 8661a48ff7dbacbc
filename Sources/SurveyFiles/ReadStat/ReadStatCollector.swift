internal import CReadStat

/// Gathers what the library tells of a file, in the order in which it tells it.
final class ReadStatCollector {
  private(set) var file: LabelledFile
  private(set) var error: LabelledFileError?
  /// The number of records that the file announces; nil where it does not.
  private(set) var declaredRows: Int?
  private(set) var columns: [ColumnCollector] = []
  private(set) var rowCount = 0
  /// The variable that has a text which is not in the encoding of the file.
  private(set) var unreadableText: String?
  private var labels: [String: [ValueLabel]] = [:]
  private let byteCount: Int
  private let cellLimit: Int
  private var cellCount = 0

  init(_ format: LabelledFormat, byteCount: Int, cellLimit: Int) {
    file = LabelledFile(format: format)
    self.byteCount = byteCount
    self.cellLimit = cellLimit
  }

  func note(_ metadata: UnsafeMutablePointer<readstat_metadata_t>) {
    let rows = unsafe Int(metadata.pointee.row_count)
    declaredRows = rows >= 0 ? rows : nil
    if let label = unsafe metadata.pointee.file_label { file.label = trimmedEnd(unsafe String(cString: label)) }
  }

  /// Takes a variable, or gives the file up.
  func note(_ variable: UnsafeMutablePointer<readstat_variable_t>, index: Int, labels: UnsafePointer<CChar>?) -> Int32 {
    guard let cName = unsafe readstat_variable_get_name(variable) else { return Int32(READSTAT_HANDLER_ABORT) }
    let name = unsafe String(cString: cName)
    let type = unsafe readstat_variable_get_type(variable)
    let isText = type == READSTAT_TYPE_STRING || type == READSTAT_TYPE_STRING_REF
    var described = LabelledVariable(name: name, cells: .numbers([]))
    if let label = unsafe readstat_variable_get_label(variable) { described.label = unsafe String(cString: label) }
    if let format = unsafe readstat_variable_get_format(variable) { described.format = unsafe String(cString: format) }
    described.measure =
      switch unsafe readstat_variable_get_measure(variable) {
      case READSTAT_MEASURE_NOMINAL: .nominal
      case READSTAT_MEASURE_ORDINAL: .ordinal
      case READSTAT_MEASURE_SCALE: .scale
      default: .unknown
      }
    described.missingRanges = unsafe ranges(of: variable, isText: isText)
    columns.append(
      ColumnCollector(
        described, isText: isText, labelSet: unsafe labels.map { unsafe String(cString: $0) }, index: index,
        expected: min(declaredRows ?? 0, byteCount)))
    return Int32(READSTAT_HANDLER_OK)
  }

  func note(weight variable: UnsafeMutablePointer<readstat_variable_t>) {
    file.caseWeight = unsafe readstat_variable_get_name(variable).map { unsafe String(cString: $0) }
  }

  func note(_ value: readstat_value_t, label: UnsafePointer<CChar>?, of set: UnsafePointer<CChar>) {
    guard let label = unsafe label else { return }
    let labelled: LabelledValue
    if unsafe value.type == READSTAT_TYPE_STRING {
      guard let text = unsafe value.v.string_value else { return }
      labelled = .text(trimmedEnd(unsafe String(cString: text)))
    } else if unsafe value.is_tagged_missing != 0 {
      labelled = unsafe .tag(UInt8(bitPattern: value.tag))
    } else if unsafe value.is_system_missing != 0 {
      return
    } else {
      labelled = unsafe .number(number(of: value))
    }
    labels[unsafe String(cString: set), default: []].append(ValueLabel(labelled, unsafe String(cString: label)))
  }

  /// Takes a cell.
  func note(_ value: readstat_value_t, row: Int, of variable: UnsafeMutablePointer<readstat_variable_t>) -> Int32 {
    let index = unsafe Int(readstat_variable_get_index_after_skipping(variable))
    guard columns.indices.contains(index), row >= 0 else { return Int32(READSTAT_HANDLER_ABORT) }
    if row >= rowCount {
      rowCount = row + 1
      cellCount += columns.count
      guard cellCount <= cellLimit else {
        error = .tooLarge(cells: cellLimit)
        return Int32(READSTAT_HANDLER_ABORT)
      }
    }
    guard unsafe columns[index].append(value, row: row) else {
      unreadableText = columns[index].variable.name
      return Int32(READSTAT_HANDLER_ABORT)
    }
    return Int32(READSTAT_HANDLER_OK)
  }

  /// The name of the variable whose cell could not be taken, or comes next in the record that was being read.
  var nextVariable: String? { unreadableText ?? columns.first { $0.count < rowCount }?.variable.name }

  /// The file with everything in place.
  func collected() -> LabelledFile {
    file.rowCount = rowCount
    file.variables = columns.map { column in
      column.fill(to: rowCount)
      return column.collected(labels: column.labelSet.flatMap { labels[$0] } ?? [])
    }
    return file
  }
}

private func ranges(of variable: UnsafeMutablePointer<readstat_variable_t>, isText: Bool) -> [MissingRange] {
  let count = unsafe readstat_variable_get_missing_ranges_count(variable)
  guard count > 0 else { return [] }
  return (0..<count).compactMap { position in
    let low = unsafe readstat_variable_get_missing_range_lo(variable, position)
    let high = unsafe readstat_variable_get_missing_range_hi(variable, position)
    guard !isText else {
      guard let text = unsafe low.v.string_value else { return nil }
      return .text(trimmedEnd(unsafe String(cString: text)))
    }
    let (first, last) = unsafe (number(of: low), number(of: high))
    return first <= last ? .numbers(first...last) : nil
  }
}

/// A text without the blanks at its end, which files of a fixed width add.
func trimmedEnd(_ text: String) -> String {
  guard text.utf8.last == 0x20 else { return text }
  return String(text.reversed().drop { $0 == " " }.reversed())
}
