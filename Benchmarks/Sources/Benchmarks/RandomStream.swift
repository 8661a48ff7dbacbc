import Foundation

/// A sequence of random numbers that a seed determines: SplitMix64 (Steele, Lea and Flood 2014).
///
/// Apart from the library's own streams on purpose: a change there must not change the file that is timed.
struct RandomStream {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// Returns a number between 0 and 1, both excluded.
  mutating func uniform() -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    bits ^= bits >> 31
    return (Double(bits >> 11) + 0.5) * 0x1p-53
  }

  /// Returns true with a probability.
  mutating func isTrue(_ probability: Double) -> Bool { uniform() < probability }

  /// Returns an integer from 0 up to, not including, a limit.
  mutating func integer(below limit: Int) -> Int { Int(uniform() * Double(limit)) }

  /// Returns a position, each with its own probability.
  mutating func position(among probabilities: [Double]) -> Int {
    var rest = uniform()
    for (position, probability) in probabilities.enumerated() {
      rest -= probability
      if rest < 0 { return position }
    }
    return probabilities.count - 1
  }

  /// Returns a number from the standard normal distribution (Box and Muller 1958).
  mutating func normal() -> Double { (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform()) }
}
