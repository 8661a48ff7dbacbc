/// The labels of one dimension of a table, each below the label that it is added up to.
struct LabelTree: Sendable {
  /// The labels: each before those below it, and those below the same label sorted by their bytes.
  let labels: [String]
  /// The label that each is added up to; nil at the top.
  let parents: [Int?]
  /// The labels that are added up to each.
  let children: [[Int]]

  /// Builds the tree of the labels that occur; a parent that does not occur is passed over.
  init(labels found: Set<String>, total: String, hierarchy: Hierarchy?) {
    let hasTotal = found.contains(total)
    var below: [String: [String]] = [:]
    var tops: [String] = hasTotal ? [total] : []
    for label in found.subtracting([total]).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      var above = hierarchy?.parents[label]
      while let name = above, !found.contains(name) { above = hierarchy?.parents[name] }
      if let parent = above ?? (hasTotal ? total : nil) {
        below[parent, default: []].append(label)
      } else {
        tops.append(label)
      }
    }
    var labels: [String] = []
    var parents: [Int?] = []
    var waiting = tops.reversed().map { (label: $0, parent: Int?.none) }
    while let (label, parent) = waiting.popLast() {
      waiting += (below[label] ?? []).reversed().map { ($0, labels.count) }
      labels.append(label)
      parents.append(parent)
    }
    (self.labels, self.parents) = (labels, parents)
    var children = [[Int]](repeating: [], count: labels.count)
    for (label, parent) in parents.enumerated() { if let parent { children[parent].append(label) } }
    self.children = children
  }
}
