import Peilstok

/// What `estimate` was asked.
struct EstimateRequest {
  let statistic: StatisticChoice
  let variables: ColumnList
  let denominator: ColumnList?
  let orders: [Double]
  let groups: ColumnList?
  let interval: IntervalMethod
  let level: Double
}

extension EstimateRequest {
  /// Computes the estimates.
  func answer(from described: DescribedDesign) throws -> EstimateAnswer {
    let data = described.design.data
    let targets = try variables.targets(in: data)
    let groups = try groups?.names(in: data).map { Categorical($0) } ?? []
    var answer = EstimateAnswer(diagnostics: described.diagnostics)
    switch statistic {
    case .mean, .total:
      let (design, columns) = try described.design.withNumbers(for: targets)
      answer.append(
        statistic == .mean
          ? try design.mean(of: columns, by: groups, level: level)
          : try design.total(of: columns, by: groups, level: level), named: targets)
    case .prevalence:
      try appendShares(of: targets, by: groups, of: described.design, to: &answer)
    case .ratio:
      let denominators = try denominator?.targets(in: data) ?? []
      guard denominators.count == 1 else { throw CommandError.severalDenominators(found: denominators.count) }
      let (design, columns) = try described.design.withNumbers(for: targets + denominators)
      for (column, target) in zip(columns, targets) {
        let name = ColumnTarget(column: target.description, level: denominators[0].description)
        answer.append(
          try design.ratio(of: column, to: columns[targets.count], by: groups, level: level), named: [name])
      }
    case .quantile:
      for target in targets {
        guard target.level == nil else { throw CommandError.quantileOfLevel(column: target.column) }
        for order in orders {
          let estimates = try described.design.quantile(order, of: Number(target.column), by: groups, level: level)
          answer.append(estimates, named: [ColumnTarget(column: target.column, level: "\(order)")])
        }
      }
    }
    if [.ratio, .quantile].contains(statistic), targets.count * orders.count > 1 {
      answer.note("The covariance between different \(statistic.rawValue)s is not computed.")
    }
    return answer
  }

  private func appendShares(
    of targets: [ColumnTarget], by groups: [Categorical], of design: SurveyDesign, to answer: inout EstimateAnswer
  ) throws {
    let data = design.data
    var shares: [ColumnTarget] = []
    for target in targets {
      if target.level != nil {
        shares.append(target)
      } else if let level = try data.affirmativeLevel(of: target.column) {
        shares.append(ColumnTarget(column: target.column, level: level))
      } else {
        let levels = try data.levels(of: Categorical(target.column))
        shares += levels.map { ColumnTarget(column: target.column, level: $0) }
      }
    }
    // Shares of all the levels of one variable cost one pass less each than as many statements.
    if targets.count == 1, targets[0].level == nil, shares.count > 1 {
      let estimates = try design.distribution(
        of: Categorical(targets[0].column), by: groups, interval: interval, level: level)
      answer.append(estimates, named: shares)
    } else {
      let statements = shares.map { Binary($0.column, isTrueFor: $0.level ?? "") }
      answer.append(
        try design.prevalence(of: statements, by: groups, interval: interval, level: level), named: shares)
    }
  }
}

extension SurveyDesign {
  /// Adds an indicator for each level that is asked as a number, and names the numeric columns.
  func withNumbers(for targets: [ColumnTarget]) throws -> (design: SurveyDesign, columns: [Number]) {
    var data = self.data
    var columns: [Number] = []
    for target in targets {
      if let level = target.level {
        let codes = try self.data.indicator(of: Binary(target.column, isTrueFor: level))
        data = try data.adding(
          target.description, .numbers(codes.map { MissingKind(code: $0)?.number ?? Double($0) }))
      }
      columns.append(Number(target.description))
    }
    return (replacingData(data), columns)
  }
}

extension Microdata {
  /// The level that stands for yes where a column holds nothing but yes and no in one of the usual spellings.
  func affirmativeLevel(of name: String) throws -> String? {
    switch try column(name) {
    case .numbers(let values):
      return values.allSatisfy { $0.isNaN || $0 == 0 || $0 == 1 } ? "1" : nil
    case .factor(let factor):
      let pairs = [["0", "1"], ["no", "yes"], ["nee", "ja"], ["false", "true"]]
      let levels = factor.levels.map { $0.lowercased() }
      guard levels.count == 2, let pair = pairs.first(where: { $0 == levels || $0 == levels.reversed() }) else {
        return nil
      }
      return levels.firstIndex(of: pair[1]).map { factor.levels[$0] }
    }
  }
}
