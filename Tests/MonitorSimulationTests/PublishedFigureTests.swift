import MonitorSimulation
import Testing

/// The unweighted figures of a survey report, from the records of the committed dataset.
struct PublishedFigureTests {
  private func rows(_ year: Int?) -> [Dataset.Row] {
    dataset.rows.filter { year == nil || $0.record.wave.year == year }
  }

  @Test(arguments: [(2020, 7.8), (2022, 7.7), (2024, 7.6)])
  func `the mean life grade is near the published one`(year: Int, published: Double) {
    let grades = rows(year).map { Double($0.record.lifeGrade) }
    #expect(abs(grades.reduce(0, +) / Double(grades.count) - published) < 0.10)
  }

  @Test(arguments: [(2020, 0.100), (2022, 0.133), (2024, 0.130)])
  func `the share of insufficient grades is near the published one`(year: Int, published: Double) {
    let rows = rows(year)
    let share = Double(rows.count { $0.record.lifeGrade <= 5 }) / Double(rows.count)
    #expect(abs(share - published) < 0.015)
  }

  @Test func `the share exposed to violence at home is near 8%`() {
    let known = rows(nil).compactMap(\.record.isExposed)
    let share = Double(known.count { $0 }) / Double(known.count)
    #expect(abs(share - 0.080) < 0.006)
  }

  @Test func `exposed children rate their lives about a grade and a half lower`() {
    func mean(_ isExposed: Bool) -> Double {
      let grades = rows(nil).filter { $0.record.isExposed == isExposed }.map { Double($0.record.lifeGrade) }
      return grades.reduce(0, +) / Double(grades.count)
    }
    #expect(abs(mean(true) - 6.3) < 0.25)
    #expect(abs(mean(false) - 7.85) < 0.10)
  }

  @Test func `most exposed children have no professional help, and those with an insufficient grade more often have`() {
    func withoutHelp(_ rows: [Dataset.Row]) -> Double {
      let answers = rows.map { $0.record[.professionalHelp] }
      let answered = answers.count { $0 == .level(0) || $0 == .level(1) }
      return Double(answers.count { $0 == .level(0) }) / Double(answered)
    }
    let exposed = rows(nil).filter { $0.record.isExposed == true }
    let insufficient = exposed.filter { $0.record.lifeGrade <= 5 }
    #expect(abs(withoutHelp(exposed) - 0.825) < 0.04)
    #expect(abs(withoutHelp(insufficient) - 0.70) < 0.08)
  }

  @Test func `recruitment is skewed: 60% girls, and many children who live away from home`() {
    let rows = rows(nil)
    let girls = Double(rows.count { $0.record.background.sex == .girl }) / Double(rows.count)
    let elsewhere = Double(rows.count { $0.record.background.living == .elsewhere }) / Double(rows.count)
    #expect(abs(girls - 0.60) < 0.02)
    #expect(abs(elsewhere - 0.06) < 0.015)
  }
}

extension Record {
  /// Whether any form was answered with the past 12 months; nil where none was and some are missing.
  var isExposed: Bool? {
    if violence.contains(.level(ViolenceAnswer.past12Months.rawValue)) { return true }
    let isComplete = violence.allSatisfy {
      if case .level = $0 { true } else { false }
    }
    return isComplete ? false : nil
  }
}
