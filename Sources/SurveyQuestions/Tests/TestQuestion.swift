public import SurveyEstimates
public import SurveyMicrodata
public import SurveyModels

/// What is to be tested: an association of two variables, a difference between groups, or a trend over waves.
///
/// ```swift
/// let question = TestQuestion(.association(rows: "sch.wide", columns: "stype"))
/// let answer = try question.answer(from: design)
/// ```
public struct TestQuestion: Sendable {
  /// The forms of a test.
  public enum Form: Sendable {
    /// Whether two variables go together.
    case association(rows: ColumnNames, columns: ColumnNames, TableStatistic = .raoScottF)
    /// Whether the means or shares of groups differ, two at a time.
    case difference(of: ColumnNames, between: ColumnNames)
    /// Whether groups differ in their places on a variable.
    case ranks(RankScore, of: ColumnNames, between: ColumnNames)
    /// Whether a mean or share changes over waves, which can be adjusted for other variables.
    case trend(of: ColumnNames, over: ColumnNames, adjustedFor: Terms? = nil)
  }

  /// What is tested.
  public var form: Form
  /// How the p-values of several comparisons are adjusted.
  public var adjustment: MultiplicityAdjustment
  /// Which records are in the domain.
  public var condition: Condition?
  /// The probability with which an interval covers; 1 less it is the level of the tests.
  public var level: Double

  /// Asks for a test.
  public init(
    _ form: Form, adjustment: MultiplicityAdjustment = .holm, condition: Condition? = nil, level: Double = 0.95
  ) {
    self.form = form
    self.adjustment = adjustment
    self.condition = condition
    self.level = level
  }

  /// The names of the options.
  public static let options = [
    "rows", "columns", "difference", "trend", "of", "adjusted-for", "statistic", "multiplicity", "where", "level",
  ]

  /// Reads the options.
  public init(_ words: QuestionWords) throws(QuestionError) {
    let forms = ["rows", "difference", "trend"].filter {
      words.has($0) || ($0 == "rows" && words.has("columns"))
    }
    guard let form = forms.first else { throw .noTest }
    if forms.count > 1 { throw .optionsExclude(forms[0], forms[1]) }
    if form != "trend", words.has("adjusted-for") { throw .missingCompanion("adjusted-for", needs: "trend") }
    let level = try words.level()
    let read: Form
    if form == "rows" {
      guard let rows = try words.columns("rows") else { throw .missingCompanion("columns", needs: "rows") }
      guard let columns = try words.columns("columns") else { throw .missingCompanion("rows", needs: "columns") }
      if words.has("of") { throw .optionsExclude("rows", "of") }
      read = .association(rows: rows, columns: columns, try words.statistic(TableStatistic.self) ?? .raoScottF)
    } else {
      guard let variable = try words.columns("of") else { throw .missingCompanion(form, needs: "of") }
      if let groups = try words.columns("difference") {
        let isOfMeans = try words.text("statistic") == "t"
        let score = isOfMeans ? nil : try words.statistic(RankScore.self, beside: ["t"])
        read =
          score.map { .ranks($0, of: variable, between: groups) } ?? .difference(of: variable, between: groups)
      } else {
        if words.has("statistic") { throw .optionsExclude("trend", "statistic") }
        guard let waves = try words.columns("trend") else { throw .noTest }
        read = .trend(of: variable, over: waves, adjustedFor: try words.terms("adjusted-for"))
      }
    }
    let adjustment = try words.word("multiplicity", known: MultiplicityAdjustment.allCases.map(\.rawValue)) {
      MultiplicityAdjustment(rawValue: $0)
    }
    self.init(read, adjustment: adjustment ?? .holm, condition: try words.condition("where"), level: level)
  }
}

extension QuestionWords {
  /// The statistic among those of a form.
  fileprivate func statistic<Choice: RawRepresentable & CaseIterable>(
    _ choice: Choice.Type, beside others: [String] = []
  ) throws(QuestionError) -> Choice? where Choice.RawValue == String {
    try word("statistic", known: others + Choice.allCases.map(\.rawValue)) { Choice(rawValue: $0) }
  }

  /// The right side of a formula, whose left side the question has already.
  fileprivate func terms(_ option: String) throws(QuestionError) -> Terms? {
    guard let text = try text(option) else { return nil }
    do throws(ModelError) { return try ModelFormula(parsing: "outcome ~ \(text)").terms } catch {
      throw .malformedFormula(error)
    }
  }
}
