internal import SurveyMicrodata

/// Which columns are strata of which stage.
extension ColumnNames {
  /// Returns the strata of each stage.
  ///
  /// Columns with `x` between them are crossed, and `/` begins the strata of the next stage. A list without either is one
  /// stratum column for each stage where each of these has units of its own and the strata say something within the units
  /// above; everything else is crossed, because strata of a stage that draws nothing would be no strata at all.
  func strata(in data: Microdata, units: [String], isNested: Bool) throws(QuestionError) -> [[String]] {
    let names = try signedNames(in: data)
    let isStaged = names.contains { $0.sign == .stage }
    var stages: [[String]] = []
    for (sign, name) in names {
      if stages.isEmpty || sign == .stage || (sign == .list && !isStaged) {
        stages.append([name])
      } else {
        stages[stages.count - 1].append(name)
      }
    }
    if isStaged || stages.count < 2 { return stages }
    if units.count < 2 || stages.count > units.count { return [stages.flatMap { $0 }] }
    let first = [units[0]] + (isNested ? stages[0] : [])
    var crossed = stages[0]
    var own: [[String]] = []
    for strata in stages.dropFirst() {
      // What does not vary within a primary unit is a property of the unit, and a stratum that it was drawn from.
      if own.isEmpty, try data.isConstant(strata, within: first) { crossed += strata } else { own.append(strata) }
    }
    return [crossed] + own
  }
}

extension Microdata {
  /// Whether all records that agree on some columns agree on others.
  fileprivate func isConstant(_ names: [String], within others: [String]) throws(QuestionError) -> Bool {
    func codes(_ names: [String]) throws(QuestionError) -> [[UInt64]] {
      try names.map { name throws(QuestionError) in
        switch try reading({ () throws(MicrodataError) in try column(name) }) {
        case .numbers(let values): values.map(\.bitPattern)
        case .factor(let factor): factor.codes.map { UInt64(bitPattern: Int64($0)) }
        }
      }
    }
    let (own, groups) = (try codes(names), try codes(others))
    var found: [[UInt64]: [UInt64]] = [:]
    for row in 0..<rowCount {
      let values = own.map { $0[row] }
      if found.updateValue(values, forKey: groups.map { $0[row] }).map({ $0 != values }) ?? false { return false }
    }
    return true
  }
}
