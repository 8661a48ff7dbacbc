package import FileFacts
package import FoundationEssentials

/// The bytes of a file, unpacked where it is gzipped, with its description for provenance.
package struct FileBytes: Sendable {
  /// The name of the file without its folder, as messages give it.
  package let name: String
  /// The contents, after unpacking.
  let contents: Data
  /// The file as it stands on disk.
  package let source: DataSource

  /// Reads a file; a name that ends in `.gz` is unpacked.
  package init(contentsOf path: String, limits: ComputationLimits = .standard) throws(MicrodataError) {
    let name = lastComponent(of: path)
    let bytes = try wholeFile(path)
    try self.init(
      bytes, name: name, status: FileStatus(at: path), isPacked: name.lowercased().hasSuffix(".gz"), limits: limits)
  }

  /// Takes bytes that came from no file of a name, such as those of standard input.
  package init(_ bytes: Data, from name: String, status: FileStatus?) throws(MicrodataError) {
    guard !bytes.isEmpty else { throw .unreadableFile(name, .empty) }
    try self.init(bytes, name: name, status: status, isPacked: bytes.starts(with: [0x1F, 0x8B]), limits: .standard)
  }

  private init(
    _ bytes: Data, name: String, status: FileStatus?, isPacked: Bool, limits: ComputationLimits
  ) throws(MicrodataError) {
    self.name = name
    source = DataSource(bytes, name: name, status: status)
    guard isPacked else {
      contents = bytes
      return
    }
    do {
      contents = Data(try unpackedGzip(bytes.span, limits: limits))
    } catch {
      throw .unreadableFile(name, error)
    }
    guard !contents.isEmpty else { throw .unreadableFile(name, .empty) }
  }

  /// Puts the contents of a file in another form; the description stays that of the bytes on disk.
  init(name: String, contents: Data, source: DataSource) {
    self.name = name
    self.contents = contents
    self.source = source
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
