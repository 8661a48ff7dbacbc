import SurveyDisclosure
import Testing

@Suite("Attack on a published table")
struct AttackTests {
  @Test func `the interval of the published example is 5 to 30`() throws {
    // Fischetti and Salazar (2001), Management Science 47:1008: investments by activity and region, of which the four
    // corners of two rows and two columns are withheld; the attacker finds 5 to 30 for the 22.
    let table = try crossTable(
      [[20, 50, 10], [nil, 19, nil], [nil, 32, nil]], rowTotals: [80, 49, 61], columnTotals: [45, 101, 44], total: 190)
    let found = try table.attacked()
    #expect(found.map { table.name(ofRow: $0.row) }.contains("row=r2, column=c3"))
    let interval = try #require(found.first { table.labels(ofRow: $0.row) == ["r2", "c3"] }?.interval)
    #expect((interval.lower, interval.upper) == (5, 30))
    #expect(interval.isExact)
    #expect(found.allSatisfy { !$0.interval.isDisclosed })
  }

  @Test func `two withheld in each line do not protect`() throws {
    // Every row and every column has two or more withheld counts, and still the sums of the first two rows and of the
    // first two columns differ by one of them alone.
    let table = try crossTable(
      [[nil, nil, 20, 30], [nil, nil, nil, 40], [12, 15, nil, nil], [11, 18, nil, nil]],
      rowTotals: [58, 61, 41, 46], columnTotals: [34, 47, 48, 77], total: 206)
    let found = try table.attacked()
    #expect(found.count == 9)
    let disclosed = found.filter(\.interval.isDisclosed)
    #expect(disclosed.map { table.labels(ofRow: $0.row) } == [["r2", "c3"]])
    // What is withheld adds up to 29 in the two rows and to 25 in the two columns.
    #expect(disclosed.map(\.interval.lower) == [4])
  }

  @Test func `a withheld count that no published one adds up with has no upper end`() throws {
    let table = try CountTable(dimensions: ["d"], labels: [["a"], ["b"]], counts: [nil, 4])
    let interval = try #require(try table.attacked().first?.interval)
    #expect((interval.lower, interval.upper) == (0, nil))
  }

  @Test func `counts that no table has are refused`() throws {
    let table = try crossTable([[nil, 5], [nil, 5]], rowTotals: [4, 9], columnTotals: [3, 10], total: 13)
    #expect(throws: DisclosureError.contradiction) { try table.attacked() }
  }

  @Test func `a reader who knows that zeros are printed knows more`() throws {
    let table = try CountTable(
      dimensions: ["d"], labels: [["a"], ["b"], ["c"], ["d"], ["Total"]], counts: [nil, nil, nil, nil, 4])
    let rules = try DisclosureRules(minimum: 5, protection: 3)
    #expect(try table.attacked(by: rules).allSatisfy { !$0.interval.isDisclosed })
    let printed = try DisclosureRules(minimum: 5, protection: 3, zeros: .published)
    #expect(try table.attacked(by: printed).allSatisfy { $0.interval.isDisclosed && $0.interval.lower == 1 })
  }
}
