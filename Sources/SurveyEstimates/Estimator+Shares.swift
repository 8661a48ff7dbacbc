internal import SurveyDesigns

extension Estimator {
  /// Shares of levels, p = Σw1{level}/Σw, each with the influence (1{level} − p)/Σw.
  static func shares(of measures: [Measure], _ targets: [Target]) -> Estimator {
    Estimator(statistic: .prevalence, measures: measures, targets: targets) { totals, evaluation in
      for (index, target) in targets.enumerated() {
        let weight = totals.sum(Measure.weightSum, ofMeasure: target.measure)
        guard weight > 0 else { continue }
        let share = totals.sum(target.valueSum, ofMeasure: target.measure) / weight
        evaluation.values[index] = share
        evaluation.setDerivative(of: index, bySum: target.valueSum, ofMeasure: target.measure, to: 1 / weight)
        evaluation.setDerivative(of: index, bySum: Measure.weightSum, ofMeasure: target.measure, to: -share / weight)
      }
    }
  }
}
