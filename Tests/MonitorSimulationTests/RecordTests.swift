import MonitorSimulation
import Testing

/// The records that the committed dataset holds; made once for all tests.
let dataset = Dataset(seed: 2024)

struct RecordTests {
  @Test(arguments: [(2020, 1994), (2022, 2347), (2024, 2729)])
  func `a wave has the published number of records`(year: Int, count: Int) {
    #expect(dataset.rows.count { $0.record.wave.year == year } == count)
  }

  @Test func `records are numbered from one without a gap`() {
    #expect(dataset.rows.map(\.number) == Array(1...7070))
  }

  @Test func `the pooled file leaves out eleven records`() {
    #expect(dataset.rows.count { !$0.isPooled } == 11)
    #expect(dataset.rows.count { $0.isPooled } == 7059)
  }

  @Test func `a record is the same whoever draws it and in whatever order`() {
    for position in [2728, 0, 1500] {
      let record = Record(seed: 2024, wave: .third, position: position)
      let row = dataset.rows[1994 + 2347 + position]
      #expect(record.answers == row.record.answers)
      #expect(record.lifeGrade == row.record.lifeGrade)
      #expect(record.background.sexAge == row.record.background.sexAge)
    }
  }

  @Test func `another seed gives other records`() {
    let other = (0..<100).map { Record(seed: 2025, wave: .first, position: $0).background.age }
    let first = (0..<100).map { Record(seed: 2024, wave: .first, position: $0).background.age }
    #expect(other != first)
  }

  /// The numbers of the records for which a statement does not hold.
  private func exceptions(_ holds: (Record) -> Bool) -> [Int] {
    dataset.rows.filter { !holds($0.record) }.map(\.number)
  }

  @Test func `ages are 8 to 18 and agree with their group and their education`() {
    let wrong = exceptions { record in
      let background = record.background
      let group: AgeGroup = background.age < 12 ? .child : background.age < 15 ? .youngTeenager : .teenager
      return (8...18).contains(background.age) && background.ageGroup == group
        && (background.education != .mbo || background.age >= 16)
        && (background.education != .primary || background.age <= 12)
    }
    #expect(wrong.isEmpty)
  }

  @Test(arguments: [Item.perpetrator, .frequency, .told, .professionalHelp])
  func `telling and help are asked of the exposed and of nobody else`(item: Item) {
    let recent = Answer.level(ViolenceAnswer.past12Months.rawValue)
    #expect(exceptions { ($0[item] == .notAsked) != $0.violence.contains(recent) }.isEmpty)
  }

  @Test(
    arguments: [
      (.toldWhom, .told, 1), (.responseAfterTelling, .told, 1), (.helpSource, .professionalHelp, 1),
      (.acted, .noticed, 1), (.barrier, .acted, 0),
    ] as [(Item, Item, Int)])
  func `an item is asked after one answer and after no other`(item: Item, gate: Item, level: Int) {
    #expect(exceptions { ($0[item] == .notAsked) == ($0[gate] != .level(level)) }.isEmpty)
  }

  @Test func `bystanders are asked from 2022 on`() {
    #expect(exceptions { ($0[.noticed] == .notAsked) == ($0.wave == .first) }.isEmpty)
  }

  @Test(arguments: ViolenceForm.allCases.map(Item.init) + Problem.allCases.map(Item.init))
  func `violence and problems are put to everyone`(item: Item) {
    #expect(exceptions { $0[item] != .notAsked }.isEmpty)
  }

  @Test(arguments: Item.allCases)
  func `some skip an item and most answer it`(item: Item) {
    let asked = dataset.rows.filter { $0.record[item] != .notAsked }
    let skipped = asked.count { $0.record[item] == .refused || $0.record[item] == .doesNotKnow }
    #expect(skipped > 0)
    #expect(Double(skipped) < 0.12 * Double(asked.count))
  }

  @Test func `the sexual item is skipped more than the physical one`() {
    func skipped(_ item: Item) -> Int { dataset.rows.count { $0.record[item] == .refused } }
    #expect(skipped(.sexual) > skipped(.physical))
  }
}
