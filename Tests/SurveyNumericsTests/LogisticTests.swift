import SurveyNumerics
import TestSupport
import Testing

struct LogisticTests {
  @Test func `every value is right to two units in the last place`() throws {
    let rows = try referenceRows("logistic")
    #expect(rows.count > 400)
    var values = try rows.map { try number($0[0]) }
    logistic(&values)
    for (row, value) in paired(rows, values) {
      let expected = try number(row[1])
      #expect(abs(value - expected) <= 2 * expected.ulp, "\(row)")
    }
  }

  @Test(arguments: [
    (0.0, 0.5), (-744.5, .leastNonzeroMagnitude), (-1000, 0), (40, 1), (-.infinity, 0), (.infinity, 1),
  ])
  func `the ends of the range`(x: Double, expected: Double) {
    var values = [x]
    logistic(&values)
    #expect(values[0] == expected)
  }

  @Test func `not a number stays not a number`() {
    var values = [1.0, .nan]
    logistic(&values)
    #expect(values[1].isNaN && !values[0].isNaN)
  }
}
