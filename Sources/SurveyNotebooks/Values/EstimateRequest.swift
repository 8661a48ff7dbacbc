internal import Foundation
internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyQuestions

/// What a notebook asks to be estimated: one statistic of some variables, in a domain, by groups.
struct EstimateRequest {
  /// The statistic and what it needs.
  enum Statistic {
    /// The share of one level of each variable, written `variable` or `variable=level`.
    case prevalence([String])
    /// The share of every level of each variable.
    case distribution([String])
    case mean([String])
    case total([String])
    /// The number of people behind a level, written `variable` or `variable=level`.
    case count([String])
    case ratio(String, over: String)
    case quantile([String], order: Double)
    /// Any other statistic that the command knows, asked in the same words.
    case asked(EstimateQuestion)
  }

  let node: NotebookNode
  let statistic: Statistic
  let groups: [String]
  let condition: Condition?
  let interval: IntervalMethod?
  let level: Double
  let decimals: Int?
  /// The whole number to whose multiples the number is rounded.
  let multiple: Int?
  /// What stands in the first label column, where the rows of a table come in sections.
  let section: String?
  /// What the row is called instead of the label of the variable, one text for each label column.
  let labels: [String]
  /// Whether groups without a record are left out, because the condition rules them out.
  let skipsEmpty: Bool
  /// The denominator in words.
  let denominator: String?

  private static let plainKeys = [
    "prevalence", "distribution", "mean", "total", "count", "ratio", "quantile", "median",
  ]
  /// The statistics that only a question of the command's words asks for.
  private static let askedKeys = EstimatedStatistic.allCases.map(\.rawValue).filter { !plainKeys.contains($0) }
  /// What makes a statistic one of those: the points, rules and populations of the command.
  private static let askedOptions = ["at", "rule", "population", "per", "totals"]
  static let statisticKeys = plainKeys + askedKeys
  static let keys =
    statisticKeys + askedOptions + [
      "by", "where", "interval", "level", "order", "over", "decimals", "round", "section", "label", "denominator",
      "skip-empty",
    ]

  /// Reads a request from a mapping whose keys have been checked.
  init(_ mapping: NotebookMapping, groups: [String]? = nil, folder: URL) throws(NotebookError) {
    node = mapping.node
    let key = try mapping.onlyKey(among: EstimateRequest.statisticKeys)
    let variables = try mapping.texts(key)
    guard !variables.isEmpty else { throw node.error(.unexpectedValue(key: key, expected: "at least one variable")) }
    let isAsked = Self.askedKeys.contains(key) || !mapping.keys(among: Self.askedOptions).isEmpty
    if isAsked { try mapping.refuse(["skip-empty"], beside: key) }
    if key != "ratio" { try mapping.refuse(["over"], beside: key) }
    if key != "quantile" { try mapping.refuse(["order"], beside: key) }
    if key != "prevalence", key != "distribution", !isAsked { try mapping.refuse(["interval"], beside: key) }
    if ["prevalence", "distribution", "ratio"].contains(key) { try mapping.refuse(["round"], beside: key) }
    if mapping["round"] != nil { try mapping.refuse(["decimals"], beside: "round") }
    switch key {
    case _ where isAsked: statistic = .asked(try Self.question(key, mapping, groups: groups, folder: folder))
    case "prevalence": statistic = .prevalence(variables)
    case "distribution": statistic = .distribution(variables)
    case "mean": statistic = .mean(variables)
    case "total": statistic = .total(variables)
    case "count": statistic = .count(variables)
    case "ratio": statistic = .ratio(try mapping.requiredText(key), over: try mapping.requiredText("over"))
    default: statistic = .quantile(variables, order: try mapping.number("order") ?? 0.5)
    }
    if let groups { self.groups = groups } else { self.groups = try mapping.texts("by") }
    if let text = try mapping.text("where"), let place = mapping["where"] {
      condition = try place.reading { () throws(MicrodataError) -> Condition in try Condition(parsing: text) }
    } else {
      condition = nil
    }
    interval = try mapping.word("interval", as: IntervalMethod.self)
    level = try mapping.number("level") ?? 0.95
    decimals = try mapping.decimals()
    multiple = try mapping.multiple()
    section = try mapping.text("section")
    labels = try mapping.texts("label")
    skipsEmpty = try mapping.flag("skip-empty")
    denominator = try mapping.text("denominator")
  }
}

extension EstimateRequest {
  /// The file of the population that it asks about, if any.
  var sources: [DataSource] {
    guard case .asked(let question) = statistic else { return [] }
    return [question.population?.source].compactMap { $0 }
  }

  /// The question in the words of the command: the key of the statistic names its variables.
  private static func question(
    _ key: String, _ mapping: NotebookMapping, groups: [String]?, folder: URL
  ) throws(NotebookError) -> EstimateQuestion {
    guard key != "distribution", key != "count" else {
      throw mapping.node.error(.keyDoesNotApply(mapping.keys(among: askedOptions).first ?? key, to: key))
    }
    return try mapping.asking { words throws(QuestionError) in
      var words = words.renaming(key, "of").renaming("order", "quantile").placing(files: { folder.path(of: $0) })
      if let groups { words = QuestionWords(["by": groups]).adding(words) }
      let statistic = key == "median" ? "quantile" : key
      return try EstimateQuestion(QuestionWords(["statistic": [statistic]]).adding(words))
    }
  }
}

extension NotebookNode {
  /// Runs a step on the records and places its error here.
  func reading<Result>(_ step: () throws(MicrodataError) -> Result) throws(NotebookError) -> Result {
    do { return try step() } catch { throw self.error(.microdata(error)) }
  }

  /// Runs an estimation and places its error here.
  func estimating<Result>(_ step: () throws(EstimationError) -> Result) throws(NotebookError) -> Result {
    do { return try step() } catch { throw self.error(.estimation(error)) }
  }
}
