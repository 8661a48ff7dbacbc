/// Printing again what need not be withheld.
extension Pattern {
  /// The most cells of which each is tried.
  static let mostThinned = 400

  /// Publishes each cell that was withheld for others and whose count no protection needs, the dearest first.
  mutating func thin() throws(DisclosureError) {
    let candidates = isWithheld.indices.filter { isWithheld[$0] && !isPrimary[$0] }
    guard isWithheld.count(where: { $0 }) <= Self.mostThinned else { return }
    for cell in candidates.sorted(by: { (weight($0), $0) > (weight($1), $1) }) {
      var fewer = self
      fewer.publish(cell)
      if try fewer.unprotected().isEmpty { self = fewer }
    }
  }
}
