import SurveyNumerics
import Testing

struct AscendingOrderTests {
  private static let columns: [[Double]] = [
    [], [3.5], [2, 1], [1, 1, 1], [0, -0.0, 0],
    [-1, 1, -2, 2, -1e-300, 1e300, -.infinity, .infinity, .leastNonzeroMagnitude],
    (0..<5000).map { (number: Int) -> Double in Double((number * 7919) % 613) / 7 - 40 },
  ]

  @Test(arguments: columns)
  func `numbers come in ascending order and equal numbers as given`(values: [Double]) {
    let positions = Array(0..<Int32(values.count))
    let expected = positions.sorted { (values[Int($0)], $0) < (values[Int($1)], $1) }
    #expect(ascending(positions, by: values) == expected)
    let reversed = Array(positions.reversed())
    let kept = reversed.enumerated().sorted { (values[Int($0.1)], $0.0) < (values[Int($1.1)], $1.0) }.map(\.element)
    #expect(ascending(reversed, by: values) == kept)
  }

  @Test func `some positions are ordered by the numbers they point to`() {
    #expect(ascending([4, 0, 2], by: [5, 9, 1, 9, 3]) == [2, 4, 0])
  }

  @Test func `codes come in ascending order and equal codes as given`() {
    #expect(ascending([3, 0, 1, 2], by: [1, 0, 4, 1], count: 5) == [1, 3, 0, 2])
    #expect(ascending([], by: [], count: 0) == [])
  }
}
