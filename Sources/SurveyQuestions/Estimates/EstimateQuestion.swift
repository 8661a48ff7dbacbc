public import SurveyEstimates
public import SurveyMicrodata

/// What is to be estimated: one statistic of some variables, in a domain, by groups.
///
/// ```swift
/// let question = EstimateQuestion(.prevalence, of: "sch.wide=Yes", groups: ["stype"])
/// let answer = try question.answer(from: design)
/// ```
public struct EstimateQuestion: Sendable {
  /// The statistic.
  public var statistic: EstimatedStatistic
  /// The variables, each with or without one of its levels.
  public var variables: ColumnNames
  /// The denominator of a ratio.
  public var denominator: ColumnNames?
  /// The orders of quantiles.
  public var orders: [Double]
  /// The rule for quantiles; nil for that of the conventions.
  public var rule: QuantileRule?
  /// The points of a distribution function or density, or the breaks of a histogram.
  public var points: [Double]
  /// The variables whose combinations of levels are the groups.
  public var groups: ColumnNames?
  /// Which records are in the domain.
  public var condition: Condition?
  /// Whether a total over each group is added.
  public var hasTotals: Bool
  /// The people that a rate is of, or to whom a mean, share or ratio is standardised.
  public var population: PopulationCounts?
  /// How many people a rate is for.
  public var per: Double
  /// The method of the interval; nil for the first of the statistic.
  public var interval: IntervalMethod?
  /// The probability with which an interval covers.
  public var level: Double

  /// Asks for a statistic.
  public init(
    _ statistic: EstimatedStatistic, of variables: ColumnNames, over denominator: ColumnNames? = nil,
    orders: [Double] = [0.5], rule: QuantileRule? = nil, points: [Double] = [], groups: ColumnNames? = nil,
    condition: Condition? = nil, hasTotals: Bool = false, population: PopulationCounts? = nil, per: Double = 1000,
    interval: IntervalMethod? = nil, level: Double = 0.95
  ) {
    self.statistic = statistic
    self.variables = variables
    self.denominator = denominator
    self.orders = orders
    self.rule = rule
    self.points = points
    self.groups = groups
    self.condition = condition
    self.hasTotals = hasTotals
    self.population = population
    self.per = per
    self.interval = interval
    self.level = level
  }

  /// The names of the options.
  public static let options = [
    "statistic", "of", "over", "quantile", "rule", "at", "by", "totals", "population", "per", "where", "interval",
    "level",
  ]

  /// Reads the options, and the file of the population where one is named.
  public init(_ words: QuestionWords) throws(QuestionError) {
    let known = EstimatedStatistic.allCases.map(\.rawValue)
    guard let statistic = try words.word("statistic", known: known, { EstimatedStatistic(rawValue: $0) }) else {
      throw .missingOption("statistic")
    }
    for (option, statistics) in EstimatedStatistic.optionsOfSome {
      if words.has(option), !statistics.contains(statistic) {
        throw .optionOfOtherStatistics(option, statistic, others: statistics)
      }
      if !words.has(option), statistic.neededOption == option {
        throw .missingCompanion("statistic \(statistic.rawValue)", needs: option)
      }
    }
    let interval = try words.word("interval", known: IntervalMethod.allCases.map(\.rawValue)) {
      IntervalMethod(rawValue: $0)
    }
    if let interval, !statistic.intervals.contains(interval) {
      throw .intervalOfOtherStatistics(interval, statistic)
    }
    if words.has("totals"), !words.has("by") { throw .missingCompanion("totals", needs: "by") }
    let orders = try words.listed("quantile") ?? ["0.5"]
    guard let variables = try words.columns("of") else { throw .missingOption("of") }
    self.init(
      statistic, of: variables, over: try words.columns("over"),
      orders: try orders.map { text throws(QuestionError) in
        try words.probability(text, option: "quantile", example: "0.5")
      },
      rule: try words.word("rule", known: QuantileRule.allCases.map(\.rawValue)) { QuantileRule(rawValue: $0) },
      points: try words.numberList("at", example: "10,20") ?? [], groups: try words.columns("by"),
      condition: try words.condition("where"), hasTotals: try words.flag("totals"),
      population: try words.text("population").map { path throws(QuestionError) in
        try PopulationCounts(contentsOf: path)
      },
      per: try words.numberList("per", example: "1000")?.first ?? 1000, interval: interval,
      level: try words.level())
  }
}

extension QuestionWords {
  /// The texts of a list; nil where the option was not given.
  fileprivate func listed(_ option: String) throws(QuestionError) -> [String]? {
    guard has(option) else { return nil }
    let texts = all(option).flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let limit = ComputationLimits.standard.listed
    guard texts.count <= limit else { throw .tooManyListed(option: option, found: texts.count, limit: limit) }
    return texts
  }

  fileprivate func numberList(_ option: String, example: String) throws(QuestionError) -> [Double]? {
    try listed(option)?.map { text throws(QuestionError) in
      guard let number = Double(text.filter { !$0.isWhitespace }), number.isFinite else {
        throw .notANumberList(option: option, found: all(option).joined(separator: ","), example: example)
      }
      return number
    }
  }
}
