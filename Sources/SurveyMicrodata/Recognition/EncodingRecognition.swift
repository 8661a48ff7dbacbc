internal import FoundationEssentials

/// The encoding of a file of which nobody says it.
extension TextEncoding {
  /// The encoding that the first bytes show to be UTF-16: by a byte order mark, or by the NUL beside the first letter.
  init?(utf16 bytes: Span<UInt8>) {
    guard bytes.count >= 2 else { return nil }
    switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE), (0xFE, 0xFF): self = .utf16
    case (1..., 0): self = .utf16LittleEndian
    case (0, 1...): self = .utf16BigEndian
    default: return nil
    }
  }

  /// The encoding of a file whose text was read as UTF-8 and is none, by all of its bytes above 127.
  ///
  /// - Throws: the problem with both readings as counts where characters of UTF-8 stand beside other bytes, or a byte
  ///   is no character of windows-1252.
  init(notUTF8 bytes: Span<UInt8>) throws(CSVProblem) {
    let characters = [UInt8](0x80...0xFF).map { TextEncoding.windows1252.upperHalf?[Int($0) - 0x80] ?? 0 }
    var (valid, other, unknown) = (0, 0, 0)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        index += 1
        continue
      }
      let length = utf8Length(bytes, at: index)
      if length > 0 {
        valid += 1
        index += length
      } else {
        other += 1
        if characters[Int(byte) - 0x80] == 0 { unknown += 1 }
        index += 1
      }
    }
    guard valid == 0, unknown == 0 else {
      throw .undecidedEncoding(utf8Characters: valid, otherBytes: other, unknownBytes: unknown)
    }
    self = .windows1252
  }
}

/// The bytes of the character of UTF-8 that begins at a byte above 127; 0 where none does.
private func utf8Length(_ bytes: Span<UInt8>, at index: Int) -> Int {
  let length: Int
  switch bytes[index] {
  case 0xC2...0xDF: length = 2
  case 0xE0...0xEF: length = 3
  case 0xF0...0xF4: length = 4
  default: return 0
  }
  guard index + length <= bytes.count else { return 0 }
  for next in index + 1..<index + length where bytes[next] & 0xC0 != 0x80 { return 0 }
  return length
}

/// Reads a file as the UTF-8 that it mostly is and, where its text turns out to be none, in the encoding that it is.
///
/// Reading looks at every text of the file, so that recognising UTF-8 costs nothing.
func recognizingEncoding<Result>(
  of file: FileBytes, stated: TextEncoding?, _ read: (TextEncoding?) throws(MicrodataError) -> Result
) throws(MicrodataError) -> Result {
  let place: (line: Int, column: Int?, name: String?)
  do {
    return try read(stated)
  } catch .malformedCSV(.invalidUTF8, _, let line, let column, let name) where stated == nil {
    place = (line, column, name)
  }
  let encoding: TextEncoding
  do throws(CSVProblem) {
    encoding = try TextEncoding(notUTF8: file.contents.span)
  } catch {
    throw .malformedCSV(error, file: file.name, line: place.line, column: place.column, name: place.name)
  }
  return try read(encoding)
}
