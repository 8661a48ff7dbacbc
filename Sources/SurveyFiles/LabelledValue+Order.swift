/// The order in which values are listed.
extension LabelledValue: Comparable {
  /// Numbers by their size come first, then texts by their bytes, then missing values by their letters.
  package static func < (one: LabelledValue, other: LabelledValue) -> Bool {
    switch (one, other) {
    case (.number(let one), .number(let other)): one < other
    case (.text(let one), .text(let other)): one.utf8.lexicographicallyPrecedes(other.utf8)
    case (.tag(let one), .tag(let other)): one < other
    default: one.rank < other.rank
    }
  }

  private var rank: Int {
    switch self {
    case .number: 0
    case .text: 1
    case .tag: 2
    }
  }
}
