internal import SurveyDesigns
internal import SurveyMicrodata
internal import SurveyNumerics

/// How the record of each estimate is filled in.
extension SurveyDesign {
  /// Evaluates an estimator in every group and fills in the record of each estimate.
  func estimates(
    _ estimator: Estimator, by variables: [Categorical], interval method: IntervalMethod, level: Double
  ) throws(EstimationError) -> Estimates {
    try estimates(by: variables, interval: method, level: level) { _ in estimator }
  }

  /// Evaluates an estimator that may depend on the groups in every group, and in every total of groups.
  func estimates(
    by variables: [Categorical], interval method: IntervalMethod = .wald, level: Double,
    _ make: (DomainCells) throws(EstimationError) -> Estimator
  ) throws(EstimationError) -> Estimates {
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    var questions: [(estimator: Estimator, cells: DomainCells)] = []
    for cells in try DomainCells.withTotals(by: variables, of: self) { questions.append((try make(cells), cells)) }
    let statistic = questions[0].estimator.statistic
    guard method == .wald || (statistic.isShare && IntervalMethod.ofProportions.contains(method)) else {
      throw .intervalDoesNotApply(method, statistic)
    }
    let joint = try JointEstimates(questions, of: self, withLogits: method == .logit)
    let reference = DesignEffectReference(of: joint.parts, in: self)
    var elements: [Estimate] = []
    var reach: [PrimaryUnitReach] = []
    for (groups, question) in zip(joint.parts, questions) {
      for (group, domain) in question.cells.domains.enumerated() {
        for (position, target) in question.estimator.targets.enumerated() {
          let filler = EstimateFiller(
            groups: groups, conventions: conventions, reference: reference, statistic: statistic, target: target,
            group: group,
            index: group * question.estimator.targets.count + position)
          elements.append(filler.estimate(in: domain, interval: method, level: level))
          reach.append(filler.reach)
        }
      }
    }
    return Estimates(
      elements, covariance: joint.covariance, reach: reach,
      diagnostics: diagnostics(of: questions[0].cells)
        + missingDiagnostics(of: questions[0].estimator.targets, in: statistic),
      covarianceTogether: joint.covarianceTogether)
  }

  /// What is worth knowing about all estimates of a call.
  func diagnostics(of cells: DomainCells) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let singles = structure.stages.reduce(0) { $0 + $1.singleUnitStratumCount }
    if structure.collapsedCount > 0 { diagnostics.append(.collapsedStrata(count: structure.collapsedCount)) }
    if singles > 0 {
      diagnostics.append(.singleUnitStrata(count: singles, rule: singleUnitStratumRule.rawValue))
    }
    if cells.missingCount > 0 { diagnostics.append(.missingGroups(count: cells.missingCount)) }
    return diagnostics
  }
}

/// Fills in the record of one estimate from the totals of its group.
private struct EstimateFiller {
  let groups: EstimatedGroups
  let conventions: Conventions
  let reference: DesignEffectReference
  let statistic: Statistic
  let target: Estimator.Target
  let group: Int
  let index: Int

  var reach: PrimaryUnitReach { groups.reaches[group * groups.table.measureCount + target.measure] }

  func estimate(in domain: [DomainLevel], interval method: IntervalMethod, level: Double) -> Estimate {
    let value = groups.values[index]
    let variance = groups.covariance[index, index]
    let standardError = variance.squareRoot()
    let count = Int(sum(0))
    let missing = groups.table.missingCounts[group * groups.table.measureCount + target.measure]
    let logit = groups.logits.isEmpty ? nil : groups.logits[index]
    let interval = EstimateInterval(
      statistic: statistic, value: value, standardError: standardError, degreesOfFreedom: reach.degreesOfFreedom,
      unweightedCount: count, conventions: conventions, hasKnownVariance: groups.hasKnownVariance[index],
      logitStandardError: logit.flatMap { $0.infiniteCount == 0 ? $0.standardError : nil }
    ).interval(method, level: level)
    var diagnostics = interval.reasons
    if let logit, logit.infiniteCount > 0, diagnostics.isEmpty {
      diagnostics.append(.infiniteLogitInReplicates(count: logit.infiniteCount))
    }
    if variance < 0 { diagnostics.append(.negativeVariance) }
    let undefined = groups.undefinedReplicateCounts[index]
    if undefined > 0, !value.isNaN { diagnostics.append(.undefinedInReplicates(count: undefined)) }
    let (designEffect, effectiveCount) = precision(value: value, variance: variance)
    return Estimate(
      statistic: statistic, variable: target.variable, level: target.level, domain: domain, value: value,
      standardError: standardError, degreesOfFreedom: reach.degreesOfFreedom, confidenceInterval: try? interval.get(),
      unweightedCount: count, numeratorCount: numeratorCount, weightSum: sum(Measure.weightSum),
      effectiveCount: effectiveCount, designEffect: designEffect, designEffectBasis: reference.basis,
      missingCount: missing, diagnostics: diagnostics, hasKnownVariance: groups.hasKnownVariance[index])
  }

  private func sum(_ position: Int) -> Double { groups.sum(position, ofMeasure: target.measure, group: group) }

  /// The number of levels of the measure of a share.
  private var levelCount: Int {
    let next =
      target.measure + 1 < groups.table.measureCount ? groups.table.offsets[target.measure + 1] : groups.table.width
    return (next - groups.table.offsets[target.measure] - Measure.valueSum) / 2
  }

  private var numeratorCount: Int? {
    statistic.isShare ? Int(sum(target.valueSum + levelCount)) : nil
  }

  private func precision(value: Double, variance: Double) -> (designEffect: Double?, effectiveCount: Double?) {
    guard target.hasDesignEffect, !value.isNaN else { return (nil, nil) }
    let squareSum = statistic.isShare ? sum(target.valueSum) : sum(Measure.valueSum + 1)
    let random = SimpleRandomSampling(
      count: sum(0), weightSum: sum(Measure.weightSum), valueSum: sum(target.valueSum), squareSum: squareSum)
    let scale = statistic == .total ? random.weightSum : 1
    let designEffect = random.designEffect(of: variance, scale: scale, against: reference)
    guard variance > 0 else { return (designEffect, nil) }
    let spread = statistic.isShare ? value * (1 - value) : random.variance
    return (designEffect, spread.isNaN ? nil : scale * scale * spread / variance)
  }
}
