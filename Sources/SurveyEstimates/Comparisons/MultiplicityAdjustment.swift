/// How the p-values of a family of tests are adjusted for being many.
public enum MultiplicityAdjustment: String, Sendable, CaseIterable {
  /// Each test stands alone.
  case none
  /// The probability of any false finding is kept below the level (Holm 1979).
  case holm
  /// The expected share of false findings is kept below the level (Benjamini and Hochberg 1995).
  case benjaminiHochberg = "benjamini-hochberg"

  /// Returns the adjusted p-values, in the order of the given ones: R `p.adjust(p, "holm")` or `"BH"`.
  ///
  /// With p₍₁₎ ≤ … ≤ p₍ₘ₎, Holm's are the running maximum of (m − i + 1)p₍ᵢ₎ and those of Benjamini and Hochberg the
  /// running minimum from above of (m/i)p₍ᵢ₎, at most 1. A p-value that is not a number is no test and stays as it is.
  public func adjusted(_ pValues: [Double]) -> [Double] {
    let order = pValues.indices.filter { !pValues[$0].isNaN }.sorted { pValues[$0] < pValues[$1] }
    let count = Double(order.count)
    var adjusted = pValues
    switch self {
    case .none: break
    case .holm:
      var largest = 0.0
      for (rank, index) in order.enumerated() {
        largest = max(largest, (count - Double(rank)) * pValues[index])
        adjusted[index] = min(1, largest)
      }
    case .benjaminiHochberg:
      var smallest = 1.0
      for (rank, index) in order.enumerated().reversed() {
        smallest = min(smallest, count / Double(rank + 1) * pValues[index])
        adjusted[index] = smallest
      }
    }
    return adjusted
  }
}
