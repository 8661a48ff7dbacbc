/// Shares said as one in so many.
extension Language {
  /// Writes a proportion as a natural frequency: 0.0801 is "1 op de 12" or "1 in 12".
  ///
  /// The frequency is the one with the smallest relative error among one in N, 2 in 3, 3 in 4 and K in 10, the
  /// first of these on equal terms; above 0.95 it is N - 1 in N, from the remainder. Zero and one are words. A number
  /// that is not a proportion is written as the symbol for "not available".
  public func naturalFrequency(_ proportion: Double) -> String {
    guard proportion >= 0, proportion <= 1 else {
      return ShorthandStyle.governmentStatistics.symbol(for: .notAvailable)
    }
    if proportion == 0 { return term(.none) }
    if proportion == 1 { return term(.all) }
    if proportion > 0.95 {
      let size = (1 / (1 - proportion)).rounded(.toNearestOrAwayFromZero)
      return frequency(size - 1, of: size)
    }
    var candidates: [(count: Double, size: Double)] = [(2, 3), (3, 4)] + (1...9).map { (Double($0), 10) }
    let size = (1 / proportion).rounded(.toNearestOrAwayFromZero)
    if size >= 2, size.isFinite { candidates.insert((1, size), at: 0) }
    var best = candidates[0]
    for candidate in candidates.dropFirst()
    where abs(candidate.count / candidate.size - proportion) < abs(best.count / best.size - proportion) {
      best = candidate
    }
    return frequency(best.count, of: best.size)
  }

  private func frequency(_ count: Double, of size: Double) -> String {
    words.frequency(NumberFormat.count.text(count, in: self), of: NumberFormat.count.text(size, in: self))
  }
}
