internal import FoundationEssentials

/// A byte that stands for no character in the encoding that a file is said to have.
struct DecodingFault: Error {
  /// The number of line feeds before it.
  let linesBefore: Int
  let problem: CSVProblem
}

extension TextEncoding {
  /// Returns text as UTF-8 without a byte order mark.
  func decoded(_ bytes: Span<UInt8>) throws(DecodingFault) -> [UInt8] {
    if let upperHalf { return try decoded(bytes, upperHalf: upperHalf) }
    let isLittleEndian: Bool
    var start = 0
    switch self {
    case .utf16:
      guard let order = byteOrder(of: bytes) else {
        throw DecodingFault(linesBefore: 0, problem: .noByteOrder)
      }
      isLittleEndian = order
      start = 2
    default:
      isLittleEndian = self == .utf16LittleEndian
      if let order = byteOrder(of: bytes), order == isLittleEndian { start = 2 }
    }
    return try decodedUTF16(bytes, from: start, isLittleEndian: isLittleEndian)
  }

  private func decoded(_ bytes: Span<UInt8>, upperHalf: [UInt16]) throws(DecodingFault) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 16)
    var lines = 0
    for index in bytes.indices {
      let byte = bytes[index]
      if byte < 0x80 {
        if byte == CSVByte.lineFeed { lines += 1 }
        text.append(byte)
        continue
      }
      let scalar = upperHalf[Int(byte) - 0x80]
      guard scalar != 0 else { throw DecodingFault(linesBefore: lines, problem: .notInEncoding(self)) }
      text.append(scalar: UInt32(scalar))
    }
    return text
  }

  private func decodedUTF16(
    _ bytes: Span<UInt8>, from start: Int, isLittleEndian: Bool
  ) throws(DecodingFault) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count / 2 + bytes.count / 16)
    var lines = 0
    var index = start
    let (low, high) = isLittleEndian ? (0, 1) : (1, 0)
    while index + 1 < bytes.count {
      let unit = UInt32(bytes[index + high]) << 8 | UInt32(bytes[index + low])
      index += 2
      guard unit & 0xF800 == 0xD800 else {
        if unit == UInt32(CSVByte.lineFeed) { lines += 1 }
        text.append(scalar: unit)
        continue
      }
      guard unit < 0xDC00, index + 1 < bytes.count else {
        throw DecodingFault(linesBefore: lines, problem: .notInEncoding(self))
      }
      let next = UInt32(bytes[index + high]) << 8 | UInt32(bytes[index + low])
      index += 2
      guard next & 0xFC00 == 0xDC00 else { throw DecodingFault(linesBefore: lines, problem: .notInEncoding(self)) }
      text.append(scalar: 0x10000 + (unit & 0x3FF) << 10 + next & 0x3FF)
    }
    guard index == bytes.count else { throw DecodingFault(linesBefore: lines, problem: .notInEncoding(self)) }
    return text
  }

  /// Returns UTF-8 text in this encoding as it stood in a file, or nil where a character does not exist in it.
  func encoded(_ text: [UInt8], like original: Span<UInt8>) -> [UInt8]? {
    if self == .utf8 { return text }
    var bytes: [UInt8] = []
    let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
    if let upperHalf {
      var byteOfScalar: [UInt32: UInt8] = [:]
      for (index, scalar) in upperHalf.enumerated() where scalar != 0 {
        byteOfScalar[UInt32(scalar)] = UInt8(0x80 + index)
      }
      bytes.reserveCapacity(text.count)
      for scalar in scalars {
        guard let byte = scalar.value < 0x80 ? UInt8(scalar.value) : byteOfScalar[scalar.value] else { return nil }
        bytes.append(byte)
      }
      return bytes
    }
    let order = byteOrder(of: original)
    let isLittleEndian = order ?? (self == .utf16LittleEndian)
    bytes.reserveCapacity(text.count * 2 + 2)
    func append(_ unit: UInt16) {
      let (low, high) = (UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8))
      bytes += isLittleEndian ? [low, high] : [high, low]
    }
    if order != nil { append(0xFEFF) }
    for scalar in scalars { for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter { append(unit) } }
    return bytes
  }

  /// Whether a byte order mark of UTF-16 says that the lower byte comes first; nil where there is none.
  private func byteOrder(of bytes: Span<UInt8>) -> Bool? {
    guard bytes.count >= 2 else { return nil }
    if bytes[0] == 0xFF, bytes[1] == 0xFE { return true }
    if bytes[0] == 0xFE, bytes[1] == 0xFF { return false }
    return nil
  }
}

extension [UInt8] {
  /// Appends a Unicode scalar as UTF-8.
  @inline(__always)
  fileprivate mutating func append(scalar: UInt32) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | (scalar >> shift) & 0x3F) }
    switch scalar {
    case ..<0x80: append(UInt8(scalar))
    case ..<0x800:
      append(UInt8(0xC0 | scalar >> 6))
      append(tail(0))
    case ..<0x10000:
      append(UInt8(0xE0 | scalar >> 12))
      append(tail(6))
      append(tail(0))
    default:
      append(UInt8(0xF0 | scalar >> 18))
      append(tail(12))
      append(tail(6))
      append(tail(0))
    }
  }
}

extension FileBytes {
  /// The file with its contents as UTF-8; its description stays that of the bytes on disk.
  func decoded(from encoding: TextEncoding) throws(MicrodataError) -> FileBytes {
    guard encoding != .utf8 else { return self }
    let text: [UInt8]
    do throws(DecodingFault) {
      text = try encoding.decoded(contents.span)
    } catch {
      throw .malformedCSV(error.problem, file: name, line: error.linesBefore + 1, column: nil, name: nil)
    }
    guard !text.isEmpty else { throw .unreadableFile(name, .empty) }
    return FileBytes(name: name, contents: Data(text), source: source)
  }
}
