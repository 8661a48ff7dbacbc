/// The texts of a column and their codes: a hash table over bytes, so that a record costs no string.
struct LevelTable {
  /// The code of each text, in the order they were met.
  private(set) var codes: [Int32] = []
  private var keys: [TextKey] = []
  /// The bytes of the texts longer than a key's word.
  private var pool: [UInt8] = []
  private var poolStarts: [Int] = []
  /// The position of a text plus one, or zero where the slot is free; a power of two long.
  private var slots = [Int32](repeating: 0, count: 64)

  /// The number of texts.
  var count: Int { keys.count }

  /// Returns the code of a text, or nil where the table does not have it.
  @inline(__always)
  func code(of bytes: Span<UInt8>, from start: Int, count: Int) -> Int32? {
    let key = TextKey(bytes, from: start, count: count)
    var slot = Int(truncatingIfNeeded: key.hash) & (slots.count - 1)
    while true {
      let entry = Int(slots[slot]) - 1
      if entry < 0 { return nil }
      if keys[entry] == key, count <= 8 || holds(bytes, from: start, count: count, at: entry) {
        return codes[entry]
      }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  /// Adds a text that the table does not have.
  mutating func insert(_ bytes: Span<UInt8>, from start: Int, count: Int, code: Int32) {
    let key = TextKey(bytes, from: start, count: count)
    poolStarts.append(pool.count)
    for index in start..<(start + count) { pool.append(bytes[index]) }
    keys.append(key)
    codes.append(code)
    if keys.count * 2 > slots.count {
      slots = [Int32](repeating: 0, count: slots.count * 2)
      for entry in keys.indices { place(entry) }
    } else {
      place(keys.count - 1)
    }
  }

  /// Adds a text, unless the table has it.
  mutating func insert(_ text: String, code: Int32) {
    let bytes = Array(text.utf8)
    if self.code(of: bytes.span, from: 0, count: bytes.count) == nil {
      insert(bytes.span, from: 0, count: bytes.count, code: code)
    }
  }

  /// The text at a position.
  func text(at entry: Int) -> String {
    let end = entry + 1 < poolStarts.count ? poolStarts[entry + 1] : pool.count
    return String(decoding: pool[poolStarts[entry]..<end], as: UTF8.self)
  }

  private mutating func place(_ entry: Int) {
    var slot = Int(truncatingIfNeeded: keys[entry].hash) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(entry + 1)
  }

  private func holds(_ bytes: Span<UInt8>, from start: Int, count: Int, at entry: Int) -> Bool {
    let poolStart = poolStarts[entry]
    for index in 8..<count where pool[poolStart + index] != bytes[start + index] { return false }
    return true
  }
}

/// The first eight bytes of a text, its length and a hash of the whole.
private struct TextKey: Equatable {
  let word: UInt64
  let count: Int
  let hash: UInt64

  @inline(__always)
  init(_ bytes: Span<UInt8>, from start: Int, count: Int) {
    var word: UInt64 = 0
    for index in 0..<min(count, 8) { word |= UInt64(bytes[start + index]) &<< UInt64(index &* 8) }
    var mixed = mix(word ^ UInt64(count))
    if count > 8 {
      for index in 8..<count { mixed = (mixed ^ UInt64(bytes[start + index])) &* 0x0000_0100_0000_01B3 }
      mixed = mix(mixed)
    }
    self.word = word
    self.count = count
    hash = mixed
  }
}

/// Spreads the bits of a word over the low bits that choose a slot.
@inline(__always)
private func mix(_ word: UInt64) -> UInt64 {
  let product = (word ^ (word &>> 32)) &* 0x9E37_79B9_7F4A_7C15
  return product ^ (product &>> 29)
}
