/// A stream of random numbers that is named, not passed on: the same seed, stream and substream give the same numbers.
///
/// ```
/// (key, high counter) = Philox(key: seed, counter: (stream, substream))
/// numbers             = Philox(key: key, counter: (0, 1, 2 and so on, high counter))
/// ```
///
/// Give each unit of work, such as a replicate or a record, a stream of its own, and it draws the same numbers whichever
/// thread computes it and in whatever order. The bits are the same on every machine: no function of the system's
/// mathematics library decides them. Not for secrets.
public struct RandomStream: RandomNumberGenerator, Sendable {
  private let key: SIMD2<UInt32>
  private let high: SIMD2<UInt32>
  private var position: UInt64 = 0
  private var spare: UInt64?

  /// Creates the stream at its start.
  public init(seed: UInt64, stream: UInt64, substream: UInt64 = 0) {
    let counter = Self.pair(stream)
    let second = Self.pair(substream)
    let words = Philox.words(
      counter: SIMD4(counter[0], counter[1], second[0], second[1]), key: Self.pair(seed))
    key = words.lowHalf
    high = words.highHalf
  }

  /// Returns the next 64 random bits.
  public mutating func next() -> UInt64 {
    if let spare {
      self.spare = nil
      return spare
    }
    let low = Self.pair(position)
    position += 1
    let words = Philox.words(counter: SIMD4(low[0], low[1], high[0], high[1]), key: key)
    spare = UInt64(words[3]) << 32 | UInt64(words[2])
    return UInt64(words[1]) << 32 | UInt64(words[0])
  }

  private static func pair(_ value: UInt64) -> SIMD2<UInt32> {
    SIMD2(UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32))
  }
}
