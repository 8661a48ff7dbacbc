import Peilstok

/// A measured number as members of an object, and one of several analyses.
extension MeasuredNumber {
  /// The number as members of an object.
  var members: [(key: String, value: JSONValue)] {
    var members: [(key: String, value: JSONValue)] = [
      ("value", .number(value)), ("standardError", .number(standardError)),
    ]
    if let test { members.append(("statistic", .number(test.statistic))) }
    members.append(("degreesOfFreedom", .degreesOfFreedom(degreesOfFreedom)))
    if let test { members.append(("pValue", .number(test.pValue))) }
    members.append(("lower", .number(confidenceInterval?.lower ?? .nan)))
    members.append(("upper", .number(confidenceInterval?.upper ?? .nan)))
    return members + (missingInformation?.members ?? [])
  }

  var json: JSONValue { .object(members) }

  /// Takes over the number of one fit, or pools those of several.
  init(_ comparisons: [MarginComparison]) throws {
    self = comparisons.count == 1 ? comparisons[0].number : try PooledComparison(comparisons).number
  }
}
