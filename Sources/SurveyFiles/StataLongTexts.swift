/// Where a Stata file of release 119 holds long texts, which the library loses without a word.
///
/// Its references to them are of 3 and 5 bytes there, and the library reads 2 and 6.
func firstLongText(inRelease119 bytes: Span<UInt8>) -> Int? {
  guard bytes.hasText("<stata_dta><header><release>119</release><byteorder>", at: 0) else { return nil }
  let isLittleEndian = bytes.hasText("LSF", at: 52)
  func whole(at start: Int, count: Int) -> Int? {
    guard start >= 0, start <= bytes.count - count else { return nil }
    return (0..<count).reduce(0) { value, place in
      let byte = bytes[start + (isLittleEndian ? count - 1 - place : place)]
      return value &* 256 &+ Int(byte)
    }
  }
  // After the order of bytes stand the number of variables, that of records, a label and the time of writing.
  let countStart = 52 + "LSF</byteorder><K>".utf8.count
  let labelStart = countStart + 4 + "</K><N>".utf8.count + 8 + "</N><label>".utf8.count
  guard let count = whole(at: countStart, count: 4), let labelCount = whole(at: labelStart, count: 2) else {
    return nil
  }
  let timeStart = labelStart + 2 + labelCount + "</label><timestamp>".utf8.count
  guard let timeCount = whole(at: timeStart, count: 1) else { return nil }
  // The third entry of the map is the place of the types.
  let mapStart = timeStart + 1 + timeCount + "</timestamp></header><map>".utf8.count
  guard let typesStart = whole(at: mapStart + 16, count: 8) else { return nil }
  let first = typesStart &+ "<variable_types>".utf8.count
  let longText = 32_768
  return (0..<min(count, bytes.count)).first { whole(at: first &+ 2 * $0, count: 2) == longText }
}
