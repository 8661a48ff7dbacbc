/// The columns that one variable gives a regression: a number, or the indicators of all levels but the first.
///
/// Records that were not asked are a level of their own: an indicator, with 0 in the other columns.
struct PredictorBlock: Sendable {
  let name: String
  let columns: [[Double]]
  /// The number of columns that stand for answers, which come first.
  let answerCount: Int

  /// Makes the columns of numbers, or of positions of levels; a value that is not a number was not asked.
  init(_ name: String, values: [Double], levelCount: Int?, canBeNotAsked: Bool) {
    self.name = name
    var columns: [[Double]] = []
    if let levelCount {
      for level in 1..<max(1, levelCount) { columns.append(values.map { $0 == Double(level) ? 1 : 0 }) }
    } else {
      columns.append(values.map { $0.isNaN ? 0 : $0 })
    }
    answerCount = columns.count
    if canBeNotAsked { columns.append(values.map { $0.isNaN ? 1 : 0 }) }
    self.columns = columns
  }
}
