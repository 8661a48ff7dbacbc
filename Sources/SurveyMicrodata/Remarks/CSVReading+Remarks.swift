/// What reading a file shows of its columns.
extension CSVReading {
  /// Gathers what the records show of their columns beyond their values.
  func origin(of table: CSVTable) -> ColumnOrigin {
    var remarks = sheetRemarks
    var obstacles: [String: NumberObstacle] = [:]
    for slot in table.rules.indices {
      let rule = table.rules[slot]
      let faults = table.faults[slot]
      let remark = { (kind: ColumnRemark.Kind, count: Int, line: Int?) in
        remarks.append(ColumnRemark(column: rule.name, kind: kind, count: count, firstLine: line))
      }
      let markCount = faults.count(.missingMark)
      if markCount > 0 { remark(.missingMarks, markCount, line(of: faults.firstOffset(.missingMark))) }
      switch table.columns[slot].values {
      case .numbers(let values):
        let count = table.spellings[slot].countOfRespelled(in: values)
        if count > 0 { remark(.respelledNumbers, count, nil) }
      case .factor(let factor):
        guard case .texts = rule.kind else { continue }
        let notAvailable = rule.isDeclared ? 0 : faults.count(.notAvailable)
        if notAvailable > 0 {
          remark(.notAvailableAsLevel, notAvailable, line(of: faults.firstOffset(.notAvailable)))
        }
        if !rule.isDeclared, format.decimalMark == nil, let marked = MarkedNumbers(factor) {
          obstacles[rule.name] = NumberObstacle(
            isLength: false, count: marked.count, known: marked.known,
            firstLine: line(ofRecord: marked.firstRow, in: table),
            mark: (marked.mark, marked.isOpen))
        }
        let numbers = NumbersAmongTexts(
          factor, decimalMark: format.decimalMark?.asciiValue ?? (rule.isDeclared ? CSVByte.point : rule.decimalMark))
        guard numbers.count > 0, rule.isDeclared ? numbers.longCount > 0 : true, let row = numbers.firstOther else {
          continue
        }
        let line = line(ofRecord: row, in: table)
        let otherwise = NumberObstacle(
          isLength: numbers.otherCount == 0, count: numbers.otherCount == 0 ? numbers.longCount : numbers.otherCount,
          known: numbers.knownCount, firstLine: line)
        if obstacles[rule.name] == nil { obstacles[rule.name] = otherwise }
        if numbers.otherCount == 0 {
          remark(.longWholeNumbers, numbers.longCount, line)
        } else if !rule.isDeclared, numbers.areTheRule {
          remark(.numbersButFor, numbers.otherCount, line)
        }
      }
    }
    return ColumnOrigin(
      names: table.rules.map(\.name), remarks: remarks, obstacles: obstacles)
  }
}

/// How many values of a column of texts are numbers, and where the first other stands.
private struct NumbersAmongTexts {
  /// The values that are numbers, long ones included.
  private(set) var count = 0
  /// The whole numbers that are too long for a double.
  private(set) var longCount = 0
  /// The values that are no numbers.
  private(set) var otherCount = 0
  /// The record with the first value that keeps the column from being one of numbers.
  private(set) var firstOther: Int?
  private var numberLevels = 0
  private var otherLevels = 0

  init(_ factor: Factor, decimalMark: UInt8) {
    let forms = factor.levels.map { DecimalNumber(Array($0.utf8), decimalMark: decimalMark) }
    guard forms.contains(where: { $0.value != nil }) else { return }
    numberLevels = forms.count { $0.value != nil }
    otherLevels = forms.count - numberLevels
    var firstLong: Int?
    for (row, code) in factor.codes.enumerated() where code >= 0 {
      switch forms[Int(code)] {
      case .finite: count += 1
      case .longWhole:
        count += 1
        longCount += 1
        if firstLong == nil { firstLong = row }
      case .unusable, .text:
        otherCount += 1
        if firstOther == nil { firstOther = row }
      }
    }
    firstOther = firstOther ?? firstLong
  }

  var knownCount: Int { count + otherCount }

  /// Whether the column is one of numbers but for some values: most are numbers, or all others are one text.
  var areTheRule: Bool { count >= otherCount || (otherLevels == 1 && numberLevels > 1) }
}
