public import SurveyDesigns
internal import SurveyEstimates
public import SurveyMicrodata
internal import SurveyModels

/// The tests of a question.
extension TestQuestion {
  /// Makes the tests in the domain of the question.
  ///
  /// - Parameters:
  ///   - design: the design of the records.
  ///   - dictionary: the dictionary that says where a series of figures breaks.
  ///   - diagnostics: what is worth saying before what the tests say themselves, such as how the design was described.
  /// - Returns: The tests, with what is worth knowing about them.
  /// - Throws: `QuestionError` for a question that the records cannot answer.
  public func answer(
    from design: SurveyDesign, dictionary: IndicatorDictionary? = nil, diagnostics: [String] = []
  ) throws(QuestionError) -> TestAnswer {
    var design = design
    if let condition {
      let whole = design
      design = try designing { () throws(DesignError) in try whole.restricted(to: condition) }
    }
    let data = design.data
    var answer = TestAnswer(level: level, adjustment: adjustment, diagnostics: diagnostics)
    let rules: (String) -> ComparisonRules = { wave in
      ComparisonRules(level: level, adjustment: adjustment, dictionary: dictionary, wave: wave)
    }
    switch form {
    case .association(let rows, let columns, let statistic):
      let (rows, columns) = (try rows.name(in: data), try columns.name(in: data))
      try answer.appendAssociation(of: rows, with: columns, statistic, in: design)
    case .difference(let variable, let groups):
      let groups = try groups.name(in: data)
      try answer.appendDifferences(of: variable, by: groups, rules: rules(groups), in: design)
    case .ranks(let score, let variable, let groups):
      let groups = try groups.name(in: data)
      let (numbered, column) = try design.numbered(variable)
      let level = level
      let test = try estimating { () throws(EstimationError) in
        try numbered.rankTest(score, of: column, by: Categorical(groups), level: level)
      }
      answer.append(test, of: column.name, by: groups)
    case .trend(let variable, let wave, let terms):
      let wave = try wave.name(in: data)
      try answer.appendTrend(of: variable, over: wave, adjustedFor: terms, rules: rules(wave), in: design)
    }
    return answer
  }
}

extension TestAnswer {
  fileprivate mutating func appendAssociation(
    of rows: String, with columns: String, _ statistic: TableStatistic, in design: SurveyDesign
  ) throws(QuestionError) {
    let (table, test) = try estimating { () throws(EstimationError) -> (CrossTabulation, TableTest) in
      let table = try design.crossTabulation(of: Categorical(rows), with: Categorical(columns))
      return (table, try table.test(statistic))
    }
    note(table.shares.diagnostics.map(\.description))
    note(missing: table.missingCount)
    note(test.diagnostics.map(\.description))
    append(
      TestedNumber(
        subject: .association(rows: rows, columns: columns), statistic: test.statistic.rawValue, value: test.value,
        degreesOfFreedom: test.degreesOfFreedom, pValue: test.pValue, adjustedPValue: nil,
        outcome: association(test.pValue), number: nil, isOfShares: false, unweightedCount: test.unweightedCount))
  }

  fileprivate mutating func appendDifferences(
    of variable: ColumnNames, by groups: String, rules: ComparisonRules, in design: SurveyDesign
  ) throws(QuestionError) {
    let (numbered, column) = try design.numbered(variable)
    let isOfShares = try variable.statement(in: design.data).level != nil
    let level = level
    let means = try estimating { () throws(EstimationError) in
      try numbered.mean(of: column, by: Categorical(groups), level: level)
    }
    let known = means.indices.filter { means[$0].unweightedCount > 0 }
    guard known.count > 1 else { throw .estimation(.tableTooSmall(rows: 1, columns: known.count)) }
    note(means)
    // The degrees of freedom are those of R's svyttest.
    for comparison in means.comparisons(of: pairs(of: known), rules: rules, lostDegreesOfFreedom: 1) {
      append(comparison, isOfShares: isOfShares)
    }
  }

  fileprivate mutating func append(_ test: RankTest, of variable: String, by groups: String) {
    note(test.diagnostics.map(\.description))
    append(
      TestedNumber(
        subject: .ranks(of: variable, between: groups), statistic: test.score.rawValue, value: test.value,
        degreesOfFreedom: test.degreesOfFreedom, pValue: test.pValue, adjustedPValue: nil,
        outcome: test.difference.map { .comparison($0.verdict(significance: 1 - level)) } ?? association(test.pValue),
        number: test.difference?.number, isOfShares: false, unweightedCount: test.unweightedCount))
  }

