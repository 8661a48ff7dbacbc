internal import SurveyMicrodata
internal import SurveyNumerics

/// What unequal probabilities of selection ask of the records.
extension UnitSelection {
  /// Whether a single unit of a stratum says nothing about its variance.
  var needsSeveralUnits: Bool {
    switch self {
    case .equalProbability, .brewer, .overton, .hartleyRao: true
    case .poisson, .jointProbabilities: false
    }
  }

  /// Whether the variance is a form of pairs of units and not of their distances from a mean.
  var isPairwise: Bool {
    switch self {
    case .equalProbability, .brewer: false
    case .overton, .hartleyRao, .poisson, .jointProbabilities: true
    }
  }

  /// Reads the inclusion probability of each unit; nil for equal probabilities.
  func probabilities(
    ofUnits units: IdentifierCodes, stage: Int, in data: Microdata
  ) throws(DesignError) -> [Double]? {
    if case .jointProbabilities(let joint, _) = self {
      try UnitSelection.check(joint, units: units.count, stage: stage)
      return joint.diagonal
    }
    guard let column = probability else { return nil }
    let values = try designing { () throws(MicrodataError) in try data.numbers(of: Number(column)) }
    let invalid = values.count { !($0 > 0 && $0 <= 1) }
    guard invalid == 0 else { throw .invalidInclusionProbability(column: column, count: invalid) }
    var probabilities = [Double](repeating: .nan, count: units.count)
    var varies = [Bool](repeating: false, count: units.count)
    for (row, code) in units.codes.enumerated() {
      let unit = Int(code)
      if probabilities[unit].isNaN { probabilities[unit] = values[row] }
      if probabilities[unit] != values[row] { varies[unit] = true }
    }
    let varying = varies.count { $0 }
    guard varying == 0 else { throw .inclusionProbabilityVaries(column: column, units: varying) }
    return probabilities
  }

  private static func check(_ joint: Matrix, units: Int, stage: Int) throws(DesignError) {
    guard stage == 1, joint.rowCount == units, joint.columnCount == units else {
      throw .jointProbabilitiesDoNotFit(
        stage: stage, rows: joint.rowCount, columns: joint.columnCount, units: units)
    }
    var invalid = 0
    for j in 0..<units {
      for i in 0...j {
        let probability = joint[i, j]
        let bound = min(joint[i, i], joint[j, j], 1) * (1 + 1e-9)
        if !(probability > 0 && probability <= bound) || abs(joint[j, i] - probability) > 1e-9 * probability {
          invalid += 1
        }
      }
    }
    guard invalid == 0 else { throw .invalidJointProbabilities(count: invalid) }
  }
}

extension UnitSelection {
  /// Returns the form by which the units of a stage add to a variance, or nil where it is that around their means.
  ///
  /// The order tells for each unit of the stage its number in the order of the records.
  func pairwiseForm(of stage: DesignStage, order: [Int32]) throws(DesignError) -> PairwiseForm? {
    guard isPairwise, let probability = stage.inclusionProbability else { return nil }
    if case .jointProbabilities(let joint, let estimator) = self {
      return jointForm(joint, estimator, order: order)
    }
    if case .hartleyRao(_, .some) = self, stage.stratumCount > 1 {
      throw .populationSumOfStrata(strata: stage.stratumCount)
    }
    var form = PairwiseForm()
    for stratum in 0..<stage.stratumCount {
      let units = stage.units(ofStratum: stratum)
      let factor = stage.inclusionFactor[stratum]
      // The coefficient of a pair is a + b(πᵢ + πⱼ), so that two sums over the stratum are all that pairs need.
      let (a, b) = pairCoefficients(units.map { probability[$0] })
      let isSingle = stage.hasSingleUnit(inStratum: stratum)
      let feature = Int32(2 * stratum)
      for unit in units {
        let own = 1 - probability[unit] - (a + 2 * b * probability[unit])
        form.addUnit(isSingle ? 0 : factor * own, features: [(feature, 1), (feature + 1, probability[unit])])
      }
      form.addTerm(feature, feature, factor * a)
      form.addTerm(feature, feature + 1, factor * b)
    }
    return form
  }

  /// The numbers a and b of a + b(πᵢ + πⱼ).
  private func pairCoefficients(_ probabilities: [Double]) -> (a: Double, b: Double) {
    let count = Double(probabilities.count)
    guard count > 1 else { return (0, 0) }
    switch self {
    case .overton: return (1 - count / (count - 1), 0.5 / (count - 1))
    case .hartleyRao(_, let given):
      let sum = given ?? probabilities.reduce(0, +) / count
      return (1 - (count + sum) / (count - 1), 1 / (count - 1))
    case .equalProbability, .brewer, .poisson, .jointProbabilities: return (0, 0)
    }
  }

  private func jointForm(_ joint: Matrix, _ estimator: JointEstimator, order: [Int32]) -> PairwiseForm {
    var form = PairwiseForm()
    let coefficient = { (i: Int, j: Int) in 1 - joint[i, i] * joint[j, j] / joint[i, j] }
    for (feature, position) in order.enumerated() {
      let i = Int(position)
      let sum = estimator == .horvitzThompson ? 0 : order.reduce(0.0) { $0 + coefficient(i, Int($1)) }
      form.addUnit(1 - joint[i, i] - sum, features: [(Int32(feature), 1)])
    }
    for second in order.indices {
      for first in 0..<second {
        form.addTerm(Int32(first), Int32(second), coefficient(Int(order[first]), Int(order[second])))
      }
    }
    return form
  }
}
