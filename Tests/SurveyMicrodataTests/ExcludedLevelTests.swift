import SurveyMicrodata
import Testing

/// Levels that a condition rules out by itself.
@Suite struct `Excluded levels` {
  private func records() throws -> Microdata {
    let races = ["white", "black", "asian", "mixed", nil]
    return try Microdata(
      name: "t",
      columns: [
        ("race", .factor(Factor((0..<40).map { races[$0 % 5] }))), ("code", .numbers((0..<40).map { Double($0 % 4) })),
        ("age", .numbers((0..<40).map { Double($0) })), ("empty", .numbers([Double](repeating: .nan, count: 40))),
      ])
  }

  @Test(arguments: [
    ("race == white or race == black", ["black", "white"]), ("race in (white, black)", ["black", "white"]),
    ("not (race == asian)", ["black", "mixed", "white"]), ("race != asian & age > 3", ["black", "mixed", "white"]),
    ("(race == white or age > 3) and race != mixed", ["asian", "black", "white"]),
    // A level that has no record, and that the condition does not name, is a zero that counts.
    ("race != asian & age == 0", ["black", "mixed", "white"]), ("age > 3", ["asian", "black", "mixed", "white"]),
    ("race == white or age > 3", ["asian", "black", "mixed", "white"]),
    ("race == white and race == black", ["asian", "black", "mixed", "white"]),
    ("race != asian or empty == 3", ["asian", "black", "mixed", "white"]),
  ])
  func `are those that no record of the domain can have`(text: String, kept: [String]) throws {
    let (records, condition) = (try records(), try Condition(parsing: text))
    let left = try records.leavingOutLevels(of: ["race", "age"], excludedBy: condition)
    #expect(try left.levels(of: "race") == kept)
    // Within the domain nothing changes.
    let (before, after) = (try records.factor(of: "race"), try left.factor(of: "race"))
    for (row, isInside) in try condition.rows(in: records).enumerated() where isInside && before.codes[row] >= 0 {
      #expect(before.levels[Int(before.codes[row])] == after.levels[Int(after.codes[row])])
    }
  }

  @Test func `of numbers are left out too`() throws {
    let left = try records().leavingOutLevels(of: ["code"], excludedBy: Condition(parsing: "code > 1"))
    #expect(try left.levels(of: "code") == ["2", "3"])
  }
}
