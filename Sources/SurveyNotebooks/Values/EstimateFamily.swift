internal import Foundation
internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyQuestions

/// The estimates of one request, each with its labels.
struct EstimateFamily {
  let request: EstimateRequest
  let estimates: Estimates
  /// The variable and level of each estimate in words.
  let itemLabels: [String]
  /// The level of each grouping variable in words.
  let groupLabels: [[String]]

  /// The number of estimates in each group.
  var itemCount: Int { estimates.prefix { $0.domain == estimates.first?.domain }.count }

  /// Whether the estimates differ in variable or level, so that a table must say which.
  var hasItems: Bool { itemCount > 1 }

  /// The position of the estimate of the same item in the level before that of the last grouping variable, all other
  /// groups being equal; nil for the first.
  func previous(of position: Int) -> Int? {
    let earlier = position - itemCount
    guard earlier >= 0, estimates[earlier].domain.dropLast() == estimates[position].domain.dropLast() else {
      return nil
    }
    return earlier
  }

  /// How the number of an estimate is written.
  func format(of estimate: Estimate) -> NumberFormat {
    NumberFormat.standard(for: estimate, decimals: request.decimals, multiple: request.multiple)
  }

  /// How the difference of two estimates is written.
  func differenceFormat(of estimate: Estimate) -> NumberFormat {
    switch estimate.statistic {
    case .prevalence: NumberFormat.percentagePoints(decimals: request.decimals ?? 1).signed
    default: format(of: estimate).signed
    }
  }
}

/// The design, the records and the language that the requests of a notebook are evaluated in.
struct EstimationContext {
  let design: SurveyDesign
  let dictionary: IndicatorDictionary?
  let language: Language
  let labels: Labels
  /// The folder that files are relative to.
  let folder: URL
  var notes = NotebookNotes()
  var files = FilesRead()

  /// The breaks in the definition of an indicator that lie between two estimates of it, with the waves they separate.
  func breakInSeries(
    between first: Estimate, and second: Estimate
  ) -> (from: String, to: String, breaks: [ComparabilityBreak])? {
    for (one, other) in zip(first.domain, second.domain) {
      let breaks = dictionary?.breaks(of: first.variable, between: one.level, and: other.level) ?? []
      guard !breaks.isEmpty else { continue }
      let isAscending = Double(one.level) ?? .nan <= Double(other.level) ?? .nan
      return isAscending ? (one.level, other.level, breaks) : (other.level, one.level, breaks)
    }
    return nil
  }

  /// Evaluates a request.
  func evaluate(_ request: EstimateRequest) throws(NotebookError) -> EstimateFamily {
    var design = self.design
    let data = design.data
    if case .asked = request.statistic {
      // The question restricts the design itself.
    } else if let condition = request.condition {
      let rows = try request.node.reading { () throws(MicrodataError) in try condition.rows(in: data) }
      design = design.restricted(to: rows)
      var levelled = request.groups
      if case .distribution(let variables) = request.statistic { levelled += variables }
      let (restricted, columns) = (design, levelled)
      design = try request.node.designing { () throws(DesignError) in
        try restricted.leavingOutLevels(of: columns, excludedBy: condition)
      }
    }
    let groups = request.groups.map { Categorical($0) }
    var itemLabels: [String]?
    let estimates: Estimates
    switch request.statistic {
    case .prevalence(let variables):
      let statements = try variables.map { variable throws(NotebookError) in
        try binary(variable, at: request.node)
      }
      itemLabels = statements.map { labels.label(of: $0, isPlain: data.isPlain($0)) }
      let interval = request.interval ?? .logit
      estimates = try request.node.estimating { () throws(EstimationError) in
        try design.prevalence(of: statements, by: groups, interval: interval, level: request.level)
      }
    case .distribution(let variables):
      guard let variable = variables.first, variables.count == 1 else {
        throw request.node.error(.unexpectedValue(key: "distribution", expected: "one variable"))
      }
      let interval = request.interval ?? .logit
      estimates = try request.node.estimating { () throws(EstimationError) in
        try design.distribution(of: Categorical(variable), by: groups, interval: interval, level: request.level)
      }
    case .mean(let variables):
      let stated = variables.map { VariableLevel(parsing: $0, in: data) }
      itemLabels = stated.map { label(of: $0) }
      estimates = try request.node.estimating { () throws(EstimationError) in
        let (design, columns) = try design.withNumbers(for: stated)
        return try design.mean(of: columns, by: groups, level: request.level)
      }
    case .total(let variables):
      let stated = variables.map { VariableLevel(parsing: $0, in: data) }
      itemLabels = stated.map { label(of: $0) }
      estimates = try request.node.estimating { () throws(EstimationError) in
        let (design, columns) = try design.withNumbers(for: stated)
        return try design.total(of: columns, by: groups, level: request.level)
      }
    case .count(let variables):
      let statements = try variables.map { variable throws(NotebookError) in
        try binary(variable, at: request.node)
      }
      itemLabels = statements.map { labels.label(of: $0, isPlain: data.isPlain($0)) }
      estimates = try request.node.estimating { () throws(EstimationError) in
        try design.population(of: statements, by: groups, level: request.level)
      }
    case .asked(let question):
      files.add(request.sources)
      let (whole, node) = (design, request.node)
      let found = try node.answering { () throws(QuestionError) in try question.answer(from: whole) }
      estimates = found.estimates
      switch question.statistic {
      case .mean, .total, .rate, .prevalence: itemLabels = found.names.map { label(of: $0) }
      case .ratio:
        itemLabels = try node.answering { () throws(QuestionError) in try question.variables.variables(in: data) }
          .map { label(of: $0) }
      default: break
      }
    case .ratio(let numerator, let denominator):
      let stated = [numerator, denominator].map { VariableLevel(parsing: $0, in: data) }
      itemLabels = [label(of: stated[0])]
      estimates = try request.node.estimating { () throws(EstimationError) in
        let (design, columns) = try design.withNumbers(for: stated)
        return try design.ratio(of: columns[0], to: columns[1], by: groups, level: request.level)
      }
    case .quantile(let variables, let order):
      guard let variable = variables.first, variables.count == 1 else {
        throw request.node.error(.unexpectedValue(key: "quantile", expected: "one variable"))
      }
      estimates = try request.node.estimating { () throws(EstimationError) in
        try design.quantile(order, of: Number(variable), by: groups, level: request.level)
      }
    }
    for diagnostic in estimates.diagnostics where diagnostic.isForAuthors {
      notes.add(diagnostic.description, line: request.node.line)
    }
    return EstimateFamily(
      request: request, estimates: estimates,
      itemLabels: estimates.indices.map { position in
        if let itemLabels { return itemLabels[position % itemLabels.count] }
        return labels.label(of: estimates[position])
      },
      groupLabels: estimates.map { estimate in
        estimate.domain.map { labels.label(ofLevel: $0.level, of: $0.variable) }
      })
  }

  /// The label of a variable, with that of its level where one is asked as a number.
  private func label(of stated: VariableLevel) -> String {
    guard let level = stated.level else { return labels.label(of: stated.variable) }
    let statement = Binary(stated.variable, isTrueFor: level)
    return labels.label(of: statement, isPlain: design.data.isPlain(statement))
  }

  /// Reads `variable` or `variable=level`.
  func binary(_ text: String, at node: NotebookNode) throws(NotebookError) -> Binary {
    let data = design.data
    return try node.reading { () throws(MicrodataError) in try data.statement(text) }
  }
}
