private import Foundation
internal import SurveyDesigns

/// The two estimators of the share that has not had the event.
public enum SurvivalMethod: String, Sendable, CaseIterable {
  /// The product limit, Π(1 − d/Y) (Kaplan and Meier 1958); R `svykm(se = FALSE)`.
  case kaplanMeier = "kaplan-meier"
  /// The exponential of the cumulative hazard, exp(−Σ d/Y) (Nelson 1972, Aalen 1978); R `svykm(se = TRUE)`.
  case nelsonAalen = "nelson-aalen"
}

/// The share without the event after each step, with its linearised variable.
///
/// With dⱼ the weights of the events of step j, Yⱼ those at risk, δ whether a record has the event and rⱼ whether it is
/// at risk, the linearised variable of log S after step k is
///
///     Kaplan-Meier   −Σⱼ≤ₖ (δⱼ − rⱼdⱼ/Yⱼ)/(Yⱼ − dⱼ)
///     Nelson-Aalen   −Σⱼ≤ₖ (δⱼ − rⱼdⱼ/Yⱼ)/Yⱼ
///
/// which are the derivatives of the estimates by the weight of the record (Williams 1995).
struct SurvivalEstimator: Sendable {
  let method: SurvivalMethod
  let risk: RiskSets
  let sums: RiskSets.Sums
  /// The share after each step.
  let shares: [Double]
  /// The sums of d/Y up to each step.
  let cumulativeHazards: [Double]
  /// What the event adds to −log S by its own weight, at each step.
  private let eventTerms: [Double]
  /// What being at risk takes from −log S, summed up to each step.
  private let riskTerms: [Double]

  init(_ method: SurvivalMethod, risk: RiskSets, weights: [Double]) {
    let sums = risk.sums { weights[$0] }
    var (share, hazard, riskTerm) = (1.0, 0.0, 0.0)
    var (shares, hazards, eventTerms, riskTerms): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
    for step in risk.times.indices {
      let (events, remaining, atRisk) = (sums.events[step], sums.remaining[step], sums.atRisk(step))
      // Nobody is left of a replicate at risk: the share is unknown unless it is 0 already.
      hazard += atRisk > 0 ? events / atRisk : .nan
      switch method {
      case .kaplanMeier:
        if share > 0 { share *= remaining / atRisk }
        eventTerms.append(1 / remaining)
        riskTerm += events / (atRisk * remaining)
      case .nelsonAalen:
        share = exp(-hazard)
        eventTerms.append(1 / atRisk)
        riskTerm += events / (atRisk * atRisk)
      }
      shares.append(share)
      hazards.append(hazard)
      riskTerms.append(riskTerm)
    }
    self.method = method
    self.risk = risk
    self.sums = sums
    self.shares = shares
    cumulativeHazards = hazards
    self.eventTerms = eventTerms
    self.riskTerms = riskTerms
  }

  /// The shares after some of the steps; 1 before the first.
  func statistic(after steps: [Int]) -> WeightStatistic {
    @Sendable func values(_ shares: [Double]) -> [Double] { steps.map { $0 > 0 ? shares[$0 - 1] : 1 } }
    return WeightStatistic(
      values: values(shares),
      replicated: { weights in values(SurvivalEstimator(method, risk: risk, weights: weights).shares) },
      influence: { run in
        let steps = steps[run]
        return ComputedValues(count: run.count) { rows, values in
          for row in rows { write(row, steps, &values, from: (row - rows.lowerBound) * run.count) }
        }
      })
  }

  private func write(_ row: Int, _ steps: ArraySlice<Int>, _ values: inout [Double], from start: Int) {
    let own = Int(risk.stepsOfRow[row])
    guard own >= 0 else {
      values[start] = .nan
      return
    }
    for (position, step) in steps.enumerated() {
      let last = min(own, step)
      // A share of 0 stays 0 whatever the weights.
      guard last > 0, shares[step - 1] > 0 else {
        values[start + position] = 0
        continue
      }
      let event = risk.hasEvent(row) && own <= step ? eventTerms[own - 1] : 0
      values[start + position] = shares[step - 1] * (riskTerms[last - 1] - event)
    }
  }
}
