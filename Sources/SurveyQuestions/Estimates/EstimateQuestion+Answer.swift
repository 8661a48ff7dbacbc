public import SurveyDesigns
public import SurveyEstimates
public import SurveyMicrodata

/// The estimates that answer one question, each under the name that it was asked by.
public struct EstimateAnswers: Sendable {
  /// The estimates, with their covariance.
  public let estimates: Estimates
  /// The names of the estimates of one group, in their order; those of every group are the same.
  public let names: [VariableLevel]

  /// The name of the estimate at a position.
  public func name(at position: Int) -> VariableLevel { names[position % names.count] }
}

extension EstimateQuestion {
  /// The method of the intervals.
  public var usedInterval: IntervalMethod { interval ?? statistic.intervals[0] }

  /// Computes the estimates in the domain of the question.
  ///
  /// - Throws: `QuestionError` for a question that the records cannot answer.
  public func answer(from design: SurveyDesign) throws(QuestionError) -> EstimateAnswers {
    let data = design.data
    let targets = try variables.variables(in: data)
    if let count = statistic.variableCount, !count.contains(targets.count) {
      throw .numberOfVariables(statistic, found: targets.count)
    }
    if !statistic.takesLevels, let target = targets.first(where: { $0.level != nil }) {
      throw .statisticOfLevel(statistic, column: target.variable)
    }
    let groups = try groupingVariables(in: data)
    let chosen = try domain(of: design)
    if statistic == .prevalence { return try shares(of: targets, by: groups, in: chosen) }
    let denominators = try denominator?.variables(in: data) ?? []
    guard statistic != .ratio || denominators.count == 1 else { throw .severalDenominators(found: denominators.count) }
    if statistic.isOfStatements {
      let statements = try reading { () throws(MicrodataError) in
        try targets.map { target throws(MicrodataError) in try data.statement(of: target) }
      }
      return .underOwnNames(try combinations(of: statements, by: groups, in: chosen))
    }
    let stated = targets + denominators
    let (numbered, columns) = try estimating { () throws(EstimationError) in try chosen.withNumbers(for: stated) }
    let numbers = Array(columns.prefix(targets.count))
    let level = level
    switch statistic {
    case .mean:
      let means = try estimating { () throws(EstimationError) in
        try numbered.mean(of: numbers, by: groups, level: level)
      }
      return EstimateAnswers(estimates: try standardized(means), names: targets)
    case .total:
      let totals = try estimating { () throws(EstimationError) in
        try numbered.total(of: numbers, by: groups, level: level)
      }
      return EstimateAnswers(estimates: totals, names: targets)
    case .rate:
      let (people, per, interval) = (population?.margin ?? .counts(of: [], [:]), per, usedInterval)
      let rates = try estimating { () throws(EstimationError) in
        try numbered.total(of: numbers, by: groups, level: level)
          .rates(per: per, of: people, interval: interval, level: level)
      }
      return EstimateAnswers(estimates: rates, names: targets)
    case .ratio:
      let ratios = try estimating { () throws(EstimationError) in
        try numbered.ratio(of: numbers, to: columns[targets.count], by: groups, level: level)
      }
      return EstimateAnswers(
        estimates: try standardized(ratios),
        names: targets.map { VariableLevel($0.description, level: denominators[0].description) })
    default: return .underOwnNames(try estimates(of: numbers, by: groups, in: numbered))
    }
  }

  /// The design in the domain of the question, without the levels that its condition rules out of the groups and of a
  /// variable whose levels all have their share.
  private func domain(of design: SurveyDesign) throws(QuestionError) -> SurveyDesign {
    guard let condition else { return design }
    let groups = try groups?.names(in: design.data) ?? []
    let whole = statistic == .prevalence ? try variables.variables(in: design.data).filter { $0.level == nil } : []
    return try designing { () throws(DesignError) in
      try design.restricted(to: condition).leavingOutLevels(
        of: groups + whole.map(\.variable), excludedBy: condition)
    }
  }

  /// The variables of the groups; those that are standardised over come after those that stay.
  private func groupingVariables(in data: Microdata) throws(QuestionError) -> [Categorical] {
    let names = try groups?.names(in: data) ?? []
    let standard = population.map { $0.margin.variables.map(\.name).filter { !names.contains($0) } } ?? []
    let own = names.map { hasTotals ? Categorical($0).withTotal : Categorical($0) }
    return statistic == .rate ? own : own + standard.map { Categorical($0) }
  }

