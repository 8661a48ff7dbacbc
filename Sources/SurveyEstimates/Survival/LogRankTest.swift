private import Foundation
public import SurveyDesigns
public import SurveyMicrodata
public import SurveyNumerics

/// A test of whether groups have the event at the same rate.
public struct LogRankTest: Sendable {
  /// The groups, the one that the others are compared with first.
  public let groups: [String]
  /// For each other group, the weighted events less those expected if all groups had them at the same rate.
  public let scores: [Double]
  /// The covariance of the scores.
  public let covariance: Matrix
  /// The statistic UᵀV⁻¹U.
  public let statistic: Double
  /// The degrees of freedom of its chi-squared distribution: the groups less 1.
  public let degreesOfFreedom: Int
  /// The probability of a larger statistic where the groups do not differ.
  public let pValue: Double
  /// The number of records with a positive weight, a known group, time and event.
  public let unweightedCount: Int
  /// The number of those that had the event.
  public let eventCount: Int

  /// The score of each group over its standard error.
  public var zStatistics: [Double] { zip(scores, covariance.diagonal).map { $0 / $1.squareRoot() } }
}

extension SurveyDesign {
  /// Tests whether groups have an event at the same rate, by the weighted log-rank test.
  ///
  /// With d and Y the weights of the events and of the records at risk at a time, of all groups or of group a:
  ///
  ///     Uₐ = Σ S(t−)^ρ (1 − S(t−))^γ (dₐ − d Yₐ/Y)
  ///
  /// the linearised variable of a record with group x being Σ S^ρ (1 − S)^γ (x − Yₐ/Y)(δ − r d/Y), that of the score of a
  /// proportional hazards model (Lin and Wei 1989; Rader 2014). The same as R
  /// `svylogrank(Surv(time, event) ~ group, design, rho, gamma)` where no events tie.
  ///
  /// - Parameters:
  ///   - outcome: the time and the event.
  ///   - groups: the variable whose levels are compared, those with records.
  ///   - rho: the power of the share without the event; 0 weighs all times alike, 1 early times more.
  ///   - gamma: the power of the share with the event; above 0 late times count more.
  /// - Returns: The scores with their covariance and the test.
  /// - Throws: `EstimationError.tooFewGroups` and `EstimationError.noEvents` where there is nothing to compare.
  public func logRankTest(
    _ outcome: SurvivalTime, by groups: Categorical, rho: Double = 0, gamma: Double = 0
  ) throws(EstimationError) -> LogRankTest {
    let data = self.data
    let survival = try SurvivalTimes(outcome, of: self)
    let factor = try estimating { () throws(MicrodataError) in try data.levelledFactor(of: groups) }
    let risk = RiskSets(survival) { factor.codes[$0] >= 0 }
    let isUsed = factor.levels.indices.map { level in
      risk.stepsOfRow.indices.contains { risk.stepsOfRow[$0] >= 0 && factor.codes[$0] == Int32(level) }
    }
    var used = factor.levels.indices.filter { isUsed[$0] }
    if let reference = groups.reference.flatMap({ factor.levels.firstIndex(of: $0) }),
      let position = used.firstIndex(of: reference)
    {
      used.insert(used.remove(at: position), at: 0)
    }
    guard used.count > 1 else { throw .tooFewGroups(variable: groups.name, found: used.count) }
    guard !risk.times.isEmpty else { throw .noEvents(column: outcome.event.name) }
    let score = LogRankScore(
      risk: risk, codes: factor.codes, groups: used.dropFirst().map { Int32($0) }, rho: rho, gamma: gamma,
      weights: weights)
    let covariance = try covariances(of: score.statistic, inRunsOf: used.count - 1).matrices[0]
    let scores = score.scores
    let factorization: CholeskyFactorization
    do { factorization = try CholeskyFactorization(covariance) } catch { throw .numerics(error) }
    let statistic = zip(scores, factorization.solve(scores)).reduce(0) { $0 + $1.0 * $1.1 }
    let members = risk.stepsOfRow.indices.filter { risk.stepsOfRow[$0] >= 0 }
    return LogRankTest(
      groups: used.map { factor.levels[$0] }, scores: scores, covariance: covariance, statistic: statistic,
      degreesOfFreedom: scores.count,
      pValue: ChiSquaredDistribution(degreesOfFreedom: Double(scores.count)).upperTailProbability(statistic),
      unweightedCount: members.count, eventCount: members.count { risk.hasEvent($0) })
  }
}

