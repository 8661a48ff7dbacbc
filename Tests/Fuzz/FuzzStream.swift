/// Choices that follow from a number: the same number, the same choices.
struct FuzzStream {
  private var state: UInt64

  init(seed: UInt64, input: Int) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(input) &* 0xD1B5_4A32_D192_ED03
    _ = next()
  }

  /// The next word (Steele, Lea and Flood 2014, SplitMix64).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// A number from 0 up to a bound.
  mutating func below(_ bound: Int) -> Int { bound < 2 ? 0 : Int(next() % UInt64(bound)) }

  /// Whether one time in so many has come.
  mutating func onceIn(_ count: Int) -> Bool { below(count) == 0 }

  /// One of several.
  mutating func one<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }

  /// A position in a list; 0 in an empty one.
  mutating func position<Element>(in elements: [Element]) -> Int { below(elements.count) }
}
