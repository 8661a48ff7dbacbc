/// How many items of an indicator pass its test in each record, how many are answered, and why others are missing.
struct ItemTally {
  let itemCount: Int
  private(set) var passes: [Int32]
  private(set) var answers: [Int32]
  /// The weightiest reason among the missing items of each record, as its position in `reasons`; 0 for none.
  private var reasonRanks: [UInt8]

  /// The kinds of missing, the one that a record is remembered by last.
  private static let reasons: [MissingKind] = [.notAsked, .blank, .doesNotKnow, .refused]

  /// Counts over items, each given as 1, 0 or a missing code for each record.
  init(_ items: [[Int32]], rowCount: Int) {
    itemCount = items.count
    var passes = [Int32](repeating: 0, count: rowCount)
    var answers = passes
    var ranks = [UInt8](repeating: 0, count: rowCount)
    let rankOfKind = (0...4).map { raw in
      UInt8(MissingKind(rawValue: UInt8(raw)).flatMap { Self.reasons.firstIndex(of: $0) }.map { $0 + 1 } ?? 0)
    }
    for item in items {
      for row in item.indices {
        let value = item[row]
        if value >= 0 {
          passes[row] += value
          answers[row] += 1
        } else {
          ranks[row] = max(ranks[row], rankOfKind[Int(MissingKind(code: value)?.rawValue ?? 0)])
        }
      }
    }
    self.passes = passes
    self.answers = answers
    reasonRanks = ranks
  }

  /// The code of the reason why a record's indicator is missing.
  func missingCode(_ row: Int) -> Int32 {
    let rank = Int(reasonRanks[row])
    return rank == 0 ? MissingKind.blank.code : Self.reasons[rank - 1].code
  }

  /// Whether a record has the answers that a rule asks for before anything is derived from them.
  func isAnswered(_ row: Int, by rule: MissingItemRule) -> Bool {
    switch rule {
    case .allAnswered: Int(answers[row]) == itemCount
    case .anyTrueElseAllAnswered: true
    case .atLeast(let needed): Int(answers[row]) >= needed
    }
  }

  /// The number of items that could still have passed: none where a rule makes do with the answers there are.
  func openItems(_ row: Int, by rule: MissingItemRule) -> Int {
    if case .anyTrueElseAllAnswered = rule { itemCount - Int(answers[row]) } else { 0 }
  }
}
