public import SurveyDesigns
public import SurveyMicrodata

/// Means, totals, shares and ratios by group.
extension SurveyDesign {
  /// Estimates the mean of numeric variables, Ȳ = Σwy/Σw, in every group.
  ///
  /// Influence: (y − Ȳ)/Σw (Särndal, Swensson and Wretman 1992, section 5.7). The same as R
  /// `svymean(~y, design, na.rm = TRUE)` and, with groups, `svyby(~y, ~group, design, svymean, covmat = TRUE)`.
  ///
  /// - Parameters:
  ///   - variables: the numeric variables.
  ///   - groups: the variables whose combinations of levels are the groups; none for all records together.
  ///   - level: the probability with which the interval covers, ± t with the domain's degrees of freedom.
  /// - Returns: The estimates of the first group, then of the next, with their covariance.
  /// - Throws: `EstimationError` for an unknown column, a column of levels, or a single-unit stratum.
  public func mean(
    of variables: Number..., by groups: Categorical..., level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    try mean(of: variables, by: groups, level: level)
  }

  /// Estimates the mean of numeric variables in every group.
  public func mean(
    of variables: [Number], by groups: [Categorical], level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    let estimator = Estimator.means(of: try numberMeasures(variables), numberTargets(variables))
    return try estimates(estimator, by: groups, interval: .wald, level: level)
  }

  /// Estimates the population total of numeric variables, Ŷ = Σwy, in every group.
  ///
  /// The same as R `svytotal(~y, design, na.rm = TRUE)`.
  public func total(
    of variables: Number..., by groups: Categorical..., level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    try total(of: variables, by: groups, level: level)
  }

  /// Estimates the population total of numeric variables in every group.
  public func total(
    of variables: [Number], by groups: [Categorical], level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    let estimator = Estimator(
      statistic: .total, measures: try numberMeasures(variables), targets: numberTargets(variables)
    ) { totals, evaluation in
      for index in evaluation.values.indices {
        let weight = totals.sum(Measure.weightSum, ofMeasure: index)
        guard weight > 0 else { continue }
        let origin = totals.origin(ofMeasure: index)
        evaluation.values[index] = totals.sum(Measure.valueSum, ofMeasure: index) + origin * weight
        evaluation.setDerivative(of: index, bySum: Measure.weightSum, ofMeasure: index, to: origin)
        evaluation.setDerivative(of: index, bySum: Measure.valueSum, ofMeasure: index, to: 1)
      }
    }
    return try estimates(estimator, by: groups, interval: .wald, level: level)
  }

  /// Estimates the ratio of two totals, R = Σwy/Σwx, in every group.
  ///
  /// Influence: (y − Rx)/Σwx. Records with either value missing are left out. The same as R
  /// `svyratio(~y, ~x, design, na.rm = TRUE)`.
  public func ratio(
    of numerator: Number, to denominator: Number, by groups: Categorical..., level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    try ratio(of: numerator, to: denominator, by: groups, level: level)
  }

  /// Estimates the ratios of totals to one total, in every group; each is over the records that know both values.
  public func ratio(
    of numerators: [Number], to denominator: Number, by groups: [Categorical], level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    let denominators = try numbers(of: [denominator])[0]
    let measures = try numbers(of: numerators).map { Measure.pair($0, denominators) }
    let targets = numerators.enumerated().map { position, numerator in
      Estimator.Target(
        variable: numerator.name, level: denominator.name, measure: position, valueSum: Measure.valueSum,
        hasDesignEffect: false)
    }
    let estimator = Estimator(statistic: .ratio, measures: measures, targets: targets) { totals, evaluation in
      for index in evaluation.values.indices {
        let denominator = totals.sum(Measure.valueSum + 1, ofMeasure: index)
        guard denominator != 0 else { continue }
        let ratio = totals.sum(Measure.valueSum, ofMeasure: index) / denominator
        evaluation.values[index] = ratio
        evaluation.setDerivative(of: index, bySum: Measure.valueSum, ofMeasure: index, to: 1 / denominator)
        evaluation.setDerivative(of: index, bySum: Measure.valueSum + 1, ofMeasure: index, to: -ratio / denominator)
      }
    }
    return try estimates(estimator, by: groups, interval: .wald, level: level)
  }

