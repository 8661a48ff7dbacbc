import Foundation
import SurveyDisclosure
import SurveyMicrodata
import Testing

@Suite("Errors of disclosure")
struct DisclosureErrorTests {
  private static let sentences: [(DisclosureError, String)] = [
    (.noDimension, "Expected a column for each dimension beside the column count; found none."),
    (
      .unknownDimension("regio", known: ["region", "sex"]),
      "The table has no dimension \"regio\"; it has region, sex. Did you mean \"region\"?"
    ),
    (
      .otherTotal(found: "total", dimension: "sex"),
      "The margins of the dimension \"sex\" are written \"total\"; expected \"Total\"."
    ),
    (
      .repeatedRow(first: 0, second: 4),
      "Records 1 and 5 hold the same combination of labels; expected each once."
    ),
    (
      .doesNotAddUp(cell: "sex=Total", row: 2),
      "The counts below sex=Total (record 3) do not add up to its count; expected a row for each combination that is not "
        + "zero."
    ),
    (
      .contradiction,
      "The published counts contradict each other: no table of counts from 0 on has these margins."
    ),
    (.notACount(row: 1), "Expected a whole number from 0 on in the column count of record 2."),
    (
      .missingCount(row: 1),
      "The count of record 2 is missing; a table can only be protected with all its counts."
    ),
    (
      .tooLarge(cells: 3, limit: 2),
      "The table has 3 cells; expected at most 2. Protect it in parts that share no margin, or round it with \"rounding: "
        + "{base: 5}\" in the rules."
    ),
    (
      .unproven(cells: 2),
      "No pattern was found of which the attack shows that it protects: 2 cells stay too narrow. Round the table with "
        + "\"rounding: {base: 5}\" in the rules, or withhold its finest dimension."
    ),
    (
      .roundingDiscloses(base: 5, cells: 2),
      "Rounding to 5 lets 2 counts be computed from the others; expected none. Take a larger base."
    ),
    (
      .circularHierarchy(label: "a", dimension: "d"),
      "In the hierarchy of \"d\" the label \"a\" stands above itself."
    ),
    (.twoParents(label: "a", file: "d.csv"), "d.csv adds the label \"a\" up to two parents; expected one."),
    (
      .hierarchyWithoutDimension(file: "d.csv", known: ["x", "y"]),
      "d.csv names no label of one dimension alone; expected COLUMN=FILE with one of x, y."
    ),
    (
      .unusableRule(key: "minimum", expected: "a whole number from 1 to 10"),
      "The rule \"minimum\" takes a whole number from 1 to 10."
    ),
  ]

  @Test func `every error is one sentence`() {
    for (error, sentence) in Self.sentences {
      #expect(error.description == sentence)
      #expect(error.localizedDescription == sentence)
    }
  }

  @Test func `what does not fit is refused`() throws {
    #expect(throws: DisclosureError.circularHierarchy(label: "a", dimension: "d")) {
      try Hierarchy(of: "d", parents: ["a": "b", "b": "a"])
    }
    #expect(throws: DisclosureError.repeatedRow(first: 0, second: 1)) {
      try CountTable(dimensions: ["d"], labels: [["a"], ["a"]], counts: [1, 2])
    }
    #expect(throws: DisclosureError.otherTotal(found: "TOTAL", dimension: "d")) {
      try CountTable(dimensions: ["d"], labels: [["a"], ["TOTAL"]], counts: [1, 1])
    }
    let table = try CountTable(dimensions: ["d"], labels: [["a"], ["b"], ["Total"]], counts: [1, 2, 4])
    #expect(throws: DisclosureError.doesNotAddUp(cell: "d=Total", row: 2)) {
      try table.protected(by: DisclosureRules(minimum: 5, protection: 3))
    }
    #expect(throws: DisclosureError.unusableRule(key: "minimum", expected: "a whole number from 1 to 1000000")) {
      try DisclosureRules(minimum: 0, protection: 3)
    }
  }
}
