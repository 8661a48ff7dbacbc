public import SurveyDesigns
public import SurveyMicrodata

/// Counts and combinations of statements about a record, such as the forms of violence that a child has met.
///
/// A record that lacks the answer to any of the statements is missing: an unknown answer is no "no".
extension SurveyDesign {
  /// Estimates the shares of records for which none, one, two and so on of the statements hold, in every group.
  ///
  /// Counts from the limit on are taken together: 3 gives none, 1, 2 and 3+.
  public func countDistribution(
    of statements: [Binary], upTo limit: Int = 3, by groups: [Categorical] = [], interval: IntervalMethod = .logit,
    level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    let answers = try answers(to: statements)
    let last = max(1, min(limit, statements.count))
    let levels = (0...last).map { $0 < last || last == statements.count ? "\($0)" : "\($0)+" }
    return try shares(
      of: answers.codes { min($0.count(where: \.self), last) }, levels: levels, named: answers.name, by: groups,
      interval: interval, level: level)
  }

  /// Estimates the cumulative index: the shares of records for which at least one, two and so on of the statements hold.
  public func cumulativeIndex(
    of statements: [Binary], by groups: [Categorical] = [], interval: IntervalMethod = .logit, level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    let answers = try answers(to: statements)
    let measures = (1...statements.count).map { least in
      Measure.levels(answers.codes { $0.count(where: \.self) >= least ? 1 : 0 }, count: 2)
    }
    let targets = measures.indices.map { position in
      Estimator.Target(
        variable: answers.name, level: position + 1 < statements.count ? "\(position + 1)+" : "\(position + 1)",
        measure: position, valueSum: Measure.valueSum + 1)
    }
    return try estimates(Estimator.shares(of: measures, targets), by: groups, interval: interval, level: level)
  }

  /// Estimates the mean number of statements that hold, in every group.
  public func meanCount(
    of statements: [Binary], by groups: [Categorical] = [], level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    let answers = try answers(to: statements)
    let counts = answers.codes { $0.count(where: \.self) }.map { $0 < 0 ? Double.nan : Double($0) }
    let target = Estimator.Target(variable: answers.name, level: nil, measure: 0, valueSum: Measure.valueSum)
    return try estimates(.means(of: [.number(counts)], [target]), by: groups, interval: .wald, level: level)
  }

  /// Estimates the share of each pattern of statements, every record having exactly one, in every group.
  ///
  /// A pattern names the statements that hold ("a only", "a + b", "none"). Those that no record of the data has are left
  /// out; the others stand in the order none, a, b, a + b, c ...
  public func patterns(
    of statements: [Binary], by groups: [Categorical] = [], interval: IntervalMethod = .logit, level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    let limit = ComputationLimits.standard.statements
    guard statements.count <= limit else { throw .tooManyStatements(limit: limit, found: statements.count) }
    let answers = try answers(to: statements)
    let codes = answers.codes { holds in holds.indices.reduce(0) { holds[$1] ? $0 | 1 << $1 : $0 } }
    let present = Set(codes.filter { $0 >= 0 }).sorted()
    let position = Dictionary(uniqueKeysWithValues: present.enumerated().map { ($1, Int32($0)) })
    let levels = present.map { pattern -> String in
      let names = statements.indices.filter { pattern & (1 << Int32($0)) != 0 }.map { statements[$0].name }
      switch names.count {
      case 0: return "none"
      case 1: return names[0] + " only"
      default: return names.joined(separator: " + ")
      }
    }
    return try shares(
      of: codes.map { position[$0] ?? $0 }, levels: levels, named: answers.name, by: groups, interval: interval,
      level: level)
  }

  /// Estimates the share of records for which both statements of each pair hold, in every group.
  ///
  /// Each pair leaves out the records that lack one of its two answers.
  public func coOccurrence(
    of statements: [Binary], by groups: [Categorical] = [], interval: IntervalMethod = .logit, level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    guard statements.count > 1 else {
      throw .tooFewVariables(.prevalence, needed: 2, found: statements.count)
    }
    var measures: [Measure] = []
    var targets: [Estimator.Target] = []
    for first in statements.indices {
      for second in statements[(first + 1)...] {
        let pair = try answers(to: [statements[first], second])
        targets.append(
          Estimator.Target(
            variable: statements[first].name, level: second.name, measure: measures.count,
            valueSum: Measure.valueSum + 1))
        measures.append(.levels(pair.codes { $0.allSatisfy(\.self) ? 1 : 0 }, count: 2))
      }
    }
    return try estimates(Estimator.shares(of: measures, targets), by: groups, interval: interval, level: level)
  }

  private func answers(to statements: [Binary]) throws(EstimationError) -> Answers {
    guard !statements.isEmpty else { throw .tooFewVariables(.prevalence, needed: 1, found: 0) }
    let data = self.data
    var columns: [[Int32]] = []
    for statement in statements {
      columns.append(try estimating { () throws(MicrodataError) in try data.indicator(of: statement) })
    }
    return Answers(columns: columns, name: statements.map(\.name).joined(separator: " + "))
  }

  private func shares(
    of codes: [Int32], levels: [String], named name: String, by groups: [Categorical], interval: IntervalMethod,
    level: Double
  ) throws(EstimationError) -> Estimates {
    let targets = levels.enumerated().map { position, level in
      Estimator.Target(variable: name, level: level, measure: 0, valueSum: Measure.valueSum + position)
    }
    return try estimates(
      Estimator.shares(of: [.levels(codes, count: levels.count)], targets), by: groups, interval: interval, level: level
    )
  }
}

/// The answers to several statements, record by record.
private struct Answers {
  let columns: [[Int32]]
  let name: String

  /// Returns a code for each record from which statements hold; missing where any answer is.
  func codes(_ body: ([Bool]) -> Int) -> [Int32] {
    columns[0].indices.map { row in
      if let missing = columns.first(where: { $0[row] < 0 }) { return missing[row] }
      return Int32(body(columns.map { $0[row] == 1 }))
    }
  }
}
