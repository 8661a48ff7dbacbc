/// Refuses variables that another one decides: an indicator beside its number, a province beside its municipality.
///
/// Drawn beside the other, such a variable contradicts it, and its share is biased. Among the records with an answer to
/// every variable to impute, y is taken for a function of x where records with the same x have the same y or, x being a
/// number that is imputed too, where each answer of y is an interval of x; and where that holds for enough records not to
/// be chance (`Agreement`).
func refuseFunctions(
  of targets: [ImputationTarget], and predictors: [ImputationTarget]
) throws(ImputationError) {
  let imputed = targets.indices.filter { !targets[$0].missing.isEmpty }
  guard let count = targets.first?.values.count, !imputed.isEmpty else { return }
  var isComplete = [Bool](repeating: true, count: count)
  for target in targets { for row in target.missing { isComplete[row] = false } }
  for (position, other) in (targets + predictors).enumerated() {
    let rows = isComplete.indices.filter { isComplete[$0] && !other.values[$0].isNaN }
      .sorted { (other.values[$0], $0) < (other.values[$1], $1) }
    let isImputedNumber = other.levels == nil && !other.missing.isEmpty
    for index in imputed where index != position {
      let agreement = Agreement(of: targets[index].values, along: other.values, rows: rows)
      guard agreement.isFunction(orOfIntervals: isImputedNumber) else { continue }
      throw agreement.isOneToOne
        ? .dependentVariable(targets[index].name, equalTo: other.name)
        : .decidedVariable(targets[index].name, by: other.name, records: agreement.count)
    }
  }
}

/// How one variable goes along with another, over records sorted by that.
private struct Agreement {
  /// The number of records with both.
  private(set) var count = 0
  /// Whether records with the same value of the other have one answer.
  private var isDecided = true
  /// The number of stretches with one answer, and with one value of the other.
  private var (stretchCount, valueCount) = (0, 0)
  /// The records of each answer, and those of them that share the value of the other with an earlier one.
  private var records: [Double: (all: Int, repeated: Int)] = [:]

  /// A record without the most frequent answer agrees by chance one time in two at most; so many, one in a million.
  private static let leastEvidence = 20

  init(of answers: [Double], along other: [Double], rows: [Int]) {
    var last: Int?
    for row in rows where !answers[row].isNaN {
      count += 1
      let isSame = last.map { answers[$0] == answers[row] } ?? false
      let isRepeated = last.map { other[$0] == other[row] } ?? false
      guard isSame || !isRepeated else {
        isDecided = false
        return
      }
      if !isSame { stretchCount += 1 }
      if !isRepeated { valueCount += 1 }
      records[answers[row], default: (0, 0)].all += 1
      if isRepeated { records[answers[row], default: (0, 0)].repeated += 1 }
      last = row
    }
  }

  /// Whether there are as many answers as values of the other.
  var isOneToOne: Bool { valueCount == records.count }

  /// Whether the answers are a function of the other, or each an interval of it, by more than chance.
  ///
  /// Records with the most frequent answer are no evidence: most agree with each other anyway.
  func isFunction(orOfIntervals countsIntervals: Bool) -> Bool {
    // Of answers that are as frequent the largest, so that the order of the dictionary does not matter.
    guard isDecided, let frequent = records.max(by: { ($0.value.all, $0.key) < ($1.value.all, $1.key) })?.key
    else { return false }
    let others = records.filter { $0.key != frequent }.values
    let repeated = others.reduce(0) { $0 + $1.repeated }
    let within = others.reduce(0) { $0 + $1.all - 1 }
    return repeated >= Self.leastEvidence
      || countsIntervals && stretchCount == records.count && within >= Self.leastEvidence
  }
}
