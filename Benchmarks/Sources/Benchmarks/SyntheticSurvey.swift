import Foundation

/// A youth survey that never took place: 60 strata in 12 provinces, units of unequal size, three waves, 25 columns.
///
/// The records of a unit resemble each other, weights vary, and every question has missing answers, so that no task is
/// easier than on real records. The same size and seed give the same bytes.
struct SyntheticSurvey {
  static let stratumCount = 60
  /// Two units in every stratum, the least a variance needs, with two records each on average.
  static let smallestSize = 4 * stratumCount
  static let columnNames = [
    "id", "wave", "province", "stratum", "psu", "weight", "age", "gender", "educ", "urban", "wealth", "hh_size",
    "disability", "in_school", "care", "screen_h", "life", "unsafe_home", "form1", "form2", "form3", "form4", "form5",
    "form6", "stress",
  ]

  let recordCount: Int
  let seed: UInt64

  /// The number of units in each stratum: more records mean more units as well as larger ones.
  var unitsInStratum: Int {
    min(recordCount / (2 * Self.stratumCount), max(2, Int((Double(recordCount).squareRoot() / 5).rounded())))
  }

  /// Writes the records as a CSV file.
  func write(to file: URL) throws {
    guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: file.path])
    }
    let handle = try FileHandle(forWritingTo: file)
    var random = RandomStream(seed: seed)
    var row = CSVRows()
    for name in Self.columnNames { row.append(name) }
    row.end()

    let unitCount = Self.stratumCount * unitsInStratum
    var next = 0
    for unit in 0..<unitCount {
      let end = lastRecord(ofUnit: unit, of: unitCount)
      let unitEffect = 0.45 * random.normal()
      while next < end {
        append(record: next, unit: unit, unitEffect: unitEffect, from: &random, to: &row)
        next += 1
      }
      if row.bytes.count > 1 << 20 {
        try handle.write(contentsOf: row.bytes)
        row.bytes.removeAll(keepingCapacity: true)
      }
    }
    try handle.write(contentsOf: row.bytes)
    try handle.close()
  }

  /// Units in odd places hold half as many records as their neighbours to the right.
  private func lastRecord(ofUnit unit: Int, of unitCount: Int) -> Int {
    if unit == unitCount - 1 { return recordCount }
    let pairs = Double(unit / 2) + (unit % 2 == 0 ? 1.0 / 3 : 1)
    return max(unit + 1, Int(Double(recordCount) * pairs * 2 / Double(unitCount)))
  }

  private func append(
    record: Int, unit: Int, unitEffect: Double, from random: inout RandomStream, to row: inout CSVRows
  ) {
    let stratum = unit / unitsInStratum
    let province = stratum / 5
    let age = 8 + random.integer(below: 11)
    let gender = random.position(among: [0.495, 0.487, 0.018])
    let wealth = 1 + random.integer(below: 5)
    let hasDisability = random.isTrue(0.09)
    let strain = random.normal()
    let isUnsafe = random.isTrue(
      logistic(
        -2.7 + unitEffect + 0.05 * Double(province - 6) + [0, 0.25, 0.5][gender] - 0.12 * Double(wealth - 3)
          + (hasDisability ? 0.45 : 0) + 0.03 * Double(age - 13) + 0.5 * strain))

    row.append(record + 1)
    row.append(2020 + 2 * random.position(among: [0.3, 0.33, 0.37]))
    row.append(Self.provinceNames[province])
    row.append(stratum + 1)
    row.append(unit % unitsInStratum + 1)
    row.append(exp(0.6 * random.normal()) * Double(120 + 4 * stratum), decimals: 4)
    row.append(age)
    row.append(["girl", "boy", "other"][gender])
    row.append(["none", "primary", "secondary", "tertiary"][random.position(among: [0.12, 0.38, 0.36, 0.14])])
    row.append(stratum % 5 < 2 ? 1 : 0)
    row.append(wealth)
    row.append(1 + random.integer(below: 6))
    row.append(hasDisability ? 1 : 0)
    row.append(random.isTrue(0.88) ? 1 : 0)
    row.append(["both", "mother", "father", "neither"][random.position(among: [0.62, 0.27, 0.07, 0.04])])
    row.append(-1.4 * log(random.uniform()) - 1.4 * log(random.uniform()), decimals: 2)

    var formCount = 0
    var forms: [Int?] = []
    for (position, base) in [-1.6, -1.9, -2.6, -1.3, -2.9, -2.1].enumerated() {
      let isExposed = random.isTrue(logistic(base + 0.7 * unitEffect + 0.9 * strain + (isUnsafe ? 0.8 : 0)))
      if isExposed { formCount += 1 }
      forms.append(random.isTrue(0.01 + 0.005 * Double(position)) ? nil : isExposed ? 1 : 0)
    }
    let satisfaction = 7.4 - 0.32 * Double(formCount) - (isUnsafe ? 0.9 : 0) - 0.5 * unitEffect + 1.7 * random.normal()
    row.append(random.isTrue(0.02) ? nil : Int(min(10, max(1, satisfaction.rounded()))))
    row.append(random.isTrue(0.015) ? nil : isUnsafe ? 1 : 0)
    for form in forms { row.append(form) }
    if random.isTrue(0.03) {
      row.append(nil)
    } else {
      row.append(max(0, 20 + 3.1 * Double(formCount) + 2 * unitEffect + 7 * random.normal()), decimals: 3)
    }
    row.end()
  }

  private static let provinceNames = (1...12).map { $0 < 10 ? "P0\($0)" : "P\($0)" }
}

private func logistic(_ value: Double) -> Double { 1 / (1 + exp(-value)) }
