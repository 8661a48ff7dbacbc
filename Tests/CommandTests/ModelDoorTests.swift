import Foundation
import Peilstok
import TestSupport
import Testing

/// What `peilstok model --format json` prints of coefficients and tests.
private struct PrintedModel: Decodable {
  struct Coefficient: Decodable {
    let term: String
    let outcomeLevel: String?
    let estimate: Double
    let standardError: Double
    let pValue: Double
    let lower: Double
    let upper: Double
  }

  struct Margin: Decodable {
    let level: String
    let value: Double
    let standardError: Double
  }

  struct Margins: Decodable {
    let means: [Margin]
  }

  let coefficients: [Coefficient]
  let adjusted: [Margins]?
}

@Suite("Every family of models through both doors and from Swift")
struct ModelDoorTests {
  /// Questions in the words of the options.
  private static let asked: [[String: String]] = [
    ["formula": "sch.wide ~ ell + factor(stype)"],
    ["formula": "sch.wide ~ ell + factor(stype)", "family": "logistic", "where": "api00 > 450"],
    ["formula": "sch.wide ~ ell", "link": "probit"],
    ["formula": "sch.wide ~ ell", "penalized": "true", "level": "0.9"],
    ["formula": "sch.wide ~ ell + factor(stype)", "family": "poisson"],
    ["formula": "api00 ~ ell + factor(stype)", "family": "gaussian"],
    ["formula": "enroll ~ ell", "family": "poisson"],
    ["formula": "enroll ~ ell", "family": "gamma", "link": "log"],
    ["formula": "enroll ~ ell", "family": "negative-binomial"],
    ["formula": "rank ~ ell + factor(stype)", "family": "ordinal"],
    ["formula": "rank ~ ell", "family": "ordinal", "link": "probit"],
    ["formula": "stype ~ ell", "family": "multinomial"],
    ["formula": "Surv(enroll, sch.wide == \"Yes\") ~ ell + factor(stype)", "family": "cox"],
  ]

  private static let design = ["weights": "pw", "strata": "stype", "population-size": "fpc"]

  /// The schools with a rank of three levels.
  private static func schools() throws -> String {
    let text = try String(contentsOfFile: dataset("api/apistrat.csv"), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).enumerated().map { number, line in
      "\(line),\(number == 0 ? "rank" : "\(1 + (number * 7 + number / 5) % 3)")\n"
    }.joined()
  }

