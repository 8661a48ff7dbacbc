import SurveyNumerics
import TestSupport
import Testing

struct WeightedChiSquaredSumTests {
  private static func tail(_ row: [String], _ method: WeightedChiSquaredSum.Method) throws -> Double {
    let sum = WeightedChiSquaredSum(weights: try row[0].split(separator: " ").map { try number(String($0)) })
    return sum.upperTailProbability(
      ofRatio: try number(row[2]), denominatorDegreesOfFreedom: try number(row[1]), method: method)
  }

  @Test func `inversion agrees with Ruben's series`() throws {
    let rows = try referenceRows("weighted_sums")
    #expect(rows.count > 200)
    for row in rows {
      #expect(isClose(try Self.tail(row, .exact), to: try number(row[3]), relative: 1e-11), "\(row)")
    }
  }

  @Test func `the saddlepoint approximation agrees with its formula`() throws {
    for row in try referenceRows("weighted_sums") {
      #expect(isClose(try Self.tail(row, .saddlepoint), to: try number(row[4]), relative: 1e-10), "\(row)")
    }
  }

  @Test(arguments: [1, 2, 7], [0.5, 3, 40])
  func `equal weights give a chi-squared and an F variable`(count: Int, x: Double) {
    let sum = WeightedChiSquaredSum(weights: [Double](repeating: 2, count: count))
    let chiSquared = ChiSquaredDistribution(degreesOfFreedom: Double(count))
    let f = FDistribution(numeratorDegreesOfFreedom: Double(count), denominatorDegreesOfFreedom: 11.5)
    for method in [WeightedChiSquaredSum.Method.exact, .satterthwaite] {
      let tail = sum.upperTailProbability(2 * x, method: method)
      #expect(isClose(tail, to: chiSquared.upperTailProbability(x), relative: 1e-12))
      let ratioTail = sum.upperTailProbability(
        ofRatio: 2 * x, denominatorDegreesOfFreedom: 11.5, method: method)
      #expect(isClose(ratioTail, to: f.upperTailProbability(x / Double(count)), relative: 1e-12))
    }
  }

  @Test func `a difference of two equal terms is symmetric`() {
    let difference = WeightedChiSquaredSum(weights: [1, -1])
    #expect(isClose(difference.upperTailProbability(0, method: .exact), to: 0.5, relative: 1e-13))
    let upper = difference.upperTailProbability(1.5, method: .exact)
    #expect(isClose(difference.upperTailProbability(-1.5, method: .exact), to: 1 - upper, relative: 1e-13))
  }

  @Test(arguments: WeightedChiSquaredSum.Method.allCases)
  func `the scale of weights and point does not matter`(method: WeightedChiSquaredSum.Method) {
    let sum = WeightedChiSquaredSum(weights: [1, 0.5, 0.25])
    let scaled = WeightedChiSquaredSum(weights: [1e-7, 0.5e-7, 0.25e-7])
    let expected = sum.upperTailProbability(4, method: method)
    #expect(isClose(scaled.upperTailProbability(4e-7, method: method), to: expected, relative: 1e-12))
  }

  @Test(arguments: WeightedChiSquaredSum.Method.allCases)
  func `points that the sum cannot pass are certain`(method: WeightedChiSquaredSum.Method) {
    let sum = WeightedChiSquaredSum(weights: [1, 0, 2])
    #expect(sum.upperTailProbability(0, method: method) == 1)
    #expect(sum.upperTailProbability(-3, method: method) == 1)
    #expect(sum.upperTailProbability(.infinity, method: method) == 0)
    #expect(sum.upperTailProbability(.nan, method: method).isNaN)
    #expect(WeightedChiSquaredSum(weights: [0]).upperTailProbability(1, method: method) == 0)
  }

  @Test func `at the mean the saddlepoint gives way to Satterthwaite`() {
    let sum = WeightedChiSquaredSum(weights: [1, 0.5])
    let expected = sum.upperTailProbability(1.5, method: .satterthwaite)
    #expect(sum.upperTailProbability(1.5, method: .saddlepoint) == expected)
  }
}