/// The scores of the log-rank test with what their linearised variables are made of.
private struct LogRankScore: Sendable {
  let risk: RiskSets
  let codes: [Int32]
  /// The codes of the groups whose scores are wanted.
  let groups: [Int32]
  let rho: Double
  let gamma: Double
  let scores: [Double]
  /// S^ρ (1 − S)^γ before each step.
  private let stepWeights: [Double]
  /// The sums of stepWeight · d/Y up to each step.
  private let hazards: [Double]
  /// For each group, Yₐ/Y at each step.
  private let shares: [[Double]]
  /// For each group, the sums of stepWeight · d/Y · Yₐ/Y up to each step.
  private let sharedHazards: [[Double]]

  init(risk: RiskSets, codes: [Int32], groups: [Int32], rho: Double, gamma: Double, weights: [Double]) {
    let all = risk.sums { weights[$0] }
    let steps = risk.times.indices
    var survival = 1.0
    let stepWeights = steps.map { step in
      let weight = pow(survival, rho) * pow(1 - survival, gamma)
      survival *= all.remaining[step] / all.atRisk(step)
      return weight
    }
    let increments = steps.map { stepWeights[$0] * (all.atRisk($0) > 0 ? all.events[$0] / all.atRisk($0) : 0) }
    var (scores, shares, sharedHazards): ([Double], [[Double]], [[Double]]) = ([], [], [])
    for group in groups {
      let own = risk.sums { codes[$0] == group ? weights[$0] : 0 }
      let share = steps.map { all.atRisk($0) > 0 ? own.atRisk($0) / all.atRisk($0) : 0 }
      scores.append(
        FixedOrder.sum(steps.map { stepWeights[$0] * (own.events[$0] - share[$0] * all.events[$0]) }))
      shares.append(share)
      sharedHazards.append(runningSums(steps.map { increments[$0] * share[$0] }))
    }
    self.risk = risk
    self.codes = codes
    self.groups = groups
    self.rho = rho
    self.gamma = gamma
    self.scores = scores
    self.stepWeights = stepWeights
    hazards = runningSums(increments)
    self.shares = shares
    self.sharedHazards = sharedHazards
  }

  var statistic: WeightStatistic {
    WeightStatistic(
      values: scores,
      replicated: { weights in
        LogRankScore(risk: risk, codes: codes, groups: groups, rho: rho, gamma: gamma, weights: weights).scores
      },
      influence: { run in
        ComputedValues(count: run.count) { rows, values in
          for row in rows { write(row, run, &values, from: (row - rows.lowerBound) * run.count) }
        }
      })
  }

  private func write(_ row: Int, _ run: Range<Int>, _ values: inout [Double], from start: Int) {
    let last = Int(risk.stepsOfRow[row]) - 1
    for (position, group) in run.enumerated() {
      let isMember = codes[row] == groups[group] ? 1.0 : 0
      var value = 0.0
      if last >= 0 {
        value = sharedHazards[group][last] - isMember * hazards[last]
        if risk.hasEvent(row) { value += stepWeights[last] * (isMember - shares[group][last]) }
      }
      values[start + position] = last < -1 ? .nan : value
    }
  }
}

private func runningSums(_ values: [Double]) -> [Double] {
  var sum = 0.0
  return values.map { value in
    sum += value
    return sum
  }
}
