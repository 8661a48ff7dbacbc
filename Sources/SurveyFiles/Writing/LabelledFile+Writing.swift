internal import CReadStat

/// Writes files of SPSS and Stata.
extension LabelledFile {
  /// The bytes of the file in its format; what the format does not hold must have been put right before.
  ///
  /// - Throws: `LabelledWritingError` with the words of the library where it refuses.
  package func written(compressed: Bool = false) throws(LabelledWritingError) -> [UInt8] {
    guard let writer = unsafe readstat_writer_init() else {
      throw LabelledWritingError(variable: nil, reason: "memory")
    }
    defer { unsafe readstat_writer_free(writer) }
    let sink = ByteSink()
    unsafe sink.attach(to: writer)
    // The same records give the same bytes, whenever they are written.
    unsafe readstat_writer_set_file_timestamp(writer, 0)
    unsafe readstat_writer_set_file_label(writer, label)
    if format == .stata { unsafe readstat_writer_set_file_format_version(writer, 118) }
    if format == .spss {
      unsafe readstat_writer_set_compression(writer, compressed ? READSTAT_COMPRESS_BINARY : READSTAT_COMPRESS_ROWS)
    }
    let texts = KeptTexts()
    var columns: [WrittenColumn] = []
    for (index, variable) in variables.enumerated() {
      guard let column = unsafe WrittenColumn(variable, at: index, in: writer, of: format, keeping: texts) else {
        throw LabelledWritingError(variable: variable.name, reason: "memory")
      }
      columns.append(column)
      if variable.name == caseWeight, format == .spss {
        unsafe readstat_writer_set_fweight_variable(writer, column.variable)
      }
    }
    let status =
      unsafe format == .stata
      ? readstat_begin_writing_dta(writer, sink.context, rowCount)
      : readstat_begin_writing_sav(writer, sink.context, rowCount)
    try check(status, variable: nil)
    for row in 0..<rowCount {
      try check(unsafe readstat_begin_row(writer), variable: nil)
      for column in columns { try check(unsafe column.insert(row, in: writer), variable: column.name) }
      try check(unsafe readstat_end_row(writer), variable: nil)
    }
    try check(unsafe readstat_end_writing(writer), variable: nil)
    return withExtendedLifetime(texts) { sink.bytes }
  }
}

/// What the library refuses to write.
package struct LabelledWritingError: Error, Sendable, Equatable {
  /// The variable, where it is one.
  package let variable: String?
  /// The words of the library.
  package let reason: String
}

private func check(_ status: readstat_error_t, variable: String?) throws(LabelledWritingError) {
  guard status != READSTAT_OK else { return }
  let reason = unsafe readstat_error_message(status).map { unsafe String(cString: $0) } ?? "unknown"
  throw LabelledWritingError(variable: variable, reason: reason)
}
