private import CZlib

/// Unpacks gzipped bytes, several members in a row included.
///
/// What comes out is bounded, so that a small file cannot fill the memory.
func unpackedGzip(_ bytes: Span<UInt8>, limits: ComputationLimits = .standard) throws(FileProblem) -> [UInt8] {
  guard bytes.count >= 2, bytes[0] == 0x1F, bytes[1] == 0x8B else { throw .notGzip }
  return try unsafe bytes.withUnsafeBufferPointer { (input) throws(FileProblem) in
    try unsafe unpack(input, limits)
  }
}

private func unpack(
  _ input: UnsafeBufferPointer<UInt8>, _ limits: ComputationLimits
) throws(FileProblem) -> [UInt8] {
  var stream = unsafe z_stream()
  let gzipWindow: Int32 = 15 + 16
  let status = unsafe inflateInit2_(&stream, gzipWindow, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  precondition(status == Z_OK, "zlib refused to start with status \(status)")
  defer { unsafe _ = inflateEnd(&stream) }

  var unpacked: [UInt8] = []
  unpacked.reserveCapacity(min(input.count * 8, 1 << 28))
  var block = [UInt8](repeating: 0, count: 1 << 18)
  var consumed = 0
  while true {
    let available = min(input.count - consumed, 1 << 30)
    unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)?.advanced(by: consumed)
    unsafe stream.avail_in = UInt32(available)
    let (status, produced) = unsafe block.withUnsafeMutableBufferPointer { output in
      unsafe stream.next_out = output.baseAddress
      unsafe stream.avail_out = UInt32(output.count)
      let status = unsafe inflate(&stream, Z_NO_FLUSH)
      return unsafe (status, output.count - Int(stream.avail_out))
    }
    unsafe consumed += available - Int(stream.avail_in)
    guard unpacked.count + produced <= limits.unpackedBytes else {
      throw .unpacksBeyond(bytes: limits.unpackedBytes)
    }
    guard unpacked.count + produced <= max(limits.freelyUnpackedBytes, input.count * limits.unpackingRatio) else {
      throw .unpacksBeyondRatio(limits.unpackingRatio)
    }
    unpacked.append(contentsOf: block[..<produced])
    switch status {
    case Z_OK: continue
    case Z_STREAM_END:
      guard consumed < input.count, unsafe input[consumed] == 0x1F else { return unpacked }
      unsafe inflateReset(&stream)
    case Z_BUF_ERROR where consumed == input.count: throw .truncatedGzip
    default: throw .damagedGzip
    }
  }
}
