import Foundation
import Peilstok
import Testing

/// Notebooks that nobody would write in earnest: each gives an error or a document, and none ends the program.
@Suite struct `Hostile notebooks` {
  private let folder = NotebookFolder()

  private static let aliases: String = {
    var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...8 {
      let items = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      yaml += "a\(level): &a\(level) [\(items)]\n"
    }
    return yaml
  }()

  @Test(arguments: [
    "\u{0}", "---", "---\n", "---\r\n---", "---\n\u{0}\n---\n", "---\n- a\n---\n", "---\nfalse\n---\n",
    "---\n? [a, b]\n: c\n---\n", "---\ntitle: &t *t\n---\n", "---\ntitle: !!binary a\n---\n",
    "---\n--- \n---\n", "---\ntitle: A\n...\ntitle: B\n---\n", "---\ntitle: A\n---\n```yaml table",
    "---\ntitle: A\n---\n```yaml table\n\n\n", "---\ntitle: A\n---\n```yaml values\n&a *a\n```\n",
    "---\ntitle: A\ndata: \"\\0\"\n---\n", "---\ntitle: A\ndata: [\"\"]\n---\n", "---\ntitle: A\ndata: .\n---\n",
    "---\ntitle: A\n---\n{{", "---\ntitle: A\n---\n}}", "---\ntitle: A\n---\n`{{", "---\ntitle: A\n---\n{{{{{{}}}}}}",
    "---\ntitle: A\n---\n\u{c}\u{2028}{{a}}", "---\ntitle: \(String(repeating: "[", count: 100_000))\n---\n",
    "---\n\((0..<5000).map { String(repeating: " ", count: $0) + "a:\n" }.joined())---\n",
    "---\ntitle: A\n---\n\(String(repeating: ">", count: 20_000)) {{a}}",
    "---\ntitle: A\n---\n\(String(repeating: "`", count: 20_001)) {{a}} `",
    "---\ntitle: A\n---\n```yaml values\n\(aliases)```\n",
  ])
  func `give an error or a document`(text: String) throws {
    #expect(try !folder.complaint(text: text).isEmpty)
  }

  @Test func `that multiply aliases are refused`() throws {
    let text = "---\ntitle: A\n---\n```yaml values\n\(Self.aliases)```\n"
    #expect(try folder.complaint(text: text).hasSuffix(": The YAML cannot be read: it holds more than 100000 values."))
  }

  @Test func `may be bytes of chance`() throws {
    var state: UInt64 = 7
    for _ in 0..<200 {
      let bytes = (0..<200).map { _ in
        state = (state &* 6_364_136_223_846_793_005) &+ 1_442_695_040_888_963_407
        return UInt8((state >> 33) % 128)
      }
      let text = "---\ntitle: A\n---\n" + String(decoding: bytes, as: UTF8.self)
      #expect(try !folder.complaint(text: text).isEmpty)
    }
  }

  @Test(arguments: [
    "1e999", "-1e999", "nan", "inf", "-0", "1e308", "9223372036854775808", "0x1p-1074", "-1", "99", "1.5", "",
  ])
  func `may hold any number anywhere`(number: String) throws {
    let bodies = [
      block("values", "a: {number: \"\(number)\"}\nb: {product: [a, a]}\nc: {share: [a, a]}") + "{{a}} {{b}} {{c}}",
      block("values", "a: {number: 1, decimals: \"\(number)\"}") + "{{a}}",
      block("values", "a: {share: [1, \"\(number)\"]}") + "{{a}}",
      block("values", "a: {share: [1, 2], level: \"\(number)\"}") + "{{a}}",
      block("values", "a: {number: \"\(number)\", unit: points, decimals: 15}") + "{{a}}",
      block("values", "a: {number: 1}") + block("check", "- {of: a, value: \"\(number)\"}"),
      block("values", "a: {number: 1}") + block("check", "- {of: a, above: \"\(number)\", decimals: \"\(number)\"}"),
      block("estimates", "a: {mean: grade, level: \"\(number)\"}") + "{{a}}",
      block("estimates", "a: {mean: grade, decimals: \"\(number)\"}") + "{{a}}",
      block("estimates", "a: {quantile: grade, order: \"\(number)\"}") + "{{a}}",
      block("estimates", "a: {mean: grade, where: \"grade > \(number)\"}") + "{{a}}",
      block("model", "a: {formula: exposed ~ grade, level: \"\(number)\"}"),
      block("model", "a: {formula: exposed ~ sex}\nb: {margins: a, over: sex, decimals: \"\(number)\"}"),
      block("table", "id: T1\ncaption: A\ndata: survey.csv\ncolumns: {hours: A}\ndecimals: \"\(number)\""),
    ]
    for body in bodies { #expect(try !folder.complaint(body).isEmpty) }
  }

  @Test(arguments: [
    "{prevalence: exposed, by: [sex, sex]}", "{prevalence: [exposed, exposed], by: wave}",
    "{prevalence: exposed, by: [unit, sex, wave, told]}", "{prevalence: \"=\"}", "{prevalence: \"exposed=\"}",
    "{prevalence: told, where: told == nobody}", "{mean: weight, where: wave == 1900}",
    "{median: grade, where: sex == 3}",
    "{ratio: grade, over: grade, where: sex == 3}", "{distribution: told, where: sex == 3, interval: korn-graubard}",
    "{prevalence: exposed, interval: woodruff}", "{count: exposed, where: sex == 3}",
    "{association: [sex, sex]}", "{association: [exposed, told], where: sex == 3}", "{association: [unit, told]}",
    "{mean: grade, by: []}", "{mean: [grade, [hours]]}", "{mean: {grade: hours}}", "{mean: grade, by: {a: b}}",
  ])
  func `may ask for anything`(entry: String) throws {
    let body =
      block("estimates", "a: \(entry)\nb: {difference: a, of: [], minus: []}") + "{{b}} {{b.verdict}} {{b.p}}"
    #expect(try !folder.complaint(body).isEmpty)
    #expect(try !folder.complaint(block("table", "id: T1\ncaption: A\nrows:\n  - \(entry)")).isEmpty)
  }
}
