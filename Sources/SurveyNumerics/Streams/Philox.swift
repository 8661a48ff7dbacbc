/// The counter-based generator Philox4x32 with ten rounds.
///
/// Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3". Each counter gives four words that
/// depend on nothing but the counter and the key.
package struct Philox: Sendable {
  /// Returns the four words of a counter.
  package static func words(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    // Scalars: moving single elements in and out of vectors takes longer than the multiplications.
    var (a, b, c, d) = (counter[0], counter[1], counter[2], counter[3])
    var (first, second) = (key[0], key[1])
    for _ in 0..<10 {
      let left = UInt64(a) &* 0xd251_1f53
      let right = UInt64(c) &* 0xcd9e_8d57
      a = UInt32(truncatingIfNeeded: right >> 32) ^ b ^ first
      b = UInt32(truncatingIfNeeded: right)
      c = UInt32(truncatingIfNeeded: left >> 32) ^ d ^ second
      d = UInt32(truncatingIfNeeded: left)
      first &+= 0x9e37_79b9
      second &+= 0xbb67_ae85
    }
    return SIMD4(a, b, c, d)
  }
}
