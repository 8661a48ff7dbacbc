import SurveyNumerics
import TestSupport
import Testing

/// Values from mpmath at 30 digits; `Fixtures/README.md` says how they are made.
struct DistributionReferenceTests {
  private static let names = ["normal", "studentT", "f", "chiSquared", "beta"]

  private static func distribution(_ row: [String]) throws -> any ContinuousDistribution {
    let p = try number(row[1])
    let q = try number(row[2])
    switch row[0] {
    case "normal": return NormalDistribution()
    case "studentT": return StudentTDistribution(degreesOfFreedom: p)
    case "f": return FDistribution(numeratorDegreesOfFreedom: p, denominatorDegreesOfFreedom: q)
    case "chiSquared": return ChiSquaredDistribution(degreesOfFreedom: p)
    default: return BetaDistribution(alpha: p, beta: q)
    }
  }

  @Test(arguments: names)
  func `both tails and the density are right to 1e-14`(name: String) throws {
    let rows = try referenceRows("probabilities").filter { $0[0] == name }
    #expect(rows.count > 30)
    for row in rows {
      let distribution = try Self.distribution(row)
      let x = try number(row[3])
      let values = [
        distribution.cumulativeProbability(x), distribution.upperTailProbability(x), distribution.density(x),
      ]
      for (value, text) in paired(values, row[4...]) where !text.isEmpty {
        #expect(isClose(value, to: try number(text), relative: 1e-14), "\(row)")
      }
    }
  }

  @Test(arguments: names)
  func `quantiles are right to 1e-14`(name: String) throws {
    let rows = try referenceRows("quantiles").filter { $0[0] == name }
    #expect(rows.count > 30)
    for row in rows {
      let distribution = try Self.distribution(row)
      let p = try number(row[4])
      let x = row[3] == "lower" ? distribution.quantile(p) : distribution.upperQuantile(p)
      #expect(isClose(x, to: try number(row[5]), relative: 1e-14), "\(row)")
    }
  }
}
