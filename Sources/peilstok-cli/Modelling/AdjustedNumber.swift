import Peilstok

/// A mean that a model adjusts, or what follows from such means, of one fit or pooled over imputations.
struct AdjustedNumber {
  let value: Double
  let standardError: Double
  /// The statistic and its probability; nil for a mean, which nothing is tested of.
  let test: (statistic: Double, pValue: Double)?
  let degreesOfFreedom: Double
  let lower: Double
  let upper: Double
  /// What missing values took from what is known; nil where nothing was imputed.
  let missingInformation: MissingInformation?
}

extension AdjustedNumber {
  init(_ margin: Margin) {
    self.init(
      value: margin.value, standardError: margin.standardError, test: nil,
      degreesOfFreedom: Double(margin.degreesOfFreedom), lower: margin.confidenceInterval.lower,
      upper: margin.confidenceInterval.upper, missingInformation: nil)
  }

  init(_ margin: PooledMargin) {
    self.init(
      value: margin.value, standardError: margin.standardError, test: nil, degreesOfFreedom: margin.degreesOfFreedom,
      lower: margin.confidenceInterval?.lower ?? .nan, upper: margin.confidenceInterval?.upper ?? .nan,
      missingInformation: margin.missingInformation)
  }

  init(_ comparison: PooledComparison) {
    self.init(
      value: comparison.value, standardError: comparison.standardError,
      test: (comparison.statistic, comparison.pValue), degreesOfFreedom: comparison.degreesOfFreedom,
      lower: comparison.confidenceInterval?.lower ?? .nan, upper: comparison.confidenceInterval?.upper ?? .nan,
      missingInformation: comparison.missingInformation)
  }

  /// Takes over the number of one fit, or pools those of several.
  init(
    _ comparisons: [MarginComparison], pooledBy pool: ([MarginComparison]) throws -> PooledComparison
  ) throws {
    guard comparisons.count == 1, let only = comparisons.first else {
      self.init(try pool(comparisons))
      return
    }
    self.init(
      value: only.value, standardError: only.standardError, test: (only.statistic, only.pValue),
      degreesOfFreedom: Double(only.degreesOfFreedom), lower: only.confidenceInterval.lower,
      upper: only.confidenceInterval.upper, missingInformation: nil)
  }
}

extension AdjustedNumber {
  /// The number as members of an object.
  var members: [(key: String, value: JSONValue)] {
    [("value", .number(value)), ("standardError", .number(standardError))]
      + (test.map { [("statistic", .number($0.statistic))] } ?? [])
      + [("degreesOfFreedom", .degreesOfFreedom(degreesOfFreedom))]
      + (test.map { [("pValue", .number($0.pValue))] } ?? [])
      + [("lower", .number(lower)), ("upper", .number(upper))] + (missingInformation?.members ?? [])
  }

  var json: JSONValue { .object(members) }
}
