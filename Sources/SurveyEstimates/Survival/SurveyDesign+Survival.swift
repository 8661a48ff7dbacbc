public import SurveyDesigns
public import SurveyMicrodata
internal import SurveyNumerics

/// Survival curves under a design.
extension SurveyDesign {
  /// The estimates whose covariance is found in one pass; of a curve the variances alone are wanted.
  private static let estimatesPerPass = 16

  /// Estimates the share that has not had an event as time goes on, in every group.
  ///
  ///     S(t) = Π (1 − d/Y) or exp(−Σ d/Y) over the times of events up to t
  ///
  /// with d the weights of the events at a time and Y those of the records at risk. Standard errors are those of the
  /// linearised variable (see `SurvivalMethod`), or of replicates. The Nelson-Aalen curve is that of R
  /// `svykm(Surv(time, event) ~ group, design, se = TRUE)`, the Kaplan-Meier curve that of `se = FALSE`. Where events
  /// tie, R takes them one after the other in the order of the records; here they come together, and the order of the
  /// records changes nothing.
  ///
  /// - Parameters:
  ///   - outcome: the time and the event.
  ///   - groups: the variables whose combinations of levels are the groups.
  ///   - times: where the curve is wanted; none for the times of all events.
  ///   - method: the estimator.
  ///   - scale: the scale on which the intervals are symmetric.
  ///   - level: the probability with which an interval covers, with t of the domain's degrees of freedom.
  /// - Returns: A curve for each group.
  /// - Throws: `EstimationError` for an unknown column, invalid times, or a single-unit stratum.
  public func survival(
    _ outcome: SurvivalTime, by groups: Categorical..., at times: [Double] = [], method: SurvivalMethod = .kaplanMeier,
    scale: SurvivalScale = .log, level: Double = 0.95
  ) throws(EstimationError) -> [SurvivalCurve] {
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    let survival = try SurvivalTimes(outcome, of: self)
    let cells = try DomainCells(by: groups, of: self)
    let table = totals(
      for: TotalsRequest(
        measures: [.number(survival.times)], groups: cells.groups, groupCount: cells.domains.count))
    let reaches = PrimaryUnitReach.reaches(of: table, in: self)
    var curves: [SurvivalCurve] = []
    for (group, domain) in cells.domains.enumerated() {
      let risk = RiskSets(survival) { row in cells.groups.map { $0[row] == Int32(group) } ?? true }
      let estimator = SurvivalEstimator(method, risk: risk, weights: weights)
      let steps =
        times.isEmpty ? Array(1..<risk.times.count + 1) : times.sorted().map { risk.times.stepCount(upTo: $0) }
      let (matrices, undefinedCounts) = try covariances(
        of: estimator.statistic(after: steps), inRunsOf: Self.estimatesPerPass)
      curves.append(
        SurvivalCurve(
          estimator, of: survival, domain: domain, times: times.isEmpty ? risk.times : times.sorted(), steps: steps,
          variances: matrices.flatMap(\.diagonal), degreesOfFreedom: reaches[group].degreesOfFreedom,
          missingCount: table.missingCounts[group], undefinedCount: undefinedCounts.max() ?? 0, scale: scale,
          level: level, diagnostics: diagnostics(of: cells)))
    }
    return curves
  }
}

extension SurvivalCurve {
  fileprivate init(
    _ estimator: SurvivalEstimator, of survival: SurvivalTimes, domain: [DomainLevel], times: [Double], steps: [Int],
    variances: [Double],
    degreesOfFreedom: Int, missingCount: Int, undefinedCount: Int, scale: SurvivalScale, level: Double,
    diagnostics: [Diagnostic]
  ) {
    let risk = estimator.risk
    let counts = risk.sums { _ in 1 }
    var cumulatedEvents = [0]
    for count in counts.events { cumulatedEvents.append((cumulatedEvents.last ?? 0) + Int(count)) }
    let observed = risk.stepsOfRow.indices.filter { risk.stepsOfRow[$0] >= 0 }
    let observedTimes = observed.map { survival.times[$0] }.sorted()
    let multiplier =
      degreesOfFreedom > 0
      ? StudentTDistribution(degreesOfFreedom: Double(degreesOfFreedom)).upperQuantile((1 - level) / 2) : .nan
    self.domain = domain
    method = estimator.method
    self.degreesOfFreedom = degreesOfFreedom
    unweightedCount = observed.count
    eventCount = observed.count { risk.hasEvent($0) }
    self.missingCount = missingCount
    var own: [Diagnostic] = []
    if observed.isEmpty { own.append(.emptyDomain) } else if degreesOfFreedom == 0 { own.append(.noDegreesOfFreedom) }
    if undefinedCount > 0 { own.append(.undefinedInReplicates(count: undefinedCount)) }
    if variances.contains(where: { $0 <= -1e-15 }) { own.append(.negativeVariance) }
    self.diagnostics = own + diagnostics
    self.steps = steps.indices.map { position in
      let (time, step) = (times[position], steps[position])
      let atRisk = observedTimes.count - observedTimes.stepCount(upTo: time.nextDown)
      var share = step > 0 ? estimator.shares[step - 1] : 1
      // Past the last time that was observed nobody is left to tell, unless all have had the event.
      if atRisk == 0, share > 0 { share = .nan }
      // A share is at most 1: what lies closer below 0 is rounding.
      let variance = variances[position] < 0 && variances[position] > -1e-15 ? 0 : variances[position]
      let standardError = share.isNaN ? .nan : variance.squareRoot()
      return SurvivalStep(
        time: time,
        number: MeasuredNumber(
          share, standardError: standardError, degreesOfFreedom: Double(degreesOfFreedom),
          confidenceInterval: scale.interval(
            share, standardError: standardError, multiplier: multiplier, level: level),
          scale: .share(.wald)),
        cumulativeHazard: step > 0 ? estimator.cumulativeHazards[step - 1] : 0, atRiskCount: atRisk,
        eventCount: cumulatedEvents[step])
    }
  }
}
