internal import SurveyDesigns

/// The estimator of shares, alone and of several statements at once.
extension Estimator {
  /// Shares of levels, p = Σw1{level}/Σw, each with the influence (1{level} − p)/Σw.
  static func shares(
    of measures: [Measure], _ targets: [Target], statistic: Statistic = .prevalence
  ) -> Estimator {
    Estimator(statistic: statistic, measures: measures, targets: targets) { totals, evaluation in
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

  /// Means of numbers, Ȳ = Σwy/Σw, each with the influence (y − Ȳ)/Σw; one measure for each target.
  static func means(of measures: [Measure], _ targets: [Target], statistic: Statistic = .mean) -> Estimator {
    Estimator(statistic: statistic, measures: measures, targets: targets) { totals, evaluation in
      for index in evaluation.values.indices {
        let weight = totals.sum(Measure.weightSum, ofMeasure: index)
        guard weight > 0 else { continue }
        let distance = totals.sum(Measure.valueSum, ofMeasure: index) / weight
        evaluation.values[index] = totals.origin(ofMeasure: index) + distance
        evaluation.setDerivative(of: index, bySum: Measure.valueSum, ofMeasure: index, to: 1 / weight)
        evaluation.setDerivative(of: index, bySum: Measure.weightSum, ofMeasure: index, to: -distance / weight)
      }
    }
  }
}
