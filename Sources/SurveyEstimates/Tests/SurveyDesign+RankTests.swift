public import SurveyDesigns
public import SurveyMicrodata
internal import SurveyNumerics

/// Tests of whether groups differ in their ranks.
extension SurveyDesign {
  /// Tests whether groups differ in their places on a variable.
  ///
  /// The place of a record is the share of the weights below its value, with half of those at it; its score is tested as
  /// a number: by the t test of two groups, and by Wald's F of the k means with k − 1 and ν − (k − 1) degrees of
  /// freedom (Lumley and Scott 2013, Biometrika 100:831). The same as R `svyranktest(y ~ group, design, test = ...)`
  /// where no records with the same value have different weights, and with `ties: .meanOfRecords` everywhere.
  ///
  /// - Throws: `EstimationError.tableTooSmall` where fewer than two groups have records.
  public func rankTest(
    _ score: RankScore, of variable: Number, by groups: Categorical, ties: RankTies = .middleOfWeights,
    level: Double = 0.95
  ) throws(EstimationError) -> RankTest {
    let data = self.data
    let values = try estimating { () throws(MicrodataError) in try data.numbers(of: variable) }
    let factor = try estimating { () throws(MicrodataError) in try data.levelledFactor(of: groups) }
    let rows = (0..<Int32(values.count)).filter { position in
      let row = Int(position)
      return !values[row].isNaN && factor.codes[row] >= 0 && weights[row] > 0 && domain?[row] != false
    }
    let places = Places(of: values, weights: weights, rows: rows, ties: ties)
    var scores = [Double](repeating: MissingKind.blank.number, count: values.count)
    for row in rows { scores[Int(row)] = score.score(ofPlace: places.ofRow[Int(row)]) }
    let name = "\(variable.name), \(score.rawValue) score"
    let scored = replacingData(
      try estimating { () throws(MicrodataError) in try data.adding(name, .numbers(scores)) })
    let means = try scored.mean(of: Number(name), by: groups, level: level)
    let present = means.groupsWithRecords
    guard present.count > 1 else { throw .tableTooSmall(rows: 1, columns: present.count) }
    if present.count == 2 {
      let difference = try scored.tTest(of: Number(name), by: groups, level: level)
      return RankTest(
        score: score, value: difference.statistic, degreesOfFreedom: [Double(difference.degreesOfFreedom)],
        pValue: difference.pValue, difference: difference, unweightedCount: rows.count,
        diagnostics: means.diagnostics + difference.diagnostics)
    }
    let test = try means.equalityTest(among: present)
    return RankTest(
      score: score, value: test.value, degreesOfFreedom: test.degreesOfFreedom, pValue: test.pValue, difference: nil,
      unweightedCount: rows.count, diagnostics: means.diagnostics + means.diagnostics(ofTestOn: present))
  }
}

extension Estimates {
  /// Wald's F that some of the estimates are equal, with the denominator of a regression on the groups: R
  /// `regTermTest(svyglm(y ~ group, design), ~group)`.
  func equalityTest(
    among positions: [Int]
  ) throws(EstimationError) -> (value: Double, degreesOfFreedom: [Double], pValue: Double) {
    let lost = positions.count - 1
    let reached = positions.dropFirst().reduce(reach[positions[0]]) { $0.union(reach[$1]) }
    var contrasts = Matrix(rowCount: lost, columnCount: positions.count)
    for row in 0..<lost {
      contrasts[row, 0] = -1
      contrasts[row, row + 1] = 1
    }
    let among = covariance(ofParts: positions)
    guard among.elements.allSatisfy(\.isFinite) else { throw .noSamplingVariance }
    let rest = reached.degreesOfFreedom - lost
    guard rest > 0 else {
      throw .tooManyContrasts(count: lost, degreesOfFreedom: reached.degreesOfFreedom)
    }
    return try WaldStatistic(
      of: contrasts * positions.map { self[$0].value }, covariance: contrasts * among * contrasts.transposed,
      degreesOfFreedom: rest
    ).plain
  }
}

/// The place of each record among the weights, between 0 and 1.
private struct Places {
  var ofRow: [Double]

  init(of values: [Double], weights: [Double], rows: [Int32], ties: RankTies) {
    ofRow = [Double](repeating: .nan, count: values.count)
    let order = ascending(rows, by: values)
    let total = compensatedSum(order.lazy.map { weights[Int($0)] })
    // The sum of the weights below, and what rounding has taken from it.
    var (start, below, lost) = (0, 0.0, 0.0)
    while start < order.count {
      var (end, here, middles) = (start, 0.0, 0.0)
      while end < order.count, values[Int(order[end])] == values[Int(order[start])] {
        let weight = weights[Int(order[end])]
        middles += here + weight / 2
        here += weight
        end += 1
      }
      let middle = ties == .middleOfWeights ? here / 2 : middles / Double(end - start)
      for row in order[start..<end] { ofRow[Int(row)] = (below + lost + middle) / total }
      let next = below + here
      lost += below >= here ? (below - next) + here : (here - next) + below
      below = next
      start = end
    }
  }
}
