import Peilstok

/// What `test` was asked.
struct TestRequest {
  /// The forms of a test.
  enum Question {
    case association(rows: ColumnList, columns: ColumnList, TableStatistic)
    case difference(of: ColumnList, by: ColumnList)
    case ranks(RankScore, of: ColumnList, by: ColumnList)
    case trend(over: ColumnList, of: ColumnList, adjustedFor: Terms?)
  }

  let question: Question
  let adjustment: MultiplicityAdjustment
  let level: Double
}

extension TestRequest {
  /// Makes the tests.
  func answer(from described: DescribedDesign, dictionary: IndicatorDictionary?) throws -> TestAnswer {
    let design = described.design
    let rules: (String) -> ComparisonRules = { wave in
      ComparisonRules(level: level, adjustment: adjustment, dictionary: dictionary, wave: wave)
    }
    var answer = TestAnswer(
      level: level, adjustment: adjustment, diagnostics: described.diagnostics,
      labels: LevelLabels(codebook: design.data.codebook))
    switch question {
    case .association(let rows, let columns, let statistic):
      let (rows, columns) = (try rows.only(in: design.data), try columns.only(in: design.data))
      let table = try design.crossTabulation(of: Categorical(rows), with: Categorical(columns))
      answer.note(table.shares.diagnostics.map(\.description))
      answer.note(missing: table.missingCount)
      answer.append(try table.test(statistic), named: "\(rows) x \(columns)")
    case .difference(let variable, let groups):
      let groups = try groups.only(in: design.data)
      let (numbered, column) = try design.numbered(variable)
      let means = try numbered.mean(of: column, by: Categorical(groups), level: level)
      let known = means.indices.filter { means[$0].unweightedCount > 0 }
      guard known.count > 1 else { throw EstimationError.tableTooSmall(rows: 1, columns: known.count) }
      let pairs = known.indices.flatMap { later in (0..<later).map { (known[later], known[$0]) } }
      answer.note(means)
      // The degrees of freedom are those of R's svyttest.
      for comparison in means.comparisons(of: pairs, rules: rules(groups), lostDegreesOfFreedom: 1) {
        answer.append(comparison, statistic: "t")
      }
    case .ranks(let score, let variable, let groups):
      let groups = try groups.only(in: design.data)
      let (numbered, column) = try design.numbered(variable)
      answer.append(
        try numbered.rankTest(score, of: column, by: Categorical(groups), level: level),
        named: "\(column.name) by \(groups)")
    case .trend(let wave, let variable, let terms):
      let wave = try wave.only(in: design.data)
      try appendTrend(of: variable, over: wave, adjustedFor: terms, rules: rules(wave), of: design, to: &answer)
    }
    return answer
  }

  private func appendTrend(
    of variable: ColumnList, over wave: String, adjustedFor terms: Terms?, rules: ComparisonRules,
    of design: SurveyDesign, to answer: inout TestAnswer
  ) throws {
    var target = try variable.target(in: design.data)
    if case .factor = try design.data.column(target.column) { target = try target.statement(in: design.data) }
    guard let level = try target.level ?? design.data.affirmativeLevel(of: target.column) else {
      if terms != nil { throw CommandError.adjustedMean(column: target.column) }
      let means = try design.mean(of: Number(target.column), by: Categorical(wave), level: self.level)
      answer.note(means)
      let trend = try means.trend(over: wave, rules: rules)
      // Two waves have a difference and no trend.
      if trend.waves.count > 2 {
        answer.append(linear: trend.linear, quadratic: trend.quadratic, verdict: trend.verdict, of: target.column)
      }
      for comparison in trend.differences { answer.append(comparison, statistic: "t") }
      return
    }
    let statement = Binary(target.column, isTrueFor: level)
    let shares = try design.prevalence(of: statement, by: Categorical(wave), level: self.level)
    answer.note(shares)
    let known = shares.indices.filter { shares[$0].value.isFinite }
    // Two waves have a difference and no trend, unless the difference is to be adjusted.
    if known.count != 2 || terms != nil {
      let trend = try design.adjustedTrend(
        of: statement, over: Categorical(wave), adjustedFor: terms ?? Terms(), rules: rules)
      answer.append(trend, of: ColumnTarget(column: target.column, level: level))
    }
    let pairs = known.indices.flatMap { later in (0..<later).map { (known[later], known[$0]) } }
    for comparison in shares.comparisons(of: pairs, rules: rules) { answer.append(comparison, statistic: "t") }
  }
}

extension ColumnList {
  /// Returns the one column, with or without a level, that is named.
  fileprivate func target(in data: Microdata) throws -> ColumnTarget {
    let targets = try targets(in: data)
    guard targets.count == 1 else { throw CommandError.severalVariables(option: option, found: targets.count) }
    _ = try data.column(targets[0].column)
    return targets[0]
  }
}

extension SurveyDesign {
  /// Returns the design with the one variable as a number: itself, or the indicator of its level or its yes.
  fileprivate func numbered(_ variable: ColumnList) throws -> (design: SurveyDesign, column: Number) {
    var target = try variable.target(in: data)
    if target.level == nil, case .factor = try data.column(target.column) { target = try target.statement(in: data) }
    let (design, columns) = try withNumbers(for: [target.stated])
    return (design, columns[0])
  }
}

extension ColumnTarget {
  /// The target with the level that is certain to mean yes where none is named.
  fileprivate func statement(in data: Microdata) throws -> ColumnTarget {
    ColumnTarget(column: column, level: try data.statement(of: stated).trueLevels.first)
  }
}
