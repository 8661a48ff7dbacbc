import Foundation
import Peilstok
import TestSupport
import Testing

/// Named results in alternatives to the design of a notebook, in sentences, checks and tables.
@Suite struct Sensitivity {
  private static let margins =
    "wave,variable,level,count\n2022,sex,1,400\n2022,sex,2,600\n2024,sex,1,500\n2024,sex,2,500\n"
  private static let blocks =
    block(
      "estimates",
      "share: {prevalence: exposed, where: sex != 3, by: wave}\ngap: {difference: share, of: [\"2024\"], minus: [\"2022\"]}"
    )
    + block(
      "model", "odds: {formula: exposed ~ sex + hours, where: sex != 3}\nadjusted: {margins: odds, over: sex}")
    + block(
      "sensitivity",
      """
      of: [share, gap, adjusted, odds]
      designs:
        unweighted: {label: without weights, weights: none}
        trimmed: {trim: 1.3}
        fewer: {label: without unit 3, without: unit == 3}
        imputed: {impute: [exposed], from: [sex, grade], imputations: 3, seed: 7}
      """)

  private var folder: NotebookFolder {
    var folder = NotebookFolder()
    folder.further = "weighting: {method: raking, margins: margins.csv, within: wave}"
    folder.files["margins.csv"] = Self.margins
    return folder
  }

  /// The records of the small survey as a program reads them.
  private func records(_ isKept: (SmallSurvey.Record) -> Bool = { _ in true }) throws -> Microdata {
    let rows = SmallSurvey.records.filter(isKept).map {
      "\($0.wave),\($0.unit),\($0.weight),\($0.sex),\($0.exposed),\($0.told),\($0.grade),\($0.hours)\n"
    }
    var folder = NotebookFolder()
    folder.files["some.csv"] = "wave,unit,weight,sex,exposed,told,grade,hours\n" + rows.joined()
    folder.package = SmallSurvey.package().replacing("survey.csv", with: "some.csv")
    return try folder.withNotebook(text: "") { url in
      try Microdata(contentsOf: url.deletingLastPathComponent().appending(path: "datapackage.json").path)
    }
  }

  private func drawn(_ records: Microdata, weights: String? = "weight") throws -> SurveyDesign {
    try SurveyDesign(records, weights: weights, stages: [Stage(units: "unit", strata: ["wave"])], unitsAreNested: true)
  }

  private func raked(_ design: SurveyDesign) throws -> SurveyDesign {
    try design.raked(
      to: [
        .counts(
          of: ["wave", "sex"],
          [["2022", "1"]: 400, ["2022", "2"]: 600, ["2024", "1"]: 500, ["2024", "2"]: 500])
      ])
  }

