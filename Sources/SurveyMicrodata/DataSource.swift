/// A file that records or definitions were read from, as provenance names it.
public struct DataSource: Sendable, Hashable {
  /// The name of the file, without its folder.
  public let fileName: String
  /// The SHA-256 hash of the bytes on disk, in hexadecimal.
  public let sha256: String
  /// The number of bytes on disk.
  public let byteCount: Int

  /// Describes a file.
  public init(fileName: String, sha256: String, byteCount: Int) {
    self.fileName = fileName
    self.sha256 = sha256
    self.byteCount = byteCount
  }
}
