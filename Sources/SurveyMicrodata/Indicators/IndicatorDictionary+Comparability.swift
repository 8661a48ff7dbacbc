/// Where the series of an indicator breaks.
extension IndicatorDictionary {
  /// Returns the breaks of an indicator that lie between two waves, whichever is the earlier.
  ///
  /// A break at a wave lies between two if it is after the one and no later than the other. Waves are compared as
  /// numbers; waves that are no numbers have no order, and so no breaks between them.
  public func breaks(of name: String, between first: String, and second: String) -> [ComparabilityBreak] {
    guard let first = Double(first), let second = Double(second) else { return [] }
    let (earlier, later) = (min(first, second), max(first, second))
    return indicators.first { $0.name == name }?.breaks.filter { broken in
      Double(broken.wave).map { $0 > earlier && $0 <= later } ?? false
    } ?? []
  }
}
