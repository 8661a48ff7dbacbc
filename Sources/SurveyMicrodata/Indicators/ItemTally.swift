/// How many items of an indicator pass its test in each record, how many are answered, and why others are missing.
struct ItemTally {
  let itemCount: Int
  private(set) var passes: [Int32]
  private(set) var answers: [Int32]
  /// The items of each record that were not asked.
  private(set) var notAsked: [Int32]
  /// The items of each record that are blank.
  private(set) var blanks: [Int32]
  /// The weightiest reason among the missing items of each record, as its position in `reasons`; 0 for none.
  private var reasonRanks: [UInt8]

  /// The kinds of missing, the one that a record is remembered by last.
  private static let reasons: [MissingKind] = [.notAsked, .blank, .doesNotKnow, .refused]

  /// Counts over items, each given as 1, 0 or a missing code for each record.
  init(_ items: [[Int32]], rowCount: Int) {
    itemCount = items.count
    var passes = [Int32](repeating: 0, count: rowCount)
    var answers = passes
    var notAsked = passes
    var blanks = passes
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
          let kind = MissingKind(code: value) ?? .blank
          ranks[row] = max(ranks[row], rankOfKind[Int(kind.rawValue)])
          switch kind {
          case .notAsked: notAsked[row] += 1
          case .blank: blanks[row] += 1
          case .refused, .doesNotKnow: break
          }
        }
      }
    }
    self.passes = passes
    self.answers = answers
    self.notAsked = notAsked
    self.blanks = blanks
    reasonRanks = ranks
  }

  /// The code of the reason why a record's indicator is missing.
  func missingCode(_ row: Int) -> Int32 {
    let rank = Int(reasonRanks[row])
    return rank == 0 ? MissingKind.blank.code : Self.reasons[rank - 1].code
  }

  /// Whether a record has the answers that a rule asks for before anything is derived from them.
  func isAnswered(_ row: Int, by rule: MissingItemRule) -> Bool {
    let wasAsked = Int(notAsked[row]) < itemCount
    return switch rule {
    case .allAnswered: Int(answers[row]) == itemCount
    case .anyTrueElseAllAnswered: true
    case .atLeast(let needed): Int(answers[row]) >= needed
    case .allAsked: wasAsked && decidedItems(row, by: rule) == itemCount
    case .anyTrueElseAllAsked: wasAsked
    case .atLeastAsked(let needed): wasAsked && decidedItems(row, by: rule) >= needed
    case .blanksAreNo(.ticked): passes[row] > 0
    case .blanksAreNo(.asked): wasAsked
    case .blanksAreNo(.all): true
    }
  }

  /// The number of items that pass or do not, those included that a rule takes as a no.
  func decidedItems(_ row: Int, by rule: MissingItemRule) -> Int {
    var count = Int(answers[row])
    if rule.takesNotAskedAsNo { count += Int(notAsked[row]) }
    if case .blanksAreNo = rule { count += Int(blanks[row]) }
    return count
  }

  /// The number of items that could still have passed: none where a rule makes do with the answers there are.
  func openItems(_ row: Int, by rule: MissingItemRule) -> Int {
    switch rule {
    case .anyTrueElseAllAnswered, .anyTrueElseAllAsked, .blanksAreNo: itemCount - decidedItems(row, by: rule)
    case .allAnswered, .atLeast, .allAsked, .atLeastAsked: 0
    }
  }
}
