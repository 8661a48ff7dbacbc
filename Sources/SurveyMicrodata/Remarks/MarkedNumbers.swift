/// The values of a column of texts that are all numbers, were their mark the decimal one of the file.
struct MarkedNumbers {
  /// The mark of those that have one.
  let mark: Character
  /// Whether it may stand before thousands in all of them.
  let isOpen: Bool
  /// The values with the mark.
  let count: Int
  /// The values.
  let known: Int
  /// The record of the first with the mark.
  let firstRow: Int

  /// Nil for a column with other texts, with both marks or with none.
  init?(_ factor: Factor) {
    let forms = factor.levels.map { NumberForm($0) }
    guard !forms.contains(.text) else { return nil }
    var tally = NumberFormTally()
    var firstRow: Int?
    var known = 0
    for (row, code) in factor.codes.enumerated() where code >= 0 {
      let form = forms[Int(code)]
      known += 1
      tally.note(form)
      if form != .whole, firstRow == nil { firstRow = row }
    }
    guard let mark = tally.mark, let firstRow else { return nil }
    self.mark = mark
    self.firstRow = firstRow
    self.known = known
    isOpen = tally.counts.decimals == 0
    count = tally.counts.decimals + tally.counts.open
  }
}
