public import SurveyMicrodata

/// Adjusted means at levels and at values.
extension AveragePredictions {
  /// Returns the adjusted mean at each level of a categorical covariate, or at some values of any covariate.
  ///
  /// Of a binomial model the same as R `svypredmeans(fit without the covariate, ~covariate)`.
  ///
  /// - Parameters:
  ///   - name: the covariate, by its name or its column.
  ///   - values: the levels or numbers that every record is given in turn; nil for all levels.
  ///   - level: the probability with which the intervals cover.
  /// - Returns: the adjusted means, with their covariance.
  /// - Throws: `ModelError.unknownTerm`, `ModelError.unknownLevel`, or `ModelError.notCategorical` for a number where no
  ///   values are given.
  public func margins(
    over name: String, at values: [CovariateValue]? = nil, level: Double = 0.95
  ) throws(ModelError) -> PredictiveMargins {
    let t = try interval(level: level)
    let (variable, points) = try points(over: name, at: values)
    let (means, covariance) = try combined(points.map(\.scenario)) { _, means in means }
    return PredictiveMargins(
      variable: variable, levels: points.map(\.name), values: means, covariance: covariance, t: t, family: family)
  }

  func interval(level: Double) throws(ModelError) -> StudentTInterval {
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    return StudentTInterval(degreesOfFreedom: degreesOfFreedom, level: level)
  }

  /// The scenarios in which a covariate has each of some values, by their names.
  func points(
    over name: String, at values: [CovariateValue]?
  ) throws(ModelError) -> (variable: String, points: [(name: String, scenario: Scenario)]) {
    let covariate = frame.covariates[try frame.position(ofCovariate: name)]
    var wanted: [CovariateValue]
    switch (values, covariate.values) {
    case (let values?, _): wanted = values
    case (nil, .levels(_, let levels)): wanted = levels.map { .level($0) }
    case (nil, .numbers): throw .notCategorical(name)
    }
    var points: [(String, Scenario)] = []
    for value in wanted { points.append((value.levelName, try frame.scenario(of: name, at: value))) }
    return (covariate.name, points)
  }
}

extension ModelFit {
  /// Returns the adjusted mean at each level of a categorical covariate.
  ///
  /// - Throws: `ModelError.unknownTerm` or `ModelError.notCategorical`.
  public func predictiveMargins(
    over variable: Categorical, level: Double = 0.95
  ) throws(ModelError) -> PredictiveMargins {
    try predictiveMargins(over: variable.name, level: level)
  }

  /// Returns the adjusted mean where a yes-or-no covariate does not hold and where it does.
  public func predictiveMargins(over variable: Binary, level: Double = 0.95) throws(ModelError) -> PredictiveMargins {
    try predictiveMargins(over: variable.name, level: level)
  }

  /// Returns the adjusted mean at each level of the categorical covariate of a name or of a column.
  public func predictiveMargins(over name: String, level: Double = 0.95) throws(ModelError) -> PredictiveMargins {
    try averagePredictions.margins(over: name, level: level)
  }
}

extension CategoricalFit {
  /// Returns the adjusted prevalence of some levels of the outcome at each level of a categorical covariate.
  ///
  /// - Parameters:
  ///   - name: the covariate, by its name or its column.
  ///   - outcomeLevels: the levels whose probabilities are added up.
  ///   - level: the probability with which the intervals cover.
  /// - Returns: the adjusted prevalence at each level of the covariate, with their covariance.
  /// - Throws: `ModelError.unknownTerm`, `ModelError.notCategorical` or `ModelError.unknownLevel`.
  public func predictiveMargins(
    over name: String, ofLevels outcomeLevels: [String], level: Double = 0.95
  ) throws(ModelError) -> PredictiveMargins {
    try averagePredictions(ofLevels: outcomeLevels).margins(over: name, level: level)
  }

  /// Returns the adjusted prevalence of a level of the outcome or one before it, such as a failing grade.
  public func predictiveMargins(
    over name: String, upTo outcomeLevel: String, level: Double = 0.95
  ) throws(ModelError) -> PredictiveMargins {
    try averagePredictions(upTo: outcomeLevel).margins(over: name, level: level)
  }
}