  /// Estimates the ratio of two totals in every group.
  public func ratio(
    of numerator: Number, to denominator: Number, by groups: [Categorical], level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    try ratio(of: [numerator], to: denominator, by: groups, level: level)
  }

  /// Estimates the share of the records for which a statement holds, in every group.
  ///
  /// The same as R `svyciprop(~I(x == level), design, na.rm = TRUE, method = ...)`, and with groups
  /// `svyby(..., svyciprop)`, except that the covariance of all groups comes with it.
  ///
  /// - Parameters:
  ///   - variable: the statement.
  ///   - groups: the variables whose combinations of levels are the groups.
  ///   - interval: how the interval is found.
  ///   - level: the probability with which it covers.
  /// - Returns: The share of each group, with their covariance.
  /// - Throws: `EstimationError` for an unknown column or level, or a single-unit stratum.
  public func prevalence(
    of variable: Binary, by groups: Categorical..., interval: IntervalMethod = .logit, level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    try prevalence(of: [variable], by: groups, interval: interval, level: level)
  }

  /// Estimates the shares of the records for which statements hold, in every group.
  public func prevalence(
    of variables: [Binary], by groups: [Categorical], interval: IntervalMethod = .logit, level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    let data = self.data
    var measures: [Measure] = []
    var targets: [Estimator.Target] = []
    for variable in variables {
      let codes = try estimating { () throws(MicrodataError) in try data.indicator(of: variable) }
      targets.append(
        Estimator.Target(
          variable: variable.name, level: variable.trueLevels.joined(separator: ", "), measure: measures.count,
          valueSum: Measure.valueSum + 1))
      measures.append(.levels(codes, count: 2))
    }
    return try estimates(Estimator.shares(of: measures, targets), by: groups, interval: interval, level: level)
  }

  /// Estimates the share of each level of a variable, in every group.
  ///
  /// The same as R `svymean(~factor(x), design, na.rm = TRUE)`.
  public func distribution(
    of variable: Categorical, by groups: Categorical..., interval: IntervalMethod = .logit, level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    try distribution(of: variable, by: groups, interval: interval, level: level)
  }

  /// Estimates the share of each level of a variable, in every group.
  public func distribution(
    of variable: Categorical, by groups: [Categorical], interval: IntervalMethod = .logit, level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    let data = self.data
    let factor = try estimating { () throws(MicrodataError) in try data.levelledFactor(of: variable) }
    let targets = factor.levels.enumerated().map { position, level in
      Estimator.Target(variable: variable.name, level: level, measure: 0, valueSum: Measure.valueSum + position)
    }
    let measure = Measure.levels(factor.codes, count: factor.levels.count)
    return try estimates(Estimator.shares(of: [measure], targets), by: groups, interval: interval, level: level)
  }

  /// Returns the values of numeric variables, not a number where missing.
  func numbers(of variables: [Number]) throws(EstimationError) -> [[Double]] {
    let data = self.data
    var columns: [[Double]] = []
    for variable in variables {
      columns.append(try estimating { () throws(MicrodataError) in try data.numbers(of: variable) })
    }
    return columns
  }

  func numberMeasures(_ variables: [Number]) throws(EstimationError) -> [Measure] {
    try numbers(of: variables).map { .number($0) }
  }

  func numberTargets(_ variables: [Number]) -> [Estimator.Target] {
    variables.enumerated().map { position, variable in
      Estimator.Target(variable: variable.name, level: nil, measure: position, valueSum: Measure.valueSum)
    }
  }
}
