internal import CReadStat

/// A variable that a writer knows, with the cells that are to be written.
@safe struct WrittenColumn {
  let variable: UnsafeMutablePointer<readstat_variable_t>
  let name: String
  private let cells: LabelledCells
  private let type: readstat_type_t
  /// The references to long texts, by the position of the text.
  private let references: [UnsafeMutablePointer<readstat_string_ref_t>]

  /// Stata's longest text that is not kept apart from the records.
  private static let longestText = 2_045
  /// The whole numbers that a long of Stata holds beside its kinds of missing.
  private static let longs = -2_147_483_647.0...2_147_483_620.0

  /// Tells the writer of a variable, its labels and its missing values.
  init?(
    _ described: LabelledVariable, at index: Int, in writer: UnsafeMutablePointer<readstat_writer_t>,
    of format: LabelledFormat, keeping texts: KeptTexts
  ) {
    name = described.name
    cells = described.cells
    var width = 0
    var references: [UnsafeMutablePointer<readstat_string_ref_t>] = unsafe []
    switch cells {
    case .texts(_, let levels):
      width = max(1, levels.map(\.utf8.count).max() ?? 1)
      type = format == .stata && width > Self.longestText ? READSTAT_TYPE_STRING_REF : READSTAT_TYPE_STRING
      if type == READSTAT_TYPE_STRING_REF {
        for text in levels {
          guard let reference = unsafe readstat_add_string_ref(writer, text) else { return nil }
          unsafe references.append(reference)
        }
      }
    case .numbers(let numbers):
      let areLongs = numbers.allSatisfy { $0.isNaN || (Self.longs.contains($0) && $0 == $0.rounded()) }
      type = format == .stata && areLongs ? READSTAT_TYPE_INT32 : READSTAT_TYPE_DOUBLE
    }
    unsafe self.references = references
    guard let variable = unsafe readstat_add_variable(writer, name, type, width) else { return nil }
    unsafe self.variable = variable
    unsafe readstat_variable_set_label(variable, described.label)
    if !described.format.isEmpty { unsafe readstat_variable_set_format(variable, described.format) }
    unsafe readstat_variable_set_measure(variable, Self.measure(described.measure))
    unsafe Self.label(variable, described, set: "labels\(index)", in: writer, of: format)
    for range in described.missingRanges { unsafe Self.declare(range, of: variable, keeping: texts) }
  }

  /// Writes the cell of a record.
  func insert(_ row: Int, in writer: UnsafeMutablePointer<readstat_writer_t>) -> readstat_error_t {
    switch cells {
    case .texts(let codes, let texts):
      let code = Int(codes[row])
      return unsafe type == READSTAT_TYPE_STRING_REF
        ? readstat_insert_string_ref(writer, variable, references[code])
        : readstat_insert_string_value(writer, variable, texts[code])
    case .numbers(let numbers):
      let number = numbers[row]
      guard number.isNaN else {
        return unsafe type == READSTAT_TYPE_INT32
          ? readstat_insert_int32_value(writer, variable, Int32(number))
          : readstat_insert_double_value(writer, variable, number)
      }
      let tag = MissingTag.tag(of: number)
      return unsafe tag == 0
        ? readstat_insert_missing_value(writer, variable)
        : readstat_insert_tagged_missing_value(writer, variable, CChar(tag))
    }
  }

  private static func label(
    _ variable: UnsafeMutablePointer<readstat_variable_t>, _ described: LabelledVariable, set name: String,
    in writer: UnsafeMutablePointer<readstat_writer_t>, of format: LabelledFormat
  ) {
    guard !described.valueLabels.isEmpty else { return }
    let isText = if case .texts = described.cells { true } else { false }
    let type = isText ? READSTAT_TYPE_STRING : format == .stata ? READSTAT_TYPE_INT32 : READSTAT_TYPE_DOUBLE
    guard let set = unsafe readstat_add_label_set(writer, type, name) else { return }
    for entry in described.valueLabels {
      switch entry.value {
      case .text(let text): unsafe readstat_label_string_value(set, text, entry.label)
      case .tag(let tag): unsafe readstat_label_tagged_value(set, CChar(tag), entry.label)
      case .number(let number) where format == .stata:
        unsafe readstat_label_int32_value(set, Int32(number), entry.label)
      case .number(let number): unsafe readstat_label_double_value(set, number, entry.label)
      }
    }
    unsafe readstat_variable_set_label_set(variable, set)
  }

  private static func declare(
    _ range: MissingRange, of variable: UnsafeMutablePointer<readstat_variable_t>, keeping texts: KeptTexts
  ) {
    switch range {
    case .text(let text):
      guard let kept = unsafe texts.keep(text) else { return }
      _ = unsafe readstat_variable_add_missing_string_value(variable, kept)
    case .numbers(let ends) where ends.lowerBound == ends.upperBound:
      _ = unsafe readstat_variable_add_missing_double_value(variable, ends.lowerBound)
    case .numbers(let ends):
      _ = unsafe readstat_variable_add_missing_double_range(variable, ends.lowerBound, ends.upperBound)
    }
  }

  private static func measure(_ measure: LabelledMeasure) -> readstat_measure_t {
    switch measure {
    case .unknown: READSTAT_MEASURE_UNKNOWN
    case .nominal: READSTAT_MEASURE_NOMINAL
    case .ordinal: READSTAT_MEASURE_ORDINAL
    case .scale: READSTAT_MEASURE_SCALE
    }
  }
}
