internal import CZip

/// The parts of a file that is a ZIP archive, unpacked within bounds.
@safe final class ZipArchive {
  private let archive: OpaquePointer
  private let limits: UnpackingLimits

  /// Opens an archive in memory, which must outlive it.
  @unsafe init(_ bytes: UnsafeBufferPointer<UInt8>, limits: UnpackingLimits) throws(WorkbookProblem) {
    self.limits = limits
    guard let source = unsafe zip_source_buffer_create(bytes.baseAddress, UInt64(bytes.count), 0, nil) else {
      throw .damagedArchive
    }
    guard let archive = unsafe zip_open_from_source(source, ZIP_RDONLY, nil) else {
      unsafe zip_source_free(source)
      throw .damagedArchive
    }
    unsafe self.archive = archive
  }

  deinit { unsafe zip_discard(archive) }

  /// Whether the archive has a part.
  func has(_ part: String) -> Bool { unsafe zip_name_locate(archive, part, UInt32(ZIP_FL_NOCASE)) >= 0 }

  /// Hands over the bytes of a part block by block, the last one empty, until the reader has enough.
  ///
  /// What a part says of its size is held against the limits before it is unpacked, and what comes out while it is.
  @unsafe func read(
    _ part: String, _ body: (UnsafeBufferPointer<UInt8>) throws(WorkbookProblem) -> Bool
  ) throws(WorkbookProblem) {
    let index = unsafe zip_name_locate(archive, part, UInt32(ZIP_FL_NOCASE))
    guard index >= 0 else { throw .absentPart(part) }
    var facts = unsafe zip_stat_t()
    guard unsafe zip_stat_index(archive, UInt64(index), 0, &facts) == 0 else { throw .damagedPart(part) }
    let limit = unsafe limits.bytes(packed: Int(clamping: facts.comp_size))
    guard unsafe facts.size <= UInt64(limit) else { throw .unpacksBeyond(part: part, bytes: limit) }
    guard let file = unsafe zip_fopen_index(archive, UInt64(index), 0) else { throw .damagedPart(part) }
    defer { unsafe _ = zip_fclose(file) }
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var total = 0
    while true {
      let count = unsafe block.withUnsafeMutableBufferPointer {
        unsafe zip_fread(file, $0.baseAddress, UInt64($0.count))
      }
      guard count >= 0 else { throw .damagedPart(part) }
      total += Int(count)
      guard total <= limit else { throw .unpacksBeyond(part: part, bytes: limit) }
      let wantsMore = try unsafe block.withUnsafeBufferPointer { (bytes) throws(WorkbookProblem) in
        try unsafe body(UnsafeBufferPointer(rebasing: bytes[..<Int(count)]))
      }
      if count == 0 || !wantsMore { return }
    }
  }

  /// Lets a reader of XML read a part.
  func parse(_ part: String, with reader: XMLReader) throws(WorkbookProblem) {
    try unsafe read(part) { (bytes) throws(WorkbookProblem) in
      try unsafe reader.parse(bytes, isLast: bytes.isEmpty)
      return !reader.isStopped
    }
  }

  /// The bytes of a part.
  func contents(of part: String) throws(WorkbookProblem) -> [UInt8] {
    var contents: [UInt8] = []
    try unsafe read(part) { (bytes) throws(WorkbookProblem) in
      unsafe contents.append(contentsOf: bytes)
      return true
    }
    return contents
  }
}

/// How much the parts of a workbook may unpack to.
package struct UnpackingLimits: Sendable {
  /// The bytes of one part, whatever its size.
  let all: Int
  /// The bytes that any part may have.
  let free: Int
  /// The bytes for each packed one.
  let ratio: Int

  /// Describes limits.
  package init(all: Int, free: Int, ratio: Int) {
    self.all = all
    self.free = free
    self.ratio = ratio
  }

  func bytes(packed: Int) -> Int {
    let byRatio = packed.multipliedReportingOverflow(by: ratio)
    return byRatio.overflow ? all : min(all, max(free, byRatio.partialValue))
  }
}
