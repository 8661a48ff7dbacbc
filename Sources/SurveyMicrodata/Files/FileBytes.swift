package import FileFacts
package import FoundationEssentials

/// The bytes of a file, unpacked where gzip or Zstandard has packed it, with its description for provenance.
package struct FileBytes: Sendable {
  /// The name of the file without its folder, as messages give it.
  package let name: String
  /// The contents, after unpacking.
  let contents: Data
  /// The file as it stands on disk.
  package internal(set) var source: DataSource
  /// The rows of a sheet and where each begins in the contents; empty for a file of lines.
  private(set) var rows: [(number: Int, start: Int)] = []

  /// Reads a file; what gzip or Zstandard has packed is unpacked, whatever the name, and a name must not say otherwise.
  package init(contentsOf path: String, limits: ComputationLimits = .standard) throws(MicrodataError) {
    let name = lastComponent(of: path)
    let bytes = try wholeFile(path)
    try self.init(bytes, name: name, status: FileStatus(at: path), limits: limits)
  }

  /// Takes bytes that came from no file of a name, such as those of standard input.
  package init(_ bytes: Data, from name: String, status: FileStatus?) throws(MicrodataError) {
    guard !bytes.isEmpty else { throw .unreadableFile(name, .empty) }
    try self.init(bytes, name: name, status: status, limits: .standard)
  }

  private init(
    _ bytes: Data, name: String, status: FileStatus?, limits: ComputationLimits
  ) throws(MicrodataError) {
    self.name = name
    source = DataSource(bytes, name: name, status: status)
    let ending = name.lowercased()
    do {
      if bytes.starts(with: [0x1F, 0x8B]) || ending.hasSuffix(".gz") {
        contents = Data(try unpackedGzip(bytes.span, limits: limits))
      } else if isZstandard(bytes.span) || ending.hasSuffix(".zst") {
        contents = Data(try unpackedZstandard(bytes.span, limits: limits))
      } else {
        contents = bytes
      }
    } catch {
      throw .unreadableFile(name, error)
    }
    guard !contents.isEmpty else { throw .unreadableFile(name, .empty) }
  }

  /// Puts the contents of a file in another form; the description stays that of the bytes on disk.
  init(name: String, contents: Data, source: DataSource, rows: [(number: Int, start: Int)] = []) {
    self.name = name
    self.contents = contents
    self.source = source
    self.rows = rows
  }

  /// The line of the file or the row of the sheet that holds a byte, counted from 1.
  func line(of offset: Int) -> Int {
    guard rows.isEmpty else {
      var (low, high) = (0, rows.count)
      while high - low > 1 {
        let middle = (low + high) / 2
        if rows[middle].start <= offset { low = middle } else { high = middle }
      }
      return rows[low].number
    }
    let bytes = contents.span
    var line = 1
    for index in 0..<min(offset, bytes.count) where bytes[index] == CSVByte.lineFeed { line += 1 }
    return line
  }

  /// The contents as text, or nil where they are not UTF-8.
  package var text: String? {
    var bytes = contents.span
    if startsWithByteOrderMark(bytes) { bytes = bytes.extracting(3...) }
    return validatedText(bytes, from: 0, count: bytes.count)
  }
}

extension DataSource {
  /// Describes the file at a path: its name, size and SHA-256 hash.
  ///
  /// - Throws: `MicrodataError.unreadableFile` for a missing or empty file or a folder.
  public init(contentsOf path: String) throws(MicrodataError) {
    self.init(try wholeFile(path), name: lastComponent(of: path), status: FileStatus(at: path))
  }

  fileprivate init(_ bytes: Data, name: String, status: FileStatus?) {
    self.init(fileName: name, sha256: hexadecimalSHA256(of: bytes.span), byteCount: bytes.count)
    self.status = status
  }
}

/// The last component of a path.
func lastComponent(of path: String) -> String { URL(filePath: path).lastPathComponent }

/// Whether the bytes open with the UTF-8 byte order mark, which some spreadsheets write.
func startsWithByteOrderMark(_ bytes: Span<UInt8>) -> Bool {
  bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
}

/// Returns bytes as text, or nil where they are not UTF-8 or hold a NUL.
func validatedText(_ bytes: Span<UInt8>, from start: Int, count: Int) -> String? {
  let copy = [UInt8](copying: bytes, from: start, count: count)
  guard !copy.contains(0) else { return nil }
  return String(validating: copy, as: UTF8.self)
}

extension [UInt8] {
  fileprivate init(copying bytes: Span<UInt8>, from start: Int, count: Int) {
    self = []
    reserveCapacity(count)
    for index in start..<(start + count) { append(bytes[index]) }
  }
}

/// Why no file can be read at a place, before it is tried.
func problem(at path: String) -> FileProblem? {
  guard let status = FileStatus(at: path) else {
    return FileStatus(at: path, followingLinks: false) == nil ? .missing : .danglingLink
  }
  return switch status.kind {
  case .folder: .isFolder
  case .pipe, .device: .notAFile
  case .file, .link: nil
  }
}
