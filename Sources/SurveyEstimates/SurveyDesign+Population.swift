public import SurveyDesigns
public import SurveyMicrodata

/// Numbers of people behind a share.
extension SurveyDesign {
  /// Estimates how many people a statement holds for, in every group: N̂ · p̂.
  ///
  /// N̂ is the sum of the weights of all records of the group and p̂ the share among those whose answer is known, so
  /// that who did not answer is taken to be like who did, instead of counting as a no as in a total of zeros and ones.
  /// With A = Σw over all records, W = Σw over the known ones and T = Σwy, the estimate is A·T/W, its derivatives are
  /// T/W, −A·T/W² and A/W.
  public func population(
    of variables: [Binary], by groups: [Categorical], level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    let data = self.data
    let everyone = Measure.number([Double](repeating: 1, count: data.rowCount))
    var measures: [Measure] = []
    var targets: [Estimator.Target] = []
    for variable in variables {
      let codes = try estimating { () throws(MicrodataError) in try data.indicator(of: variable) }
      targets.append(
        Estimator.Target(
          variable: variable.name, level: variable.trueLevels.joined(separator: ", "), measure: measures.count,
          valueSum: Measure.valueSum + 1, hasDesignEffect: false))
      measures.append(.levels(codes, count: 2))
    }
    let (last, counted) = (measures.count, targets)
    let estimator = Estimator(
      statistic: .total, measures: measures + [everyone], targets: targets
    ) { totals, evaluation in
      let all = totals.sum(Measure.weightSum, ofMeasure: last)
      for (index, target) in counted.enumerated() {
        let known = totals.sum(Measure.weightSum, ofMeasure: target.measure)
        guard known > 0 else { continue }
        let share = totals.sum(target.valueSum, ofMeasure: target.measure) / known
        evaluation.values[index] = all * share
        evaluation.setDerivative(of: index, bySum: target.valueSum, ofMeasure: target.measure, to: all / known)
        evaluation.setDerivative(
          of: index, bySum: Measure.weightSum, ofMeasure: target.measure, to: -all * share / known)
        evaluation.setDerivative(of: index, bySum: Measure.weightSum, ofMeasure: last, to: share)
      }
    }
    return try estimates(estimator, by: groups, interval: .wald, level: level)
  }
}