  /// Law: whatever family is asked for, both doors and Swift give the same bits for each number.
  @Test(arguments: asked)
  func `gives the same numbers`(_ asked: [String: String]) throws {
    try withFiles(["api.csv": Self.schools()]) { folder in
      let takesMargins = asked["formula"]?.contains("factor(stype)") == true
      let ofLevels: [String] =
        asked["family"] == "ordinal" ? ["--up-to", "2"] : asked["family"] == "multinomial" ? ["--of-level", "H"] : []
      let margins = takesMargins && asked["family"] != "cox" ? ["--adjusted", "stype"] + ofLevels : []
      let flags = { (words: [String: String]) -> [String] in
        words.sorted { $0.key < $1.key }.flatMap { $0.value == "true" ? ["--\($0.key)"] : ["--\($0.key)", $0.value] }
      }
      let command = try peilstok(
        ["model", "api.csv", "--format", "json"] + flags(Self.design) + flags(asked) + margins, in: folder)
      try #require(command.status == 0, "\(command.errors)")
      let printed = try JSONDecoder().decode(PrintedModel.self, from: Data(command.output.utf8))

      let entry = asked.sorted { $0.key < $1.key }
        .map { "\($0.key): \($0.value == "true" ? "true" : "'\($0.value)'")" }.joined(separator: ", ")
      let means =
        margins.isEmpty ? "" : "\nb: {margins: a, over: stype\(asked["family"] == "ordinal" ? ", up-to: 2" : "")}"
      let notebook = """
        ---
        title: N
        language: en
        data: api.csv
        design: {weights: pw, strata: stype, population-size: fpc}
        ---

        ```yaml model
        a: {\(entry)}\(means)
        ```

        ```yaml table
        id: T1
        caption: Model
        model: a
        ```
        """
      let file = folder.appending(path: "n.md")
      try Data(notebook.utf8).write(to: file)
      let results = try Notebook(contentsOf: file).namedResults().results
      let elements = try #require(results["a"]?.elements)

      let data = try Microdata(contentsOf: folder.appending(path: "api.csv").path)
      let design = try SurveyQuestion(QuestionWords(Self.design.mapValues { [$0] })).design(of: data).design
      let model = try ModelQuestion(QuestionWords(asked.mapValues { [$0] })).fitted(to: design)
      let isOfRatios = model.ratioKind != nil
      let own: [MeasuredNumber] =
        isOfRatios ? try model.ratios().filter { !$0.isReference }.map(\.number) : model.fit.coefficients.map(\.number)
      let coefficients = printed.coefficients.filter { !isOfRatios || $0.term != "(Intercept)" }
      let ordered = try inOrder(coefficients, of: model)
      for (element, (number, coefficient)) in paired(elements, Array(paired(own, ordered))) {
        let pairs: [(String, Double, Double)] = [
          ("value", number.value, isOfRatios ? exp(coefficient.estimate) : coefficient.estimate),
          ("lower", number.confidenceInterval?.lower ?? .nan, isOfRatios ? exp(coefficient.lower) : coefficient.lower),
          ("upper", number.confidenceInterval?.upper ?? .nan, isOfRatios ? exp(coefficient.upper) : coefficient.upper),
          ("p", number.test?.pValue ?? .nan, coefficient.pValue),
          (
            "se", number.standardError,
            isOfRatios ? exp(coefficient.estimate) * coefficient.standardError : coefficient.standardError
          ),
        ]
        for (field, swift, json) in pairs {
          #expect(element.numbers[field] == swift && swift == json, "\(coefficient.term), \(field)")
        }
      }
      if let adjusted = printed.adjusted?.first {
        let margins = try #require(results["b"]?.elements)
        for (element, margin) in paired(margins, adjusted.means) {
          #expect(element.numbers["value"] == margin.value && element.numbers["se"] == margin.standardError)
        }
      }
      let report = try peilstok("report n.md --output out", in: folder)
      #expect(report.status == 0, "\(report.errors)")
    }
  }

  /// Ratios stand term by term, where those of a multinomial model are printed level by level.
  private func inOrder(_ coefficients: [PrintedModel.Coefficient], of model: FittedModel) throws
    -> [PrintedModel.Coefficient]
  {
    guard let ratios = model.ratioKind == nil ? nil : try model.ratios().filter({ !$0.isReference }) else {
      return coefficients
    }
    return ratios.compactMap { ratio in
      coefficients.first { $0.term == ratio.term && $0.outcomeLevel == ratio.outcomeLevel }
    }
  }

  @Test func `what a family has not is refused at its key`() throws {
    try withFiles(["api.csv": Self.schools()]) { folder in
      for (entry, sentence) in [
        ("a: {formula: api00 ~ ell, family: gaussian, link: probit}", "\"family: gaussian\" takes \"link: identity"),
        ("a: {formula: api00 ~ ell, family: gauss}", "Did you mean \"gaussian\"?"),
        (
          "a: {formula: api00 ~ ell, family: gaussian, penalized: true}", "\"penalized\" goes with \"family: binomial\""
        ),
        (
          "a: {formula: 'Surv(enroll, sch.wide == \"Yes\") ~ stype', family: cox}\nb: {margins: a, over: stype}",
          "which a cox model is not"
        ),
        (
          "a: {formula: stype ~ ell, family: multinomial}\nb: {effects: a}",
          "\"of-level\" is missing"
        ),
      ] {
        let text =
          "---\ntitle: N\ndata: api.csv\ndesign: {weights: pw, strata: stype, population-size: fpc}\n---\n\n"
          + "```yaml model\n\(entry)\n```\n"
        try Data(text.utf8).write(to: folder.appending(path: "n.md"))
        let run = try peilstok("report n.md --output out --overwrite", in: folder)
        #expect(run.status == 1 && run.errors.contains(sentence), "\(entry): \(run.errors)")
      }
    }
  }
}
