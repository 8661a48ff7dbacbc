internal import CReadStat

/// Reads the files that the library knows, from memory.
extension LabelledFile {
  /// Reads a file from its bytes.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - format: Whose form it has.
  ///   - encoding: The encoding of its texts, as iconv names it; nil for the one that the file states.
  ///   - cellLimit: The most cells that the file may unpack to.
  /// - Throws: `LabelledFileError` with the byte and, where it is in one, the record of the first fault.
  package init(
    _ bytes: Span<UInt8>, as format: LabelledFormat, encoding: String? = nil,
    cellLimit: Int = .max
  ) throws(LabelledFileError) {
    guard LabelledFormat(of: bytes, named: "") == format else {
      throw .notItsFormat(program: format.program)
    }
    guard format != .spssPortable else {
      self = try LabelledFile(portable: bytes, cellLimit: cellLimit)
      guard rowCount > 0 else { throw .noRecords }
      return
    }
    let collector = ReadStatCollector(format, byteCount: bytes.count, cellLimit: cellLimit)
    let (status, source) = unsafe bytes.withUnsafeBytes { buffer in
      let source = unsafe ByteSource(buffer)
      return (parse(source, as: format, into: collector, encoding: encoding), source)
    }
    if let error = collector.error { throw error }
    if let fault = fault(status, source, collector) { throw fault }
    guard !collector.columns.isEmpty else { throw .noVariables }
    if let place = firstLongText(inRelease119: bytes), collector.columns.indices.contains(place) {
      throw .longTextsOfRelease119(variable: collector.columns[place].variable.name)
    }
    if let declared = collector.declaredRows, declared != collector.rowCount {
      throw .otherRecordCount(declared: declared, found: collector.rowCount)
    }
    self = collector.collected()
    if format == .sasTransport { try countRecords(as: bytes) }
    guard rowCount > 0 else { throw .noRecords }
  }
}

/// Lets the library read a file and returns how that ended.
@safe private func parse(
  _ source: ByteSource, as format: LabelledFormat, into collector: ReadStatCollector, encoding: String?
) -> readstat_error_t {
  // The library keeps the name of the encoding by its address, not by its letters.
  guard let encoding else { return read(source, as: format, into: collector, encoding: nil) }
  return unsafe encoding.withCString { unsafe read(source, as: format, into: collector, encoding: $0) }
}

private func read(
  _ source: ByteSource, as format: LabelledFormat, into collector: ReadStatCollector, encoding: UnsafePointer<CChar>?
) -> readstat_error_t {
  guard let parser = unsafe readstat_parser_init() else { return READSTAT_ERROR_MALLOC }
  defer { unsafe readstat_parser_free(parser) }
  unsafe source.attach(to: parser)
  unsafe collector.attach(to: parser)
  if let encoding = unsafe encoding { unsafe readstat_set_file_character_encoding(parser, encoding) }
  let context = unsafe Unmanaged.passUnretained(collector).toOpaque()
  return switch format {
  case .spss: unsafe readstat_parse_sav(parser, "", context)
  case .spssPortable: READSTAT_ERROR_UNSUPPORTED_FILE_FORMAT_VERSION
  case .stata: unsafe readstat_parse_dta(parser, "", context)
  case .sas: unsafe readstat_parse_sas7bdat(parser, "", context)
  case .sasTransport: unsafe readstat_parse_xport(parser, "", context)
  }
}

extension ReadStatCollector {
  /// Lets a parser tell this what it reads.
  fileprivate func attach(to parser: UnsafeMutablePointer<readstat_parser_t>) {
    unsafe readstat_set_metadata_handler(parser) { metadata, context in
      guard let metadata = unsafe metadata else { return 1 }
      unsafe collector(context)?.note(metadata)
      return 0
    }
    unsafe readstat_set_variable_handler(parser) { index, variable, labels, context in
      guard let variable = unsafe variable else { return 1 }
      return unsafe collector(context)?.note(variable, index: Int(index), labels: labels) ?? 1
    }
    unsafe readstat_set_fweight_handler(parser) { variable, context in
      guard let variable = unsafe variable else { return 1 }
      unsafe collector(context)?.note(weight: variable)
      return 0
    }
    unsafe readstat_set_value_label_handler(parser) { set, value, label, context in
      guard let set = unsafe set else { return 1 }
      unsafe collector(context)?.note(value, label: label, of: set)
      return 0
    }
    unsafe readstat_set_value_handler(parser) { row, variable, value, context in
      guard let variable = unsafe variable else { return 1 }
      return unsafe collector(context)?.note(value, row: Int(row), of: variable) ?? 1
    }
  }
}

@inline(__always)
private func collector(_ context: UnsafeMutableRawPointer?) -> ReadStatCollector? {
  unsafe context.map { unsafe Unmanaged<ReadStatCollector>.fromOpaque($0).takeUnretainedValue() }
}

/// What went wrong, nil for nothing.
private func fault(
  _ status: readstat_error_t, _ source: ByteSource, _ collector: ReadStatCollector
) -> LabelledFileError? {
  let record = collector.rowCount > 0 ? collector.rowCount : nil
  switch status {
  case READSTAT_OK: return nil
  case _ where collector.unreadableText != nil:
    return .notInEncoding(variable: collector.unreadableText, byte: source.position, record: record)
  case READSTAT_ERROR_CONVERT, READSTAT_ERROR_CONVERT_BAD_STRING, READSTAT_ERROR_CONVERT_SHORT_STRING,
    READSTAT_ERROR_CONVERT_LONG_STRING:
    return .notInEncoding(variable: collector.nextVariable, byte: source.position, record: record)
  case READSTAT_ERROR_UNSUPPORTED_CHARSET: return .unknownEncoding
  case READSTAT_ERROR_UNSUPPORTED_COMPRESSION, READSTAT_ERROR_UNSUPPORTED_FILE_FORMAT_VERSION:
    return .unsupported(byte: source.position)
  case READSTAT_ERROR_READ where source.ranOut, READSTAT_ERROR_SEEK:
    return .endsEarly(byte: source.position, record: record)
  default:
    return source.ranOut
      ? .endsEarly(byte: source.position, record: record) : .malformed(byte: source.position, record: record)
  }
}
