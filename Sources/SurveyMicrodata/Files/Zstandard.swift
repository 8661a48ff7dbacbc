private import CZstd

/// Unpacks bytes that Zstandard has packed, several frames in a row included.
///
/// What comes out is bounded as for gzip, and so is the memory that a frame may ask for: the library refuses a window
/// of more than 128 MB.
func unpackedZstandard(_ bytes: Span<UInt8>, limits: ComputationLimits = .standard) throws(FileProblem) -> [UInt8] {
  guard isZstandard(bytes) else { throw .notZstandard }
  return try unsafe bytes.withUnsafeBufferPointer { (input) throws(FileProblem) in
    try unsafe unpack(input, limits)
  }
}

/// Whether bytes begin as a frame of Zstandard does.
func isZstandard(_ bytes: Span<UInt8>) -> Bool {
  bytes.count >= 4 && bytes[0] == 0x28 && bytes[1] == 0xB5 && bytes[2] == 0x2F && bytes[3] == 0xFD
}

private func unpack(
  _ input: UnsafeBufferPointer<UInt8>, _ limits: ComputationLimits
) throws(FileProblem) -> [UInt8] {
  guard let stream = unsafe ZSTD_createDStream() else { preconditionFailure("Zstandard refused to start") }
  defer { unsafe _ = ZSTD_freeDStream(stream) }
  var unpacked: [UInt8] = []
  unpacked.reserveCapacity(min(input.count * 8, 1 << 28))
  var block = [UInt8](repeating: 0, count: 1 << 18)
  var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
  while true {
    let before = unsafe source.pos
    let (hint, produced) = unsafe block.withUnsafeMutableBytes { output in
      var target = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
      let hint = unsafe ZSTD_decompressStream(stream, &target, &source)
      return unsafe (hint, target.pos)
    }
    guard ZSTD_isError(hint) == 0 else { throw .damagedZstandard }
    guard unpacked.count + produced <= limits.unpackedBytes else {
      throw .unpacksBeyond(bytes: limits.unpackedBytes)
    }
    guard unpacked.count + produced <= max(limits.freelyUnpackedBytes, input.count * limits.unpackingRatio) else {
      throw .unpacksBeyondRatio(limits.unpackingRatio)
    }
    unpacked.append(contentsOf: block[..<produced])
    let isAtEnd = unsafe source.pos == input.count
    if hint == 0, isAtEnd { return unpacked }
    // Neither a byte went in nor came out: more was expected.
    if isAtEnd, produced == 0, unsafe source.pos == before { throw .truncatedZstandard }
  }
}
