import Foundation
import Peilstok
import Testing

/// Numbers that follow from a model: in a notebook those that a program computes, in sentences and tables.
@Suite struct `Adjusted numbers` {
  private let folder = NotebookFolder()

  private static let blocks = block(
    "model",
    """
    odds: {formula: exposed ~ sex + hours, where: sex != 3}
    grades: {formula: grade ~ exposed + sex, family: ordinal, where: sex != 3}
    shares: {margins: odds, over: sex}
    low: {margins: grades, over: exposed, up-to: "6"}
    changes: {effects: odds}
    part: {fraction: grades, unexposed: {exposed: "no"}, up-to: "6", population: 10000}
    steps: {formula: exposed ~ factor(grade) + sex, where: "sex != 3 & (grade == 5 | grade == 6 | grade == 7)"}
    dose: {doses: steps, over: grade}
    """)

  private func design(_ condition: String) throws -> SurveyDesign {
    try folder.withNotebook(text: "") { url in
      let records = try Microdata(contentsOf: url.deletingLastPathComponent().appending(path: "datapackage.json").path)
      return try SurveyDesign(
        records, weights: "weight", stages: [Stage(units: "unit", strata: ["wave"])], unitsAreNested: true
      ).restricted(to: Condition(parsing: condition).rows(in: records))
    }
  }

  private func number(_ reference: String, in results: Environment) throws -> Double {
    try results.number(#require(Reference(reference)))
  }

  @Test func `are those that a program computes`() throws {
    let results = try folder.results(Self.blocks)
    let odds = try ModelFormula(parsing: "exposed ~ sex + hours").fitted(to: design("sex != 3"))
    let effects = try odds.averagePredictions.effects()
    let effect = try #require(effects.effect(of: "sex", level: "2"))
    #expect(try number("changes[sex, 2]", in: results) == effect.change.value)
    #expect(try number("changes[hours].p", in: results) == effects.effect(of: "hours")?.change.pValue)
    let ratio = try odds.predictiveMargins(over: "sex").adjustedPrevalenceRatio(of: "2", to: "1")
    #expect(try number("shares[2].e-value", in: results) == EValue(ofRatio: ratio)?.estimate)
    #expect(try number("shares[2].e-value-limit", in: results) == EValue(ofRatio: ratio)?.limit)

    let within = try design("sex != 3")
    let grades = try ModelFormula(parsing: "grade ~ exposed + sex").ordinalModel(for: within.data).fitted(to: within)
    let low = try grades.predictiveMargins(over: "exposed", upTo: "6")
    #expect(try number("low[yes]", in: results) == low.margin(of: "yes").value)
    #expect(
      try number("low[yes].difference", in: results) == low.adjustedDifference(of: "yes", minus: "no").value)
    #expect(
      try number("grades[yes]", in: results) == grades.oddsRatios().first { $0.levels.first?.level == "yes" }?.value)
    let part = try grades.averagePredictions(upTo: "6").attributableFraction(
      unexposed: ["exposed": "no"], population: 10000)
    #expect(try number("part", in: results) == part.fraction.value)
    #expect(try number("part.people", in: results) == part.people.value)
    #expect(try number("part.unexposed", in: results) == part.unexposed)

