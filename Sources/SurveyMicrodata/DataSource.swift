package import FileFacts

/// A file that records or definitions were read from, as provenance names it.
public struct DataSource: Sendable, Hashable {
  /// The name of the file, without its folder.
  public let fileName: String
  /// The SHA-256 hash of the bytes on disk, in hexadecimal.
  public let sha256: String
  /// The number of bytes on disk.
  public let byteCount: Int
  /// Which file it was when it was read, so that no output takes its place; nil where nothing on disk was read.
  package var status: FileStatus?
  /// How the text of the file was written, where that is not UTF-8 with commas and points; nil otherwise.
  public package(set) var textForm: TextForm?

  /// The sheet of a workbook that was read; nil for another file.
  public package(set) var sheet: String?
  /// The cells of the sheet that were read, such as `B3:F200`; nil for all.
  public package(set) var range: String?

  /// Describes a file.
  public init(fileName: String, sha256: String, byteCount: Int) {
    self.fileName = fileName
    self.sha256 = sha256
    self.byteCount = byteCount
  }

  /// What is not usual about how the file was written, by the names of the options that say so; empty where nothing is.
  public var differences: [(name: String, value: String)] {
    (textForm?.differences ?? [])
      + [("sheet", sheet), ("range", range)].compactMap { name, value in
        value.map { (name, $0) }
      }
  }

  /// Whether two files have the same name and the same bytes, wherever they are.
  public static func == (one: DataSource, other: DataSource) -> Bool {
    one.fileName == other.fileName && one.sha256 == other.sha256 && one.byteCount == other.byteCount
  }

  /// Mixes in what makes two files the same.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(fileName)
    hasher.combine(sha256)
    hasher.combine(byteCount)
  }
}
