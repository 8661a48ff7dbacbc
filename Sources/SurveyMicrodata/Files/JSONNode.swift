/// A value of a JSON file and the line it begins on.
///
/// A codebook is written by hand, so a message must name the line; and a level code must stay as it was written, `01`
/// or `1.0`. The decoder of Foundation gives neither.
struct JSONNode {
  /// What a value is.
  indirect enum Value {
    case null
    case boolean(Bool)
    /// A number, as written.
    case number(String)
    case text(String)
    case list([JSONNode])
    case object([(name: String, node: JSONNode)])
  }

  let value: Value
  let line: Int

  /// Reads the text of a JSON file.
  init(parsing text: String) throws(JSONFault) {
    var parser = JSONParser(bytes: Array(text.utf8))
    self = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.index == parser.bytes.count else { throw parser.fault(.textAfterEnd) }
  }

  fileprivate init(_ value: Value, line: Int) {
    self.value = value
    self.line = line
  }

  /// The value of a name, nil where this is no object or has no such name.
  subscript(_ name: String) -> JSONNode? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.name == name }?.node
  }
}

/// A place where a text is not JSON.
struct JSONFault: Error {
  let problem: JSONProblem
  let line: Int
  let column: Int
}

/// What is wrong at one place of a JSON file.
public enum JSONProblem: Sendable, Equatable {
  /// A value was expected.
  case expectedValue
  /// A name in double quotes was expected.
  case expectedName
  /// A colon was expected after a name.
  case expectedColon
  /// A comma or the end of a list was expected.
  case expectedCommaOrBracket
  /// A comma or the end of an object was expected.
  case expectedCommaOrBrace
  /// A text opens and nothing closes it.
  case unclosedText
  /// A backslash is followed by something that JSON does not know.
  case unknownEscape
  /// A line break or another control character stands in a text.
  case controlCharacter
  /// A name stands twice in one object.
  case repeatedName(String)
  /// Lists and objects are nested too deeply.
  case tooDeep(limit: Int)
  /// Something follows the end of the value.
  case textAfterEnd
}

private struct JSONParser {
  static let deepestNesting = 100

  let bytes: [UInt8]
  var index = 0
  /// A line break can stand only between values, so it is counted where space is skipped.
  private var line = 1

  init(bytes: [UInt8]) { self.bytes = bytes }

  private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  func fault(_ problem: JSONProblem) -> JSONFault {
    let before = bytes[..<index]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return JSONFault(problem: problem, line: line, column: index - lineStart + 1)
  }

  mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      if byte == 0x0A { line += 1 }
      index += 1
    }
  }

  private mutating func pass(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard byte == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  mutating func value(depth: Int) throws(JSONFault) -> JSONNode {
    skipSpace()
    guard depth < Self.deepestNesting else { throw fault(.tooDeep(limit: Self.deepestNesting)) }
    let line = line
    switch byte {
    case UInt8(ascii: "{"): return JSONNode(.object(try members(depth: depth)), line: line)
    case UInt8(ascii: "["): return JSONNode(.list(try elements(depth: depth)), line: line)
    case UInt8(ascii: "\""): return JSONNode(.text(try text()), line: line)
    default: break
    }
    let start = index
    while let byte, isWordByte(byte) { index += 1 }
    let word = Array(bytes[start..<index])
    switch String(decoding: word, as: UTF8.self) {
    case "null": return JSONNode(.null, line: line)
    case "true": return JSONNode(.boolean(true), line: line)
    case "false": return JSONNode(.boolean(false), line: line)
    case let number:
      guard DecimalNumber(word).value != nil else {
        index = start
        throw fault(.expectedValue)
      }
      return JSONNode(.number(number), line: line)
    }
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2B || byte == 0x2D || byte == 0x2E
  }

  private mutating func members(depth: Int) throws(JSONFault) -> [(name: String, node: JSONNode)] {
    index += 1
    var members: [(name: String, node: JSONNode)] = []
    var names: Set<String> = []
    if pass("}") { return members }
    repeat {
      skipSpace()
      guard byte == UInt8(ascii: "\"") else { throw fault(.expectedName) }
      let nameIndex = index
      let name = try text()
      guard names.insert(name).inserted else {
        index = nameIndex
        throw fault(.repeatedName(name))
      }
      guard pass(":") else { throw fault(.expectedColon) }
      members.append((name, try value(depth: depth + 1)))
    } while pass(",")
    guard pass("}") else { throw fault(.expectedCommaOrBrace) }
    return members
  }

  private mutating func elements(depth: Int) throws(JSONFault) -> [JSONNode] {
    index += 1
    var elements: [JSONNode] = []
    if pass("]") { return elements }
    repeat { elements.append(try value(depth: depth + 1)) } while pass(",")
    guard pass("]") else { throw fault(.expectedCommaOrBracket) }
    return elements
  }

  private mutating func text() throws(JSONFault) -> String {
    let start = index
    index += 1
    var characters: [UInt8] = []
    while let byte, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw fault(.controlCharacter) }
      if byte == UInt8(ascii: "\\") {
        characters += Array(String(try escapedCharacter()).utf8)
      } else {
        characters.append(byte)
        index += 1
      }
    }
    guard byte != nil else {
      index = start
      throw fault(.unclosedText)
    }
    index += 1
    return String(decoding: characters, as: UTF8.self)
  }

  private mutating func escapedCharacter() throws(JSONFault) -> Unicode.Scalar {
    let escapes: [UInt8: Unicode.Scalar] = [
      0x22: "\"", 0x5C: "\\", 0x2F: "/", 0x62: "\u{08}", 0x66: "\u{0C}", 0x6E: "\n", 0x72: "\r", 0x74: "\t",
    ]
    let start = index
    index += 1
    if let byte, let scalar = escapes[byte] {
      index += 1
      return scalar
    }
    if let unit = hexadecimalUnit() {
      if let scalar = Unicode.Scalar(unit) { return scalar }
      // A character beyond the first plane is written as a high and a low surrogate.
      if unit &- 0xD800 < 0x400, byte == UInt8(ascii: "\\") {
        index += 1
        if let low = hexadecimalUnit(), low &- 0xDC00 < 0x400,
          let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        {
          return scalar
        }
      }
    }
    index = start
    throw fault(.unknownEscape)
  }

  private mutating func hexadecimalUnit() -> UInt32? {
    guard byte == UInt8(ascii: "u"), index + 5 <= bytes.count else { return nil }
    let digits = String(decoding: bytes[(index + 1)..<(index + 5)], as: UTF8.self)
    guard digits.allSatisfy(\.isHexDigit), let unit = UInt32(digits, radix: 16) else { return nil }
    index += 5
    return unit
  }
}
