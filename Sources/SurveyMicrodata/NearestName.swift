/// Returns the known name that is closest to a misspelt one, or nil where none is near.
///
/// Closeness is the number of inserted, removed, replaced or swapped letters, capitals aside; a name is near when
/// that is at most a third of its length, or when one is the start of the other.
public func nearestName(to name: String, among known: [String]) -> String? {
  let wanted = Array(name.lowercased())
  var best: (distance: Int, name: String)?
  for candidate in known {
    let letters = Array(candidate.lowercased())
    let distance = editDistance(wanted, letters)
    let shorter = min(wanted.count, letters.count)
    let isStart = shorter >= 3 && wanted.prefix(shorter) == letters.prefix(shorter)
    let isNear = distance <= max(1, max(wanted.count, letters.count) / 3) && distance < max(wanted.count, 2)
    guard isStart || isNear else { continue }
    if best.map({ distance < $0.distance }) ?? true { best = (distance, candidate) }
  }
  return best?.name
}

/// The optimal string alignment distance: insertions, removals, replacements and swaps of neighbours.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
  var beforePrevious = [Int](repeating: 0, count: b.count + 1)
  var previous = Array(0...b.count)
  for i in 1...a.count {
    var current = [i] + [Int](repeating: 0, count: b.count)
    for j in 1...b.count {
      let replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
      current[j] = min(replaced, previous[j] + 1, current[j - 1] + 1)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        current[j] = min(current[j], beforePrevious[j - 2] + 1)
      }
    }
    beforePrevious = previous
    previous = current
  }
  return previous[b.count]
}

extension Factor {
  /// The level that is closest to a misspelt one, or nil where none is near or no codebook declares the levels.
  package func nearestLevel(to level: String) -> String? {
    isDeclared ? nearestName(to: level, among: levels) : nil
  }
}
