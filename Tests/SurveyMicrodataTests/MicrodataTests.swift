import SurveyMicrodata
import Testing

@Suite struct MicrodataTests {
  @Test(arguments: MissingKind.allCases)
  func `a kind of missing survives as a number and as a code`(kind: MissingKind) {
    #expect(MissingKind(number: kind.number) == kind)
    #expect(MissingKind(code: kind.code) == kind)
    #expect(kind.number.isNaN && kind.code < 0)
  }

  @Test func `answers are not missing`() {
    #expect(MissingKind(number: 0) == nil)
    #expect(MissingKind(code: 0) == nil)
    #expect(MissingKind(number: .nan) == .blank)
  }

  @Test(arguments: [
    ("sxe", "sex"), ("SEX", "sex"), ("provnce", "province"), ("prov", "province"), ("zzz", nil), ("", nil),
  ])
  func `the nearest name is offered only when it is near`(name: String, expected: String?) {
    #expect(nearestName(to: name, among: ["age", "sex", "province"]) == expected)
  }

  @Test func `columns that do not fit are answered`() {
    let two = Column.numbers([1, 2])
    #expect(
      sentence { _ = try Microdata(name: "d", columns: [("a", two), ("a", two)]) } == "Two columns are named \"a\".")
    #expect(
      sentence { _ = try Microdata(name: "d", columns: [("a", two), ("b", .numbers([1]))]) }
        == "Column \"b\" has 1 values; the other columns have 2.")
  }

  @Test func `a variable of the wrong kind is answered`() throws {
    let data = try Microdata(
      name: "d",
      columns: [("sex", .factor(Factor(["girl", "boy", "girl"]))), ("id", .numbers([1, 2, 3]))])
    #expect(sentence { _ = try data.numbers(of: "sex") } == "Column \"sex\" holds levels, not numbers.")
    #expect(
      sentence { _ = try data.indicator(of: Binary("sex", isTrueFor: "gril")) }
        == "Column \"sex\" has no level \"gril\".")
    let names = try Microdata(name: "d", columns: [("name", .factor(Factor(["Anna Smit", "Jan de Vries", "Piet"])))])
    #expect(
      sentence { _ = try names.indicator(of: Binary("name", isTrueFor: "Jan")) }
        == "Column \"name\" has no level \"Jan\".")
    let many = try Microdata(name: "d", columns: [("id", .numbers((0..<1001).map(Double.init)))])
    #expect(
      sentence { _ = try many.factor(of: "id") }
        == "Column \"id\" has more than 1000 distinct values, too many to form groups.")
  }

  @Test func `the distinct values of a number are levels in order of size`() throws {
    let data = try Microdata(name: "d", columns: [("x", .numbers([10, 2.5, -1, 10, MissingKind.refused.number]))])
    let factor = try data.factor(of: "x")
    #expect(factor.levels == ["-1", "2.5", "10"])
    #expect(factor.codes == [2, 1, 0, 2, MissingKind.refused.code])
  }
}
