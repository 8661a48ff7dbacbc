/// What replicate weights that came with the records tell of Fay's factor: over the weights, half-samples are ρ and 2 − ρ.
///
/// Plain half-samples leave half of the records out, so that half of their replicate weights are 0 whatever the weights
/// were adjusted to since; those of Fay's method are not.
struct HalfSampleFactors {
  /// Fay's factor where all factors but 1 are it and 2 less it, as far as columns of a few digits can say.
  private(set) var fay: Double?
  /// The replicate weights that are 0, and those that are not the weight itself.
  private var (zeroCount, changedCount) = (0, 0)

  /// How far factors may lie apart that rounding the weights in a file has made different.
  private static let rounding = 1e-3

  init(_ columns: [[Double]], weights: [Double]) {
    var lowest: Double?
    var isOfTwo = true
    for column in columns {
      for (row, weight) in weights.enumerated() where weight > 0 {
        let factor = column[row] / weight
        guard abs(factor - 1) > Self.rounding else { continue }
        changedCount += 1
        if factor == 0 { zeroCount += 1 }
        let low = min(factor, 2 - factor)
        isOfTwo = isOfTwo && abs(low - (lowest ?? low)) <= Self.rounding
        lowest = lowest ?? low
      }
    }
    if isOfTwo, let lowest, lowest > -Self.rounding {
      fay = (lowest / Self.rounding).rounded() * Self.rounding
    }
  }

  /// Whether the columns can be half-samples with a factor of Fay's.
  func fit(fay stated: Double) -> Bool {
    if let fay { return abs(fay - stated) <= Self.rounding }
    return stated > 0 || changedCount == 0 || 4 * zeroCount >= changedCount
  }
}
