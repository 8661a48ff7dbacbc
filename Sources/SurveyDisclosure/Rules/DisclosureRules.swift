/// Which counts are too small to be seen, and how uncertain they must stay.
public struct DisclosureRules: Sendable, Equatable {
  /// What becomes of counts of zero.
  public enum Zeros: String, Sendable, CaseIterable {
    /// They are printed and never withheld, so that a reader knows a withheld count to be one or more.
    case published
    /// They are as confidential as other small counts.
    case withheld
  }

  /// The smallest count that is shown.
  public var minimum: Int
  /// How far the interval of a small count must reach below and above it.
  public var protection: Int
  /// What becomes of counts of zero; nil where nothing is said, and they are published.
  public var zeros: Zeros?
  /// The number to whose multiples all counts are rounded instead; nil to withhold.
  public var roundingBase: Int?

  /// Creates rules.
  ///
  /// - Throws: `DisclosureError.unusableRule` for a number that a rule cannot be.
  public init(
    minimum: Int, protection: Int, zeros: Zeros? = nil, roundingBase: Int? = nil
  ) throws(DisclosureError) {
    let limit = 1_000_000
    guard (1...limit).contains(minimum) else {
      throw .unusableRule(key: "minimum", expected: "a whole number from 1 to \(limit)")
    }
    guard (1...limit).contains(protection) else {
      throw .unusableRule(key: "protection", expected: "a whole number from 1 to \(limit)")
    }
    if let roundingBase, !(2...limit).contains(roundingBase) {
      throw .unusableRule(key: "base", expected: "a whole number from 2 to \(limit)")
    }
    self.minimum = minimum
    self.protection = protection
    self.zeros = zeros
    self.roundingBase = roundingBase
  }

  /// Whether a count is too small to be seen.
  func isSmall(_ count: Int) -> Bool { count < minimum && (count > 0 || zeros == .withheld) }

  /// Whether a count may be withheld to protect others.
  func mayBeWithheld(_ count: Int) -> Bool { count > 0 || zeros == .withheld }

  /// The smallest value that a reader gives a withheld count: one, where every zero is printed.
  var floor: Int { zeros == .withheld ? 0 : 1 }
}
