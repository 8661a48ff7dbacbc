internal import CReadStat

/// The bytes of a file as the library writes them.
final class ByteSink {
  private(set) var bytes: [UInt8] = []

  /// Lets a writer write here.
  func attach(to writer: UnsafeMutablePointer<readstat_writer_t>) {
    unsafe readstat_set_data_writer(writer) { data, count, context in
      guard let data = unsafe data, let context = unsafe context else { return -1 }
      let sink = unsafe Unmanaged<ByteSink>.fromOpaque(context).takeUnretainedValue()
      unsafe sink.bytes.append(contentsOf: UnsafeRawBufferPointer(start: data, count: count))
      return count
    }
  }

  /// What the library is to hand back with every piece.
  var context: UnsafeMutableRawPointer { unsafe Unmanaged.passUnretained(self).toOpaque() }
}
