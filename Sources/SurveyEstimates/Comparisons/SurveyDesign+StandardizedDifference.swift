public import SurveyDesigns
public import SurveyMicrodata

/// Differences of means in standard deviations.
extension SurveyDesign {
  /// Estimates the difference of the means of two groups in standard deviations, (ȳ₁ − ȳ₂)/√((s₁² + s₂²)/2).
  ///
  /// s² is the variance of the values in a group, R `svyvar`. The standard error is that of the delta method on the
  /// totals of 1, y and y² in both groups, so that it carries the uncertainty of the standard deviations.
  ///
  /// - Parameters:
  ///   - variable: the numeric variable.
  ///   - groups: the variable of the groups.
  ///   - first: the level of the group that is described.
  ///   - second: the level of the group that it is compared with.
  ///   - level: the probability with which the interval covers.
  /// - Returns: The difference as a contrast.
  /// - Throws: `EstimationError` for an unknown column or level.
  public func standardizedMeanDifference(
    of variable: Number, by groups: Categorical, of first: String, minus second: String, level: Double = 0.95
  ) throws(EstimationError) -> Contrast {
    let data = self.data
    let values = try estimating { () throws(MicrodataError) in try data.numbers(of: variable) }
    let center = try mean(of: variable)[0].value
    // Counted from the mean of all, so that squares of large values do not drown their spread.
    let names = ["1", "y", "y²"].map { "\(variable.name): \($0)" }
    var powers = data
    for (power, name) in names.enumerated() {
      let column = values.map { value in
        value.isNaN ? value : power == 0 ? 1 : power == 1 ? value - center : (value - center) * (value - center)
      }
      powers = try estimating { () throws(MicrodataError) in try powers.adding(name, .numbers(column)) }
    }
    let totals = try replacingData(powers).total(of: names.map { Number($0) }, by: [groups], level: level)
    var positions: [Int] = []
    for name in [first, second] {
      guard let position = totals.index(in: [DomainLevel(variable: groups.name, level: name)]) else {
        throw .design(.microdata(.unknownLevel(name, column: groups.name, nearest: nil)))
      }
      positions.append(position)
    }
    return totals.contrast(level: level) { sums in
      let (one, other) = (
        GroupMoments(sums, at: positions[0], count: totals[positions[0]].unweightedCount),
        GroupMoments(sums, at: positions[1], count: totals[positions[1]].unweightedCount)
      )
      let spread = ((one.variance + other.variance) / 2).squareRoot()
      let value = (one.mean - other.mean) / spread
      var derivatives = [Double](repeating: 0, count: sums.count)
      for (group, position, sign) in [(one, positions[0], 1.0), (other, positions[1], -1.0)] {
        for power in 0..<3 {
          derivatives[position + power] +=
            sign * group.derivativesOfMean[power] / spread
            - value / (4 * spread * spread) * group.derivativesOfVariance[power]
        }
      }
      return SmoothValue(value, derivatives: derivatives)
    }
  }
}

/// The mean and variance of a group from its totals of 1, y and y², with their derivatives by these.
private struct GroupMoments {
  let mean: Double
  let variance: Double
  let derivativesOfMean: [Double]
  let derivativesOfVariance: [Double]

  init(_ sums: [Double], at position: Int, count: Int) {
    let (weight, sum, squares) = (sums[position], sums[position + 1], sums[position + 2])
    let correction = Double(count) / Double(count - 1)
    mean = sum / weight
    variance = correction * (squares / weight - mean * mean)
    derivativesOfMean = [-mean / weight, 1 / weight, 0]
    derivativesOfVariance = [
      correction * (2 * mean * mean - squares / weight) / weight, correction * -2 * mean / weight, correction / weight,
    ]
  }
}
