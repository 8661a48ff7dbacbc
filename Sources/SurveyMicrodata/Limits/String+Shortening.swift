extension String {
  /// Returns the text, cut in its middle where it has more characters than a limit.
  package func shortened(to limit: Int) -> String {
    // Characters are counted only where the bytes may be too many.
    guard utf8.count > limit, count > limit else { return self }
    let half = max(1, (limit - 3) / 2)
    return prefix(half) + " … " + suffix(half)
  }
}