  /// Standardises to the population where there is one.
  private func standardized(_ estimates: Estimates) throws(QuestionError) -> Estimates {
    guard let population else { return estimates }
    let (interval, level) = (usedInterval, level)
    return try estimating { () throws(EstimationError) in
      try estimates.standardized(to: population.margin, interval: interval, level: level)
    }
  }

  private func estimates(
    of numbers: [Number], by groups: [Categorical], in design: SurveyDesign
  ) throws(QuestionError) -> Estimates {
    try estimating { () throws(EstimationError) in
      switch statistic {
      case .quantile:
        try design.quantile(orders, of: numbers, by: groups, rule: rule, interval: usedInterval, level: level)
      case .distributionFunction:
        try design.distributionFunction(
          of: numbers[0], at: points, by: groups, interval: usedInterval, level: level)
      case .histogram:
        try design.histogram(of: numbers[0], breaks: points, by: groups, interval: usedInterval, level: level)
      case .density: try design.density(of: numbers[0], at: points, by: groups, level: level)
      case .variance: try design.variance(of: numbers, by: groups, level: level)
      case .covariance: try design.covariance(of: numbers, by: groups, level: level)
      case .correlation: try design.correlation(of: numbers, by: groups, level: level)
      case .gini: try design.gini(of: numbers, by: groups, level: level)
      case .quintileShareRatio: try design.quintileShareRatio(of: numbers, by: groups, level: level)
      case .alpha: try design.alpha(of: numbers, by: groups, level: level)
      case .kappa:
        try design.kappa(
          of: Categorical(numbers[0].name), and: Categorical(numbers[1].name), by: groups, level: level)
      case .mean, .total, .prevalence, .ratio, .rate, .counts, .patterns, .coOccurrence, .cumulativeIndex:
        preconditionFailure("\(statistic.rawValue) is not of whole variables")
      }
    }
  }

  private func combinations(
    of statements: [Binary], by groups: [Categorical], in design: SurveyDesign
  ) throws(QuestionError) -> Estimates {
    try estimating { () throws(EstimationError) in
      switch statistic {
      case .patterns: try design.patterns(of: statements, by: groups, interval: usedInterval, level: level)
      case .coOccurrence: try design.coOccurrence(of: statements, by: groups, interval: usedInterval, level: level)
      case .cumulativeIndex:
        try design.cumulativeIndex(of: statements, by: groups, interval: usedInterval, level: level)
      default: try design.countDistribution(of: statements, by: groups, interval: usedInterval, level: level)
      }
    }
  }

  private func shares(
    of targets: [VariableLevel], by groups: [Categorical], in design: SurveyDesign
  ) throws(QuestionError) -> EstimateAnswers {
    var shares: [VariableLevel] = []
    for target in targets {
      let level = try reading { () throws(MicrodataError) in
        if let named = target.level { return named as String? }
        return try design.data.affirmativeLevel(of: target.variable)
      }
      if let level {
        shares.append(VariableLevel(target.variable, level: level))
      } else {
        let levels = try reading { () throws(MicrodataError) in
          try design.data.levels(of: Categorical(target.variable))
        }
        shares += levels.map { VariableLevel(target.variable, level: $0) }
      }
    }
    let (interval, level) = (usedInterval, level)
    // Shares of all the levels of one variable cost one pass less each than as many statements.
    let isWhole = targets.count == 1 && targets[0].level == nil && shares.count > 1
    let found = try estimating { () throws(EstimationError) in
      if isWhole {
        return try design.distribution(
          of: Categorical(targets[0].variable), by: groups, interval: interval, level: level)
      }
      let statements = shares.map { Binary($0.variable, isTrueFor: $0.level ?? "") }
      return try design.prevalence(of: statements, by: groups, interval: interval, level: level)
    }
    return EstimateAnswers(estimates: try standardized(found), names: shares)
  }
}

extension EstimateAnswers {
  /// Estimates under the names that they have themselves.
  fileprivate static func underOwnNames(_ estimates: Estimates) -> EstimateAnswers {
    let domain = estimates.first?.domain
    return EstimateAnswers(
      estimates: estimates,
      names: estimates.prefix { $0.domain == domain }.map { VariableLevel($0.variable, level: $0.level) })
  }
}

/// Runs an estimation and turns its error into that of a question.
func estimating<Result>(_ step: () throws(EstimationError) -> Result) throws(QuestionError) -> Result {
  do { return try step() } catch { throw .estimation(error) }
}