  private func number(_ reference: String, in results: Environment) throws -> Double {
    try results.number(#require(Reference(reference)))
  }

  @Test func `results are those of a design made in the other way`() throws {
    let results = try folder.results(Self.blocks)
    let own = try raked(drawn(records()))
    let mean = own.weights.reduce(0, +) / Double(own.weights.count)
    #expect(own.weights.contains { $0 > 1.3 * mean })
    let designs = try [
      "unweighted": drawn(records(), weights: nil), "trimmed": raked(own.trimmed(to: 0...(1.3 * mean))),
      "fewer": raked(drawn(records { $0.unit != 3 })),
    ]
    for (name, design) in designs.sorted(by: { $0.key < $1.key }) {
      let within = try design.restricted(to: Condition(parsing: "sex != 3"))
      let share = try within.prevalence(of: Binary("exposed", isTrueFor: "yes"), by: "wave")
      #expect(try number("share[2024] under \(name)", in: results) == share[1].value)
      #expect(try number("share[2024].lower under \(name)", in: results) == share[1].confidenceInterval?.lower)
      #expect(try number("share[2024].n under \(name)", in: results) == Double(share[1].unweightedCount))
      #expect(try number("gap.se under \(name)", in: results) == share.difference(of: 1, minus: 0).standardError)
      let odds = try ModelFormula(parsing: "exposed ~ sex + hours").fitted(to: within)
      let ratio = try odds.predictiveMargins(over: "sex").adjustedPrevalenceRatio(of: "2", to: "1")
      #expect(try number("adjusted[2].ratio under \(name)", in: results) == ratio.value)
      #expect(try number("adjusted[2].ratio-upper under \(name)", in: results) == ratio.confidenceInterval.upper)
      #expect(try number("share[2024]", in: results) != share[1].value)
    }
  }

  @Test func `imputed records are pooled by Rubin's rules, each number on its scale`() throws {
    let results = try folder.results(Self.blocks)
    let within = try raked(drawn(records())).imputed(["exposed"], from: ["sex", "grade"], times: 3, seed: 7)
      .restricted(to: Condition(parsing: "sex != 3"))
    let share = try within.estimates { try $0.prevalence(of: Binary("exposed", isTrueFor: "yes"), by: "wave") }
    let expect = { (reference: String, expected: Double?) in
      let found = try self.number(reference, in: results)
      #expect(isClose(found, to: expected ?? .nan, relative: 1e-12), "\(reference)")
    }
    try expect("share[2024] under imputed", share[1].value)
    try expect("share[2024].se under imputed", share[1].standardError)
    try expect("share[2024].df under imputed", share[1].degreesOfFreedom)
    try expect("share[2024].lower under imputed", share[1].confidenceInterval?.lower)
    try expect("share[2024].missing-information under imputed", share[1].missingInformation.fraction)
    #expect(try number("share[2024].missing-information under imputed", in: results) > 0)
    // What is pooled by a formula of its own here: a model's coefficients, of which the odds ratio is the power of e.
    let fit = try within.fit { try ModelFormula(parsing: "exposed ~ sex + hours").fitted(to: $0) }
    let coefficient = try #require(fit.coefficients.first { $0.term == "sex2" })
    try expect("odds[2] under imputed", exp(coefficient.estimate))
    try expect("odds[2].lower under imputed", exp(coefficient.confidenceInterval?.lower ?? .nan))
    try expect("odds[2].upper under imputed", exp(coefficient.confidenceInterval?.upper ?? .nan))
    let margins = try within.margins {
      try ModelFormula(parsing: "exposed ~ sex + hours").fitted(to: $0).predictiveMargins(over: "sex")
    }
    let ratio = try margins.adjustedPrevalenceRatio(of: "2", to: "1")
    try expect("adjusted[2].ratio under imputed", ratio.value)
    try expect("adjusted[2].ratio-lower under imputed", ratio.confidenceInterval?.lower)
    try expect("adjusted[2] under imputed", margins.margin(of: "2").value)
  }

  @Test func `sentences say one design, or the range over all`() throws {
    let folder = folder
    let results = try folder.results(Self.blocks)
    let names = ["", " under unweighted", " under trimmed", " under fewer", " under imputed"]
    let gaps = try names.map { try number("gap\($0)", in: results) }
    let format = NumberFormat.percentagePoints(decimals: 1).signed
    let (least, most) = (try #require(gaps.min()), try #require(gaps.max()))
    #expect(least < most)
    let text = try folder.markdown(Self.blocks + "{{gap.value under all}}; {{share[2022].text under fewer}}")
    #expect(
      text.contains("\(format.text(least, in: .english)) to \(format.phrase(most, in: .english)); "), "\(text)")
    #expect(
      text.contains(
        "\(NumberFormat.percentage(decimals: 1).text(try number("share[2022] under fewer", in: results), in: .english)) (95%"
      ))
  }