  fileprivate mutating func appendTrend(
    of variable: ColumnNames, over wave: String, adjustedFor terms: Terms?, rules: ComparisonRules,
    in design: SurveyDesign
  ) throws(QuestionError) {
    let stated = try variable.statement(in: design.data)
    let (level, data) = (level, design.data)
    var yes = stated.level
    if yes == nil {
      yes = try reading { () throws(MicrodataError) in try data.affirmativeLevel(of: stated.variable) }
    }
    guard let yes else {
      if terms != nil { throw .adjustedMean(column: stated.variable) }
      let (means, trend) = try estimating { () throws(EstimationError) -> (Estimates, Trend) in
        let means = try design.mean(of: Number(stated.variable), by: Categorical(wave), level: level)
        return (means, try means.trend(over: wave, rules: rules))
      }
      note(means)
      // Two waves have a difference and no trend.
      if trend.waves.count > 2 {
        append(trend.linear, statistic: "linear-trend", of: .trend(stated), verdict: trend.verdict)
        appendQuadratic(trend.quadratic, of: .trend(stated))
      }
      for comparison in trend.differences { append(comparison, isOfShares: false) }
      return
    }
    let statement = Binary(stated.variable, isTrueFor: yes)
    let shares = try estimating { () throws(EstimationError) in
      try design.prevalence(of: statement, by: Categorical(wave), level: level)
    }
    note(shares)
    let known = shares.indices.filter { shares[$0].value.isFinite }
    // Two waves have a difference and no trend, unless the difference is to be adjusted.
    if known.count != 2 || terms != nil {
      let trend = try modelling { () throws(ModelError) in
        try design.adjustedTrend(
          of: statement, over: Categorical(wave), adjustedFor: terms ?? Terms(), rules: rules)
      }
      append(trend, of: .trend(VariableLevel(stated.variable, level: yes)))
    }
    for comparison in shares.comparisons(of: pairs(of: known), rules: rules) {
      append(comparison, isOfShares: true)
    }
  }

  private mutating func append(_ trend: AdjustedTrend, of subject: TestedNumber.Subject) {
    note(trend.fit?.diagnostics.map(\.description) ?? [])
    for (statistic, coefficient) in [("linear-trend", trend.linear), ("quadratic-trend", trend.quadratic)] {
      guard let coefficient else { continue }
      let verdict = Verdict(ofDistance: coefficient.estimate, pValue: coefficient.pValue, significance: 1 - level)
      append(
        TestedNumber(
          subject: subject, statistic: statistic, value: coefficient.statistic,
          degreesOfFreedom: [coefficient.number.degreesOfFreedom], pValue: coefficient.pValue, adjustedPValue: nil,
          outcome: .comparison(verdict), number: coefficient.number, isOfShares: false,
          unweightedCount: trend.fit?.unweightedCount))
    }
    if trend.linear == nil { append(nil, statistic: "linear-trend", of: subject, verdict: trend.verdict) }
  }

  private mutating func append(_ comparison: EstimateComparison, isOfShares: Bool) {
    append(
      comparison.difference, statistic: "t",
      of: .difference(comparison.first.domain, minus: comparison.second.domain),
      adjusted: comparison.adjustedPValue, isOfShares: isOfShares, verdict: comparison.verdict)
  }

  private mutating func appendQuadratic(_ contrast: Contrast?, of subject: TestedNumber.Subject) {
    guard let contrast else { return }
    append(
      contrast, statistic: "quadratic-trend", of: subject, verdict: contrast.verdict(significance: 1 - level))
  }

  private mutating func append(
    _ contrast: Contrast?, statistic: String, of subject: TestedNumber.Subject, adjusted: Double? = nil,
    isOfShares: Bool = false, verdict: Verdict
  ) {
    if case .notComparable(let breaks) = verdict {
      note(
        breaks.map { broken in
          let reason = broken.reason.text(in: "en").map { " \($0)" } ?? ""
          return "Figures from \(broken.wave) on are not comparable with earlier ones.\(reason)"
        })
    }
    note(contrast?.diagnostics.map { "\(subject.name): \($0)" } ?? [])
    append(
      TestedNumber(
        subject: subject, statistic: statistic, value: contrast?.statistic ?? .nan,
        degreesOfFreedom: contrast.map { [$0.number.degreesOfFreedom] } ?? [], pValue: contrast?.pValue ?? .nan,
        adjustedPValue: adjusted, outcome: .comparison(verdict), number: contrast?.number,
        isOfShares: isOfShares, unweightedCount: contrast?.unweightedCount))
  }

  private func association(_ pValue: Double) -> TestedNumber.Outcome {
    .association(isDemonstrable: pValue < 1 - level)
  }

  /// Every later position with every earlier one.
  private func pairs(of known: [Int]) -> [(Int, Int)] {
    known.indices.flatMap { later in (0..<later).map { (known[later], known[$0]) } }
  }
}

extension ColumnNames {
  /// Returns the one variable that is meant, of which texts have the level that is certain to mean yes.
  fileprivate func statement(in data: Microdata) throws(QuestionError) -> VariableLevel {
    let stated = try variables(in: data)
    guard stated.count == 1 else { throw .severalVariables(option: option, found: stated.count) }
    return try reading { () throws(MicrodataError) -> VariableLevel in
      guard case .factor = try data.column(stated[0].variable) else { return stated[0] }
      return VariableLevel(stated[0].variable, level: try data.statement(of: stated[0]).trueLevels.first)
    }
  }
}

extension SurveyDesign {
  /// Returns the design with the one variable as a number: itself, or the indicator of its level or its yes.
  fileprivate func numbered(_ variable: ColumnNames) throws(QuestionError) -> (design: SurveyDesign, column: Number) {
    let stated = try variable.statement(in: data)
    return try estimating { () throws(EstimationError) -> (SurveyDesign, Number) in
      let (design, columns) = try withNumbers(for: [stated])
      return (design, columns[0])
    }
  }
}