    let steps = try ModelFormula(parsing: "exposed ~ factor(grade) + sex").fitted(
      to: design("sex != 3 & (grade == 5 | grade == 6 | grade == 7)"))
    let response = try steps.averagePredictions.doseResponse(over: "grade")
    #expect(try number("dose[6]", in: results) == response.margins.margin(of: "6").value)
    #expect(try number("dose[trend]", in: results) == response.slope.value)
    #expect(try number("dose[trend].odds-ratio", in: results) == response.oddsRatio?.value)
    #expect(try number("dose[trend].departure", in: results) == response.departure?.pValue)
  }

  @Test func `stand in tables with what they rest on`() throws {
    let document = try folder.render(
      Self.blocks
        + block("table", "{id: A, caption: a, model: grades}") + block("table", "{id: B, caption: b, effects: changes}")
        + block("table", "{id: C, caption: c, fraction: [part, part]}")
        + block("table", "{id: D, caption: d, doses: dose}")
    ).document
    let tables = document.tables
    #expect(
      tables[0].columns.map(\.header)
        == [
          "Term", "Category", "Odds ratio", "Lower bound", "Upper bound", "p", "p of the term", "p of parallel lines",
        ])
    #expect(tables[0].notes.first?.text == "An odds ratio below 1 means a lower outcome, above 1 a higher one.")
    #expect(tables[1].rows.map { $0.cells[0] } == [.text("Sex"), .text("Hours")])
    #expect(tables[1].rows[0].cells[1] == .text("girl | woman"))
    #expect(tables[1].rows[0].cells[2] == .text("boy"))
    #expect(tables[1].rows[1].cells[1] == .text("per unit"))
    #expect(tables[2].rows.count == 2 && tables[2].rows[0].cells == tables[2].rows[1].cells)
    #expect(tables[2].notes.first?.text.hasSuffix("this model does not prove it.") == true)
    #expect(tables[3].rows.map { $0.cells[0] } == [.text("5"), .text("6"), .text("7")])
  }

  @Test func `a separated model says how to have it, and that gives it`() throws {
    let model = { (further: String) in
      block("model", "odds: {formula: told=nobody ~ exposed + sex\(further)}\nshares: {margins: odds, over: sex}")
    }
    var folder = folder
    folder.files["told.csv"] = SmallSurvey.csv.replacing(",no,-7,", with: ",no,someone,")
    folder.package = SmallSurvey.package().replacing("survey.csv", with: "told.csv")
    let complaint = try folder.complaint(model(""))
    #expect(complaint.contains("\"exposed\"") && complaint.contains("penalized: true"), "\(complaint)")
    let results = try folder.results(model(", penalized: true"))
    #expect(try number("odds[yes].upper", in: results).isFinite)
    #expect(
      try folder.complaint(block("model", "a: {formula: grade ~ sex, family: ordinal, penalized: true}")).hasSuffix(
        "\"penalized\" goes with \"family: binomial\" under its logit link and with \"family: poisson\"; found ordinal."
      ))
  }

  @Test(arguments: [
    ("low: {margins: grades, over: exposed}", "The key \"up-to\" is missing."),
    (
      "low: {margins: grades, over: exposed, up-to: \"60\"}",
      "Term \"grade\" has no level \"60\" among the complete records."
    ),
    ("part: {fraction: odds}", "The key \"unexposed\" is missing."),
    ("part: {fraction: odds, unexposed: {sexe: \"1\"}}", "The model has no term \"sexe\". Did you mean \"sex\"?"),
    (
      "part: {fraction: odds, unexposed: {sex: \"1\"}, population: people}",
      "No estimate, model or value is named \"people\"."
    ),
    ("dose: {doses: odds, over: hours}", "Term \"hours\" is a number and has no levels."),
    ("dose: {doses: odds, over: sex, dose-of: {\"1\": one}}", "The key \"1\" wants a number."),
    (
      "dose: {doses: odds, over: sex, dose-of: {\"1\": 1, \"2\": 2, \"4\": 4}}",
      "Term \"sex\" has no level \"4\" among the complete records. Did you mean \"1\"?"
    ),
    ("b: {effects: shares}", "The key \"effects\" wants the name of a model."),
  ])
  func `that cannot be had say why`(entry: String, complaint: String) throws {
    let model = """
      odds: {formula: exposed ~ sex + hours, where: sex != 3}
      grades: {formula: grade ~ exposed + sex, family: ordinal, where: sex != 3}
      shares: {margins: odds, over: sex}

      """
    let found = try folder.complaint(block("model", model + entry))
    #expect(found.hasSuffix(complaint), "\(found)")
  }
}