  @Test func `a check under all must hold in every design`() throws {
    let results = try folder.results(Self.blocks)
    let worst = try ["", " under unweighted", " under trimmed", " under fewer", " under imputed"].map {
      try number("share[2024]\($0)", in: results)
    }
    let (least, most) = (try #require(worst.min()), try #require(worst.max()))
    let check = { (limit: String) in Self.blocks + block("check", "- {of: \"share[2024] under all\", \(limit)}") }
    _ = try folder.render(check("above: \(least - 1e-9)"))
    #expect(try folder.complaint(check("above: \(least + 1e-9)")).contains("The check of \"share[2024] under all\""))
    _ = try folder.render(check("below: \(most + 1e-9)"))
    #expect(try folder.complaint(check("below: \(most - 1e-9)")).contains("does not hold"))
  }

  @Test func `a table sets each figure beside those of the other analyses`() throws {
    let document = try folder.render(
      Self.blocks
        + block(
          "table",
          """
          id: T1
          caption: Sensitivity
          sensitivity: [{figure: "share[2024]", label: Exposed in 2024}, "adjusted[2].ratio", gap]
          """)
    ).document
    let table = try #require(document.tables.first { $0.identifier == "T1" })
    let analyses = ["as in this report", "without weights", "trimmed", "without unit 3", "imputed"]
    #expect(table.rows.map { $0.cells[1] } == (analyses + analyses + analyses).map { .text($0) })
    #expect(table.rows[0].cells[0] == .text("Exposed in 2024") && table.rows[5].cells[0] == .text("adjusted[2].ratio"))
    guard case .number(let own, _) = table.rows[0].cells[2], case .number(let other, _) = table.rows[1].cells[2],
      case .number(let difference, let format) = table.rows[1].cells[6]
    else {
      Issue.record("no numbers")
      return
    }
    #expect(difference == other - own && format == NumberFormat.percentagePoints(decimals: 1).signed)
  }

  @Test(arguments: [
    ("{{share[2024] under trimed}}", "No alternative design is named \"trimed\". Did you mean \"trimmed\"?"),
    (
      "{{other under trimmed}}",
      "\"other\" is not worked out in the alternative designs: add it to \"of\". Known are \"adjusted\", \"gap\", "
        + "\"odds\", \"share\"."
    ),
    (
      block("check", "- {of: gap under all, value: 2}"),
      "One number of \"gap\" is wanted, and \"under all\" means several; it goes with \"above\" and \"below\"."
    ),
    (
      block("table", "{id: A, caption: a, sensitivity: [gap.p]}"),
      "\"p\" of \"gap\" has no interval of its own. Known are \"value\"."
    ),
    (
      block("sensitivity", "of: [gap]\ndesigns: {all: {weights: none}}"),
      "\"all\" stands for every design together; give this one another name."
    ),
    (
      block("sensitivity", "of: [gape]\ndesigns: {a: {weights: none}}"),
      "No estimate, model or value is named \"gape\". Did you mean \"gap\"?"
    ),
    (block("sensitivity", "of: [gap]\ndesigns: {a: {weights: some}}"), "The key \"weights\" wants none."),
    (
      block("sensitivity", "of: [gap]\ndesigns: {a: {trim: 0.5}}"),
      "The key \"trim\" wants a multiple of the mean weight, above 1."
    ),
    (
      block("sensitivity", "of: [gap]\ndesigns: {a: {without: hours >= 0}}"),
      "The key \"without\" wants a condition that leaves some records."
    ),
    (
      block("sensitivity", "of: [gap]\ndesigns: {a: {weights: none, seed: 1}}"),
      "The key \"seed\" does not go with \"weights\"."
    ),
    (
      block("sensitivity", "of: [gap]\ndesigns: {a: {impute: [exposed]}}"),
      "The key \"seed\" wants a whole number, which names the draws."
    ),
    (
      block("sensitivity", "of: [gap]\ndesigns: {a: {impute: [exposde], seed: 1}}"),
      "There is no column named \"exposde\". Did you mean \"exposed\"?"
    ),
  ])
  func `what cannot be had is said`(text: String, complaint: String) throws {
    let found = try folder.complaint(Self.blocks + text)
    #expect(found.hasSuffix(complaint), "\(found)")
  }

  @Test func `nothing stands under a design that no block declares`() throws {
    let blocks = block("estimates", "share: {prevalence: exposed}")
    #expect(
      try folder.complaint(blocks + "{{share under all}}").hasSuffix(
        "No alternative design is named \"all\": a sensitivity block declares them."))
  }
}
