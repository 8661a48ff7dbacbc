/// The characters of a portable file as numbers and texts.
struct PortableScanner {
  private let characters: [UInt8]
  /// The place in the file of each line of 80 characters.
  private let lineStarts: [Int]
  private var position = 0

  /// Takes the characters after the signature: lines of 80 without their ends, short ones filled with blanks.
  init?(_ bytes: Span<UInt8>) {
    var characters: [UInt8] = []
    characters.reserveCapacity(bytes.count)
    var lineStarts: [Int] = []
    var index = 0
    while index < bytes.count {
      lineStarts.append(index)
      var length = 0
      while index < bytes.count, length < 80, bytes[index] != 0x0A, bytes[index] != 0x0D {
        characters.append(bytes[index])
        index += 1
        length += 1
      }
      if index < bytes.count, bytes[index] == 0x0D { index += 1 }
      if index < bytes.count, bytes[index] == 0x0A { index += 1 }
      if length < 80, index < bytes.count { characters += Array(repeating: 0x20, count: 80 - length) }
    }
    guard characters.count >= 464 else { return nil }
    // The table says which byte stands for each character; it matters only where digits are not those of ASCII.
    let zero = characters[200 + 64]
    if zero != 0x30 {
      var characterOfByte = Array(UInt8.min...UInt8.max)
      for (place, character) in Self.standard.enumerated() { characterOfByte[Int(characters[264 + place])] = character }
      for place in 456..<characters.count { characters[place] = characterOfByte[Int(characters[place])] }
    }
    self.characters = characters
    self.lineStarts = lineStarts
    position = 464
  }

  /// The characters of the table from its 64th on.
  private static let standard = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz .<(+|&[]!$*);^-/|,%_>?`:#@'=\"".utf8)

  /// The byte of the file that is read next.
  var byte: Int {
    let line = min(position / 80, lineStarts.count - 1)
    return lineStarts[line] + position - line * 80
  }

  var isAtEnd: Bool { position >= characters.count }

  /// The next character, which is passed over.
  mutating func next() throws(PortableFault) -> UInt8 {
    guard position < characters.count else { throw .end }
    defer { position += 1 }
    return characters[position]
  }

  /// The next character.
  func peek() throws(PortableFault) -> UInt8 {
    guard position < characters.count else { throw .end }
    return characters[position]
  }

  /// Reads a number; nil for a missing value.
  mutating func number() throws(PortableFault) -> Double? {
    while try peek() == 0x20 { position += 1 }
    if try peek() == 0x2A {
      position += 2
      guard position <= characters.count else { throw .end }
      return nil
    }
    let isNegative = try skip(0x2D)
    var number = BaseThirtyNumber()
    var (count, isAfterPoint) = (0, false)
    while true {
      let character = try next()
      if let digit = digit(character) {
        number.append(digit, afterPoint: isAfterPoint)
        count += 1
        guard count <= 400 else { throw .malformed }
      } else if character == 0x2E, !isAfterPoint {
        isAfterPoint = true
      } else if character == 0x2F, count > 0 {
        break
      } else if character == 0x2B || character == 0x2D, count > 0 {
        let power = try wholeNumber(limit: 1_000)
        number.scale(by: character == 0x2D ? -power : power)
        break
      } else {
        throw .malformed
      }
    }
    guard let value = number.nearestDouble else { throw .malformed }
    return isNegative ? -value : value
  }

  /// Reads a whole number that is not negative and not above a limit, with the slash that ends it.
  mutating func wholeNumber(limit: Int) throws(PortableFault) -> Int {
    var value = 0
    while try peek() == 0x20 { position += 1 }
    guard digit(try peek()) != nil else { throw .malformed }
    while let digit = digit(try peek()) {
      value = value * 30 + Int(digit)
      guard value <= limit else { throw .malformed }
      position += 1
    }
    guard try skip(0x2F) else { throw .malformed }
    return value
  }

  /// Reads a text.
  mutating func text() throws(PortableFault) -> String {
    let count = try wholeNumber(limit: 65_535)
    guard position + count <= characters.count else {
      position = characters.count
      throw .end
    }
    defer { position += count }
    let bytes = characters[position..<position + count]
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    // The form knows no letters beyond ASCII; programs write those of Western Europe as one byte each.
    return String(String.UnicodeScalarView(bytes.map { UnicodeScalar($0) }))
  }

  private mutating func skip(_ character: UInt8) throws(PortableFault) -> Bool {
    guard try peek() == character else { return false }
    position += 1
    return true
  }

  private func digit(_ character: UInt8) -> UInt32? {
    switch character {
    case 0x30...0x39: UInt32(character - 0x30)
    case 0x41...0x54: UInt32(character - 0x41) + 10
    default: nil
    }
  }
}

/// What ends the reading of a portable file.
enum PortableFault: Error {
  /// More was expected than there is.
  case end
  /// A character that cannot stand where it does.
  case malformed
  /// More cells than are read.
  case tooLarge
}
