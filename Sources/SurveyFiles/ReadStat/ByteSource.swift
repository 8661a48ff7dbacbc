internal import CReadStat

/// The bytes of a file as the library reads them: what is read from memory cannot change underneath.
@safe final class ByteSource {
  private let bytes: UnsafeRawBufferPointer
  /// The place that is read next.
  private(set) var position = 0
  /// Whether more was asked for than there is, as a file that was cut off shows.
  private(set) var ranOut = false

  init(_ bytes: UnsafeRawBufferPointer) { unsafe self.bytes = bytes }

  /// Copies bytes from the position on and returns their number.
  func read(into target: UnsafeMutableRawPointer, count: Int) -> Int {
    let available = unsafe min(count, bytes.count - position)
    if available < count { ranOut = true }
    guard available > 0, let start = unsafe bytes.baseAddress else { return 0 }
    unsafe target.copyMemory(from: start + position, byteCount: available)
    position += available
    return available
  }

  /// Moves the position and returns it, or -1 where it would leave the file.
  func seek(_ offset: Int, from origin: readstat_io_flags_t) -> Int {
    let base = unsafe origin == READSTAT_SEEK_SET ? 0 : origin == READSTAT_SEEK_CUR ? position : bytes.count
    let (target, isBeyond) = base.addingReportingOverflow(offset)
    guard !isBeyond, target >= 0, unsafe target <= bytes.count else {
      ranOut = true
      return -1
    }
    position = target
    return target
  }
}

extension ByteSource {
  /// Lets a parser read from here; the source must outlive the parsing.
  func attach(to parser: UnsafeMutablePointer<readstat_parser_t>) {
    unsafe readstat_set_open_handler(parser) { _, _ in 0 }
    unsafe readstat_set_close_handler(parser) { _ in 0 }
    unsafe readstat_set_seek_handler(parser) { offset, whence, context in
      guard let context = unsafe context else { return -1 }
      return unsafe Unmanaged<ByteSource>.fromOpaque(context).takeUnretainedValue().seek(Int(offset), from: whence)
    }
    unsafe readstat_set_read_handler(parser) { target, count, context in
      guard let context = unsafe context, let target = unsafe target else { return -1 }
      return unsafe Unmanaged<ByteSource>.fromOpaque(context).takeUnretainedValue().read(into: target, count: count)
    }
    unsafe readstat_set_update_handler(parser) { _, _, _, _ in READSTAT_OK }
    unsafe readstat_set_io_ctx(parser, Unmanaged.passUnretained(self).toOpaque())
  }
}
