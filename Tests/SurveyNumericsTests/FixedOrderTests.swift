import SurveyNumerics
import Testing

struct FixedOrderTests {
  @Test(arguments: [1, 2, 4, 16])
  func `every width gives the same bits`(width: Int) {
    let values = scattered(100_000)
    let parts = FixedOrder.map(blockCount: 100, width: width) { block in
      values[block * 1000..<(block + 1) * 1000].reduce(0, +)
    }
    let expected = (0..<100).map { block in values[block * 1000..<(block + 1) * 1000].reduce(0, +) }
    #expect(parts == expected)
    #expect(FixedOrder.sum(parts).bitPattern == FixedOrder.sum(expected).bitPattern)
  }

  @Test func `no blocks give no results`() {
    #expect(FixedOrder.map(blockCount: 0) { $0 } == [])
  }

  @Test(arguments: [0, 1, 63, 64, 65, 1000])
  func `a sum of whole numbers is exact`(count: Int) {
    #expect(FixedOrder.sum((0..<count).map(Double.init)) == Double(count * (count - 1) / 2))
  }

  @Test func `a long sum keeps its digits`() {
    let sum = FixedOrder.sum([Double](repeating: 0.1, count: 1_000_000))
    #expect(abs(sum - 100_000) < 1e-9)
  }
}
