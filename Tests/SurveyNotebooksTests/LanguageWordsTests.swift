import Foundation
import Peilstok
import ReportDocuments
import TestSupport
import Testing

@Suite("A language is one file of words")
struct LanguageWordsTests {
  /// A notebook with tables of every kind that needs no further files, and sentences with every kind of result.
  private static let body =
    block(
      "estimates",
      """
      seen: {prevalence: exposed, by: wave}
      change: {difference: seen, of: ["2024"], minus: ["2022"]}
      together: {association: [exposed, sex]}
      """)
    + block("test", "apart: {difference: sex, of: hours}\ntied: {rows: exposed, columns: sex}")
    + block(
      "model",
      """
      odds: {formula: exposed ~ sex + hours, where: sex != 3}
      shares: {margins: odds, over: sex}
      part: {fraction: odds, unexposed: {sex: "1"}}
      """)
    + block("sensitivity", "of: [seen]\ndesigns:\n  flat: {weights: none}")
    + block("values", "n: {share: [3, 12]}")
    + "\n{{seen[2024]}} {{seen[2024].one-in}} {{change}}, {{change.verdict}}; {{together.verdict}}; {{apart.verdict}}\n"
    + [
      "rows:\n  - {prevalence: exposed, by: wave}", "model: odds", "margins: shares", "fraction: part",
      "tests: [apart, tied]", "sensitivity: [\"seen[2024]\"]", "weights: wave", "missing: [exposed, hours]",
      "indicators: true",
    ].enumerated().map { block("table", "id: T\($0)\ncaption: c\n\($1)") }.joined()
    + block("check", "- {of: n, percent: 25}")

  private func rendered(in language: Language) throws -> String {
    let text = NotebookFolder().text(Self.body)
    return try NotebookFolder().withNotebook(text: text) { url in
      MarkdownRenderer().render(try Notebook(contentsOf: url, language: language).rendered().document)
    }
  }

  /// Law: a third language needs no other file than its own; nothing of the others shows through.
  @Test func `a third language is one file`() throws {
    let marked = try rendered(in: Language("xx", words: MarkedWords()))
    // What stands between marks is a word of the language; what is left is of the records, the notebook or a number.
    var rest = ""
    var depth = 0
    for character in marked {
      if character == "‹" { depth += 1 }
      if depth == 0 { rest.append(character) }
      if character == "›" { depth -= 1 }
    }
    #expect(depth == 0 && marked.count { $0 == "‹" } > 100)
    let words = Set(rest.lowercased().split { !$0.isLetter }.map(String.init))
    let english = [
      "share", "estimate", "lower", "upper", "bound", "difference", "reference", "table", "source", "note",
      "unweighted", "verdict", "higher", "records", "freedom", "weights", "smallest", "answered", "unknown", "file",
      "conventions", "made", "checks", "computed", "expected", "analysis", "indicator", "window", "version",
      "fraction", "ratio", "statistic", "linear", "not", "none",
    ]
    #expect(english.filter(words.contains).isEmpty, "\(english.filter(words.contains))")
    for language in Language.allCases { #expect(try rendered(in: language) != marked) }
  }

  @Test func `every language has a word for everything`() throws {
    for language in Language.allCases {
      for term in Term.allCases { #expect(!language.term(term).isEmpty) }
      for shorthand in Shorthand.allCases { #expect(!language.meaning(of: shorthand).isEmpty) }
      #expect(language.words.numberWords.count == 13 && Language(rawValue: language.rawValue) == language)
    }
    #expect(Language(rawValue: "xx") == nil)
  }
}
