import Peilstok
import TestSupport
import Testing

/// A table whose rows hold two estimates of one thing.
@Suite("The table of complete cases beside imputed records")
struct ImputationTableTests {
  @Test func `each row holds both estimates and the missing information`() throws {
    let grades = (0..<120).map { $0 % 4 == 0 ? MissingKind.refused.number : Double($0 % 7 + 2) }
    let data = try Microdata(
      name: "grades",
      columns: [
        ("grade", .numbers(grades)), ("age", .numbers((0..<120).map { Double($0 * $0 % 11) })),
        ("sex", .factor(Factor(codes: (0..<120).map { Int32($0 % 2) }, levels: ["boy", "girl"]))),
      ])
    let imputed = try SurveyDesign(data).imputed(["grade"], from: ["age"], times: 3, seed: 1)
    let comparison = try imputed.comparison { design in try design.mean(of: "grade", by: "sex") }
    let table = try comparison.table("T1", caption: "Grades")
    #expect(
      table.columns.map(\.key) == [
        "item", "by_sex", "complete", "complete_lower", "complete_upper", "n", "imputed", "imputed_lower",
        "imputed_upper", "missing_information",
      ])
    for (row, expected) in paired(table.rows, comparison.rows) {
      #expect(row.cells[2] == .number(expected.complete.value, .number(decimals: 1)))
      #expect(row.cells[5] == .count(expected.complete.unweightedCount))
      #expect(row.cells[6] == .number(expected.imputed.value, .number(decimals: 1)))
      #expect(
        row.cells[9] == .number(expected.imputed.missingInformation.fraction, .percentage(decimals: 0)))
    }
  }
}
