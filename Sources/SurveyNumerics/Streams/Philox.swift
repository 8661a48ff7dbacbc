/// The counter-based generator Philox4x32 with ten rounds.
///
/// Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3". Each counter gives four words that
/// depend on nothing but the counter and the key.
package struct Philox: Sendable {
  /// Returns the four words of a counter.
  package static func words(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var c = counter
    var k = key
    for _ in 0..<10 {
      let first = (0xd251_1f53 as UInt32).multipliedFullWidth(by: c[0])
      let second = (0xcd9e_8d57 as UInt32).multipliedFullWidth(by: c[2])
      c = SIMD4(second.high ^ c[1] ^ k[0], second.low, first.high ^ c[3] ^ k[1], first.low)
      k = SIMD2(k[0] &+ 0x9e37_79b9, k[1] &+ 0xbb67_ae85)
    }
    return c
  }
}
