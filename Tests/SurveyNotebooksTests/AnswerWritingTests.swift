import Foundation
import Peilstok
import ReportDocuments
import SurveyEstimates
import TestSupport
import Testing

/// An answer in all its forms.
private struct Forms {
  let numbers: [WrittenNumber]
  let json: String
  let csv: String
  let table: Table
}

private func forms<Answer: Sequence>(_ answer: Answer) throws -> Forms where Answer.Element: Writable {
  Forms(
    numbers: answer.map(\.written), json: answer.json, csv: answer.csv,
    table: try answer.table("T1", caption: "c", language: .dutch))
}

/// The numbers of an answer's JSON, read bit for bit.
private struct ReadAnswer: Decodable {
  struct Number: Decodable {
    struct Ends: Decodable {
      let lower: Double?
      let upper: Double?
    }

    let kind: String
    let value: Double?
    let standardError: Double?
    let interval: Ends?
    let isReference: Bool
  }

  let schema: String
  let numbers: [Number]
}

@Suite("Answers as tables, JSON and CSV")
struct AnswerWritingTests {
  private static func design() throws -> SurveyDesign {
    try SurveyDesign(referenceData("apistrat"), weights: "pw", stages: [Stage(strata: "stype", populationSize: "fpc")])
  }

  /// Everything that can be written, by what it is.
  private static let answers: [(name: String, write: @Sendable () throws -> Forms)] =
    [
      ("prevalences", { try forms(design().prevalence(of: Binary("sch.wide", isTrueFor: "Yes"), by: "stype")) }),
      ("means", { try forms(design().mean(of: "api00", "api99")) }),
      ("coefficients", { try forms(model("sch.wide ~ ell + factor(stype)").fit.coefficients) }),
      ("odds ratios", { try forms(model("sch.wide ~ ell + factor(stype)").ratios()) }),
      ("hazard ratios", { try forms(model("Surv(enroll, sch.wide == \"Yes\") ~ factor(stype)", .cox).ratios()) }),
      ("risk ratios", { try forms(model("stype ~ ell", .multinomial).ratios()) }),
      ("prevalence ratios", { try forms(model("sch.wide ~ factor(stype)", .poisson).ratios()) }),
      ("margins", { try forms(fit("sch.wide ~ ell + factor(stype)").predictiveMargins(over: "factor(stype)")) }),
      (
        "margins of a mean",
        { try forms(fit("api00 ~ ell + factor(stype)", .gaussian).predictiveMargins(over: "factor(stype)")) }
      ),
      ("effects", { try forms(fit("sch.wide ~ ell + factor(stype)").averagePredictions.effects()) }),
    ]

  private static func model(_ formula: String, _ family: ModelFamily = .binomial) throws -> FittedModel {
    try ModelQuestion(formula, family: family).fitted(to: design())
  }

  private static func fit(_ formula: String, _ family: ModelFamily = .binomial) throws -> ModelFit {
    guard case .means(let fit) = try model(formula, family) else { throw CocoaError(.featureUnsupported) }
    return fit
  }

  /// The members that the published schema asks of each number.
  private static func schema() throws -> (required: Set<String>, known: Set<String>) {
    let path = "Sources/SurveyNotebooks/SurveyNotebooks.docc/Resources/answer-1.schema.json"
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: repository.appending(path: path)))
    let properties = try #require((object as? [String: Any])?["properties"] as? [String: Any])
    let numbers = try #require(properties["numbers"] as? [String: Any])
    let items = try #require(numbers["items"] as? [String: Any])
    return (
      Set(try #require(items["required"] as? [String])), Set(try #require(items["properties"] as? [String: Any]).keys)
    )
  }

  @Test(arguments: answers.indices)
  func `every form says the same numbers, bit for bit`(_ position: Int) throws {
    let found = try Self.answers[position].write()
    let (numbers, json, csv, table) = (found.numbers, found.json, found.csv, found.table)
    let (required, known) = try Self.schema()
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let read = try JSONDecoder().decode(ReadAnswer.self, from: Data(json.utf8))
    #expect(read.schema == "peilstok-answer-1")
    let elements = try #require(object["numbers"] as? [[String: Any]])
    let lines = csv.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let value = try #require(lines[0].firstIndex(of: "value"))
    #expect(!numbers.isEmpty)
    for element in elements { #expect(required.isSubset(of: element.keys) && known.isSuperset(of: element.keys)) }
    for (number, (element, line)) in paired(numbers, Array(paired(read.numbers, Array(lines.dropFirst())))) {
      #expect(element.value == number.value && Double(line[value]) == number.value)
      #expect(element.kind == number.kind && String(line[0]) == number.kind)
      #expect(element.interval?.lower == number.confidenceInterval?.lower)
      #expect(element.interval?.upper == number.confidenceInterval?.upper)
      #expect(element.isReference == number.isReference)
      #expect(element.standardError == (number.isReference ? nil : number.standardError))
    }
    for (row, number) in paired(table.rows, numbers) {
      let column = try #require(table.columns.firstIndex { $0.key == "estimate" })
      guard case .number(let printed, _) = row.cells[column] else { throw CocoaError(.coderInvalidValue) }
      #expect(printed == number.value)
    }
  }

  @Test func `a table has the words of its language and the labels of the codebook`() throws {
    let header = { (table: Table) in table.columns.map(\.header) }
    let ratios = try Self.model("sch.wide ~ factor(stype)").ratios()
    #expect(
      header(try ratios.table("T1", caption: "c", language: .dutch))
        == ["Kenmerk", "Odds ratio", "Ondergrens", "Bovengrens", "p"])
    let hazards = try Self.model("Surv(enroll, sch.wide == \"Yes\") ~ factor(stype)", .cox).ratios()
    #expect(header(try hazards.table("T1", caption: "c"))[1] == "Hazard ratio")
    #expect(hazards.allSatisfy { $0.kind == .hazards })
    let rows = try ratios.table("T1", caption: "c").rows.map(\.cells)
    #expect(rows.first?.first == .text("Stype: E"))
  }
}
