internal import SurveyDesigns
internal import SurveyNumerics

/// The records of each group in the ascending order of a variable, for statistics that depend on ranks.
struct RankedGroups: Sendable {
  /// The values of all records; not a number where missing.
  let values: [Double]
  /// The records with a known value and a weight, group after group, each in ascending order.
  private let order: [Int32]
  /// Where the records of each group start; one more element than groups.
  private let firstRecord: [Int]

  init(_ values: [Double], in cells: DomainCells, of design: SurveyDesign) {
    self.values = values
    let rows = (0..<Int32(values.count)).filter { row in
      !values[Int(row)].isNaN && cells.group(ofRow: Int(row), in: design) != nil
    }
    var order = ascending(rows, by: values)
    if let groups = cells.groups { order = ascending(order, by: groups, count: cells.domains.count) }
    var first = [0]
    for group in cells.domains.indices {
      var end = first[group]
      while end < order.count, cells.groups.map({ $0[Int(order[end])] == Int32(group) }) ?? true { end += 1 }
      first.append(end)
    }
    self.order = order
    firstRecord = first
  }

  /// The number of groups.
  var count: Int { firstRecord.count - 1 }

  /// Returns the records of a group in ascending order of their values.
  func records(ofGroup group: Int) -> ArraySlice<Int32> { order[firstRecord[group]..<firstRecord[group + 1]] }

  /// Returns the records of a group that have a weight, with their values and weights.
  func sample(ofGroup group: Int, weights: [Double]) -> RankedSample {
    var sample = RankedSample()
    for record in records(ofGroup: group) where weights[Int(record)] > 0 {
      sample.values.append(values[Int(record)])
      sample.weights.append(weights[Int(record)])
    }
    return sample
  }
}

/// Values in ascending order with their weights.
struct RankedSample: Sendable {
  var values: [Double] = []
  var weights: [Double] = []

  /// Returns each value once, with the sum of the weights of its records.
  func poolingEqualValues() -> RankedSample {
    var pooled = RankedSample()
    var start = 0
    while start < values.count {
      var end = start + 1
      while end < values.count, values[end] == values[start] { end += 1 }
      pooled.values.append(values[start])
      pooled.weights.append(end == start + 1 ? weights[start] : compensatedSum(weights[start..<end]))
      start = end
    }
    return pooled
  }
}

/// The sum of numbers above 0 with what rounding takes from it (Neumaier 1974): right to the last digits in any order.
func compensatedSum(_ numbers: some Sequence<Double>) -> Double {
  var (sum, lost) = (0.0, 0.0)
  for number in numbers {
    let next = sum + number
    lost += sum >= number ? (sum - next) + number : (number - next) + sum
    sum = next
  }
  return sum + lost
}

/// A statistic of ranked values with its derivative by the weight of each.
struct RankedStatistic {
  /// Not a number where undefined.
  let value: Double
  let derivatives: [Double]

  static let undefined = RankedStatistic(value: .nan, derivatives: [])
}

extension Estimator {
  /// A statistic that is no function of a few totals but of the ranked values with their weights.
  ///
  /// Its derivative by the weight of a record is the record's linearised variable z, so that the influence of a unit is
  /// its total of z (Deville 1999).
  static func ranked(
    _ statistic: Statistic, _ targets: [Target], _ ranked: [RankedGroups], of design: SurveyDesign,
    _ body: @escaping @Sendable (RankedSample) -> RankedStatistic
  ) -> Estimator {
    var measures: [Measure] = []
    var values: [[Double]] = []
    for groups in ranked {
      // A missing value stays missing; every other record of a group gets its derivative.
      var linearized = groups.values.map { $0.isNaN ? $0 : 0 }
      values.append(
        (0..<groups.count).map { group in
          let records = groups.records(ofGroup: group)
          let result = body(groups.sample(ofGroup: group, weights: design.weights))
          for (record, derivative) in zip(records, result.derivatives) { linearized[Int(record)] = derivative }
          return result.value
        })
      measures.append(.number(linearized))
    }
    let estimates = values
    var estimator = Estimator(
      statistic: statistic, measures: measures, targets: targets.map(\.withoutDesignEffect)
    ) { totals, evaluation in
      for index in evaluation.values.indices {
        evaluation.values[index] = estimates[index][totals.group]
        evaluation.setDerivative(of: index, bySum: Measure.valueSum, ofMeasure: index, to: 1)
        evaluation.setDerivative(
          of: index, bySum: Measure.weightSum, ofMeasure: index, to: totals.origin(ofMeasure: index))
      }
    }
    estimator.estimatesUnderWeights = { weights in
      (0..<(ranked.first?.count ?? 0)).flatMap { group in
        ranked.map { body($0.sample(ofGroup: group, weights: weights)).value }
      }
    }
    return estimator
  }
}
