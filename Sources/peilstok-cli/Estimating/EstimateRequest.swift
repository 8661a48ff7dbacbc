import Peilstok

/// What `estimate` was asked.
struct EstimateRequest {
  let statistic: StatisticChoice
  let variables: ColumnList
  let denominator: ColumnList?
  let orders: [Double]
  /// The rule for quantiles; nil for that of the conventions.
  let rule: QuantileRule?
  let points: [Double]
  let groups: ColumnList?
  /// Which records are in the domain, for the levels that it rules out.
  let condition: Condition?
  let hasTotals: Bool
  let population: PopulationMargin?
  let per: Double
  let interval: IntervalMethod
  let level: Double
}

extension EstimateRequest {
  /// Computes the estimates.
  func answer(from described: DescribedDesign) throws -> EstimateAnswer {
    let data = described.design.data
    let targets = try variables.targets(in: data)
    if let count = statistic.variableCount, !count.contains(targets.count) {
      throw CommandError.wrongNumberOfVariables(statistic, found: targets.count)
    }
    if !statistic.takesLevels, let target = targets.first(where: { $0.level != nil }) {
      throw CommandError.statisticOfLevel(statistic, column: target.column)
    }
    let groups = try groupingVariables(in: data)
    let chosen = try leavingOutLevels(of: described.design)
    var answer = EstimateAnswer(diagnostics: described.diagnostics)
    if statistic == .prevalence {
      try appendShares(of: targets, by: groups, of: chosen, to: &answer)
      return answer
    }
    let denominators = try denominator?.targets(in: data) ?? []
    guard statistic != .ratio || denominators.count == 1 else {
      throw CommandError.severalDenominators(found: denominators.count)
    }
    if statistic.isOfStatements {
      let statements = try targets.map { try data.statement(of: $0.stated) }
      answer.append(try combinations(of: statements, by: groups, in: chosen))
      return answer
    }
    let (design, columns) = try chosen.withNumbers(for: (targets + denominators).map(\.stated))
    let numbers = Array(columns.prefix(targets.count))
    switch statistic {
    case .mean:
      answer.append(try standardized(design.mean(of: numbers, by: groups, level: level)), named: targets)
    case .total: answer.append(try design.total(of: numbers, by: groups, level: level), named: targets)
    case .rate:
      let totals = try design.total(of: numbers, by: groups, level: level)
      answer.append(
        try totals.rates(
          per: per, of: population ?? .counts(of: [], [:]), interval: interval, level: level), named: targets)
    case .ratio:
      let ratios = try design.ratio(of: numbers, to: columns[targets.count], by: groups, level: level)
      answer.append(
        try standardized(ratios),
        named: targets.map { ColumnTarget(column: $0.description, level: denominators[0].description) })
    default: answer.append(try estimates(of: numbers, by: groups, in: design))
    }
    return answer
  }

  /// The design without the levels of groups, and of a variable whose levels all have their share, that the condition of
  /// the question rules out.
  private func leavingOutLevels(of design: SurveyDesign) throws -> SurveyDesign {
    guard let condition else { return design }
    let groups = try groups?.names(in: design.data) ?? []
    let whole = statistic == .prevalence ? try variables.targets(in: design.data).filter { $0.level == nil } : []
    return try design.leavingOutLevels(of: groups + whole.map(\.column), excludedBy: condition)
  }

  /// The variables of the groups; those that are standardised over come after those that stay.
  private func groupingVariables(in data: Microdata) throws -> [Categorical] {
    let names = try groups?.names(in: data) ?? []
    let standard = population.map { $0.variables.map(\.name).filter { !names.contains($0) } } ?? []
    let own = names.map { hasTotals ? Categorical($0).withTotal : Categorical($0) }
    return statistic == .rate ? own : own + standard.map { Categorical($0) }
  }

  /// Standardises to the population where there is one.
  private func standardized(_ estimates: Estimates) throws -> Estimates {
    guard let population else { return estimates }
    return try estimates.standardized(to: population, interval: interval, level: level)
  }

  private func estimates(of numbers: [Number], by groups: [Categorical], in design: SurveyDesign) throws -> Estimates {
    switch statistic {
    case .quantile:
      try design.quantile(orders, of: numbers, by: groups, rule: rule, interval: interval, level: level)
    case .distributionFunction:
      try design.distributionFunction(of: numbers[0], at: points, by: groups, interval: interval, level: level)
    case .histogram: try design.histogram(of: numbers[0], breaks: points, by: groups, interval: interval, level: level)
    case .density: try design.density(of: numbers[0], at: points, by: groups, level: level)
    case .variance: try design.variance(of: numbers, by: groups, level: level)
    case .covariance: try design.covariance(of: numbers, by: groups, level: level)
    case .correlation: try design.correlation(of: numbers, by: groups, level: level)
    case .gini: try design.gini(of: numbers, by: groups, level: level)
    case .quintileShareRatio: try design.quintileShareRatio(of: numbers, by: groups, level: level)
    case .alpha: try design.alpha(of: numbers, by: groups, level: level)
    case .kappa:
      try design.kappa(of: Categorical(numbers[0].name), and: Categorical(numbers[1].name), by: groups, level: level)
    case .mean, .total, .prevalence, .ratio, .rate, .counts, .patterns, .coOccurrence, .cumulativeIndex:
      preconditionFailure("\(statistic.rawValue) is not of whole variables")
    }
  }

  private func combinations(
    of statements: [Binary], by groups: [Categorical], in design: SurveyDesign
  ) throws -> Estimates {
    switch statistic {
    case .patterns: try design.patterns(of: statements, by: groups, interval: interval, level: level)
    case .coOccurrence: try design.coOccurrence(of: statements, by: groups, interval: interval, level: level)
    case .cumulativeIndex: try design.cumulativeIndex(of: statements, by: groups, interval: interval, level: level)
    default: try design.countDistribution(of: statements, by: groups, interval: interval, level: level)
    }
  }

  private func appendShares(
    of targets: [ColumnTarget], by groups: [Categorical], of design: SurveyDesign, to answer: inout EstimateAnswer
  ) throws {
    var shares: [ColumnTarget] = []
    for target in targets {
      if target.level != nil {
        shares.append(target)
      } else if let level = try design.data.affirmativeLevel(of: target.column) {
        shares.append(ColumnTarget(column: target.column, level: level))
      } else {
        let levels = try design.data.levels(of: Categorical(target.column))
        shares += levels.map { ColumnTarget(column: target.column, level: $0) }
      }
    }
    // Shares of all the levels of one variable cost one pass less each than as many statements.
    if targets.count == 1, targets[0].level == nil, shares.count > 1 {
      let estimates = try design.distribution(
        of: Categorical(targets[0].column), by: groups, interval: interval, level: level)
      answer.append(try standardized(estimates), named: shares)
    } else {
      let statements = shares.map { Binary($0.column, isTrueFor: $0.level ?? "") }
      answer.append(
        try standardized(design.prevalence(of: statements, by: groups, interval: interval, level: level)),
        named: shares)
    }
  }
}
