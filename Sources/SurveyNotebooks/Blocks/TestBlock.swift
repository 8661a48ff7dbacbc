internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyQuestions

/// Evaluates an entry that gives a name to tests, asked in the words of the command.
struct TestBlock {
  let context: EstimationContext

  func result(of entry: NotebookNode) throws(NotebookError) -> NamedResult {
    let mapping = try NotebookMapping(entry, known: TestQuestion.options + ["decimals"])
    let question = try mapping.asking { words throws(QuestionError) in try TestQuestion(words) }
    let decimals = try mapping.decimals()
    let (design, dictionary) = (context.design, context.dictionary)
    let answer = try entry.answering { () throws(QuestionError) in
      try question.answer(from: design, dictionary: dictionary)
    }
    for sentence in answer.diagnostics { context.notes.add(sentence, line: entry.line) }
    let fitted = FittedTests(answer: answer, decimals: decimals)
    let sentences = Sentences(language: context.language)
    return NamedResult(answer.elements.map { sentences.element(of: $0, in: fitted) }, payload: .tests(fitted))
  }
}

/// Tests with the way their numbers are written.
struct FittedTests {
  let answer: TestAnswer
  let decimals: Int?

  /// How the number that a test is about is written.
  func format(of test: TestedNumber) -> NumberFormat {
    test.isOfShares ? .percentagePoints(decimals: decimals ?? 1).signed : .number(decimals: decimals ?? 2).signed
  }
}

extension Sentences {
  /// The fields of a test: the number that it is about, where it is about one, and else its statistic.
  func element(of test: TestedNumber, in fitted: FittedTests) -> NamedResult.Element {
    let number = { (value: Double, decimals: Int) in NumberFormat.number(decimals: decimals).text(value, in: language) }
    var fields = ResultFields()
    fields.set("statistic", test.value) { number($0, 2) }
    fields.set("p", test.pValue) { NumberFormat.pValue.text($0, in: language) }
    if let adjusted = test.adjustedPValue {
      fields.set("adjusted-p", adjusted) { NumberFormat.pValue.text($0, in: language) }
    }
    if let count = test.unweightedCount { fields.set("n", Double(count), self.count) }
    let degrees = test.degreesOfFreedom.map { number($0, $0 == $0.rounded() ? 0 : 1) }
    fields.set("df", text: degrees.joined(separator: "; "))
    fields.set("verdict", text: test.isDefined ? vocabulary.name(of: test.outcome) : "")
    if let found = test.number {
      fields.setValue(
        Figure(
          found, level: fitted.answer.level, unweightedCount: test.unweightedCount ?? 0, form: fitted.format(of: test)),
        in: self)
      fields.setText(fields["interval"], test.isDefined ? probability(test.pValue) : "")
    } else {
      fields.set("value", test.value) { number($0, 2) }
      fields.setText(test.isDefined ? probability(test.pValue) : "")
    }
    return NamedResult.Element(groups: test.subject.levels, items: test.subject.items + [test.statistic], fields)
  }
}

extension TestedNumber {
  /// Whether there is a probability that a verdict can rest on, or a reason why there is none.
  fileprivate var isDefined: Bool { pValue.isFinite }
}

extension TestedNumber.Subject {
  /// The levels that are compared.
  fileprivate var levels: [String] {
    if case .difference(let first, let second) = self { (first + second).map(\.level) } else { [] }
  }

  /// The variables that are tested.
  fileprivate var items: [String] {
    switch self {
    case .association(let rows, let columns): [rows, columns]
    case .ranks(let variable, let groups): [variable, groups]
    case .difference: []
    case .trend(let stated): [stated.variable] + (stated.level.map { [$0] } ?? [])
    }
  }
}

/// Makes a table of tests, a row for each.
struct TestTable {
  let vocabulary: Vocabulary
  let labels: Labels

  func evaluate(_ declaration: TableDeclaration, in environment: Environment) throws(NotebookError) -> Table {
    let all: [FittedTests] = try declaration.payloads("tests", .tests, in: environment) { payload in
      if case .tests(let fitted) = payload { fitted } else { nil }
    }
    let isAdjusted = all.contains { $0.answer.isAdjusted }
    let rows = all.flatMap { fitted in fitted.answer.elements.map { row($0, in: fitted, isAdjusted: isAdjusted) } }
    guard !rows.isEmpty else {
      throw declaration.mapping.node.error(.unexpectedValue(key: "tests", expected: "the name of a test"))
    }
    let language = vocabulary.language
    return try declaration.table(
      columns: declaration.labelColumns(1, default: [vocabulary.test]) + [
        TableColumn("statistic", header: vocabulary.statistic, role: .text),
        TableColumn("value", header: vocabulary.value, role: .test),
        TableColumn("df", header: vocabulary.degreesOfFreedom, role: .text, alignment: .trailing),
        TableColumn("p", header: "p", role: .test),
      ] + (isAdjusted ? [TableColumn("adjusted_p", header: vocabulary.adjustedP, role: .test)] : []) + [
        TableColumn("difference", header: vocabulary.difference, role: .estimate),
        TableColumn("lower", header: language.term(.lowerBound), role: .lower),
        TableColumn("upper", header: language.term(.upperBound), role: .upper),
        TableColumn("verdict", header: vocabulary.verdict, role: .text),
      ], rows: rows)
  }

  private func row(_ test: TestedNumber, in fitted: FittedTests, isAdjusted: Bool) -> TableRow {
    let format = fitted.format(of: test)
    let cell = { (number: Double?, format: NumberFormat) -> Cell in
      guard let number else { return .absent(.notApplicable) }
      return number.isFinite ? .number(number, format) : .absent(.notAvailable)
    }
    let degrees = test.degreesOfFreedom.map {
      NumberFormat.number(decimals: $0 == $0.rounded() ? 0 : 1).text($0, in: vocabulary.language)
    }
    return TableRow(
      [
        .text(labels.label(of: test.subject)), .text(vocabulary.name(ofStatistic: test.statistic)),
        cell(test.value, .number(decimals: 2)), .text(degrees.joined(separator: "; ")), cell(test.pValue, .pValue),
      ] + (isAdjusted ? [cell(test.adjustedPValue, .pValue)] : []) + [
        cell(test.number?.value, format), cell(test.number.map { $0.confidenceInterval?.lower ?? .nan }, format),
        cell(test.number.map { $0.confidenceInterval?.upper ?? .nan }, format),
        .text(vocabulary.name(of: test.outcome)),
      ])
  }
}

extension Labels {
  /// What is tested, in the words of the codebook.
  fileprivate func label(of subject: TestedNumber.Subject) -> String {
    switch subject {
    case .association(let rows, let columns): "\(heading(of: rows)) × \(label(of: columns))"
    case .ranks(let variable, let groups): "\(heading(of: variable)) × \(label(of: groups))"
    case .difference(let first, let second):
      [first, second].map { domain in
        domain.map { label(ofLevel: $0.level, of: $0.variable) }.joined(separator: ", ")
      }.joined(separator: " – ")
    case .trend(let stated):
      heading(of: stated.variable)
        + (stated.level.map { ": \(label(ofLevel: $0, of: stated.variable))" } ?? "")
    }
  }
}
