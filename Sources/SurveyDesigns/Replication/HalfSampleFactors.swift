/// What replicate weights that came with the records tell of Fay's factor: over the weights, half-samples are ρ and 2 − ρ.
///
/// Weights that were adjusted in each replicate have many factors and tell nothing.
struct HalfSampleFactors {
  /// Fay's factor where all factors but 1 are it and 2 less it, as far as columns of a few digits can say.
  private(set) var fay: Double?

  /// How far factors may lie apart that rounding the weights in a file has made different.
  private static let rounding = 1e-3

  init(_ columns: [[Double]], weights: [Double]) {
    var lowest: Double?
    var isOfTwo = true
    for column in columns {
      for (row, weight) in weights.enumerated() where weight > 0 {
        let factor = column[row] / weight
        guard abs(factor - 1) > Self.rounding else { continue }
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
    guard let fay else { return true }
    return abs(fay - stated) <= Self.rounding
  }
}
