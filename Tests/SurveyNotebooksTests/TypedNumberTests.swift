import Foundation
import Peilstok
import TestSupport
import Testing

@Suite struct TypedNumberTests {
  private func typed(_ body: String, excuses: [String] = [], language: String = "en") throws -> TypedNumbers {
    let list = excuses.map { "\"\($0)\"" }.joined(separator: ", ")
    let folder = NotebookFolder(language: language, further: "typed: [\(list)]")
    return try folder.withNotebook(text: folder.text(body)) { try Notebook(contentsOf: $0).typedNumbers }
  }

  @Test(arguments: [
    ("In 2024 it was 12.5% of 1,994 girls.", ["2024", "12.5", "1,994"]),
    ("The waves 2020-2024, the 3rd and 18-year-olds.", ["2020", "2024", "3rd", "18"]),
    ("Three waves; the other two; one of them.", ["Three", "two"]),
    ("## 2. Results of 2024\n\n1. First\n2) Second of 5", ["2024", "5"]),
    (
      "Bound {{a.text}} and {{b[2024].n}}, `code 12`, ``a ` 13``, [site](https://x.org/2024/1), https://x.org/7 8",
      ["8"]
    ),
    ("Table T12b, M4, ICVAC-02, SHA-256, q_2 and COVID-19.", []),
    ("Before <!-- 5\n6\n--> 7 <!-- 8 -->", ["7"]),
    ("```\n12\n```\n\n    13\n\n14", ["14"]),
    ("ends in\n2024. Then", ["2024"]),
  ])
  func `numbers in prose are found unless they are bound, code, an address or a name`(
    prose: String, expected: [String]
  ) throws {
    #expect(try typed(prose).found.map(\.text) == expected)
  }

  @Test func `what readers see of blocks and front matter is searched, and what names and asks is not`() throws {
    let body =
      block(
        "estimates", "a: {prevalence: exposed, where: wave == 2024, level: 0.9, denominator: persons of 2024}")
      + block(
        "table",
        """
        id: T1
        caption: Persons of {{w}} in 2022
        notes: ["Fewer than 30", "`x > 5`"]
        rows:
          - {prevalence: exposed, where: wave == 2024, label: In 2021, decimals: 2}
        """)
    let found = try typed(body).found
    #expect(found.map(\.text) == ["2024", "2022", "30", "2021"])
    #expect(found.map(\.line) == [11, 15, 16, 18])
    let folder = NotebookFolder(further: "source: \"Survey of 2024, {{w.last}}\"")
    let front = try folder.withNotebook(text: folder.text("")) { try Notebook(contentsOf: $0).typedNumbers.found }
    #expect(front.map(\.line) == [8] && front.map(\.text) == ["2024"] && front.map(\.context) == ["Survey of 2024,"])
  }

  @Test func `a phrase excuses the numbers in it, over the end of a line, and no others`() throws {
    let result = try typed(
      "Children of 8 to\n18 years, 18 of them. Article 8 holds; 8 does not. 15%",
      excuses: [
        "8 to 18 years", "article 8", "5%", "never 7",
      ])
    #expect(result.found.map(\.text) == ["18", "8", "15"])
    #expect(result.found.map(\.line) == [11, 11, 11])
    #expect(result.unusedExcuses == ["5%", "never 7"])
  }

  @Test(arguments: 1...30)
  func `every number that is planted is found on its line, and none that is bound or excused`(seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    var planted: [(line: Int, text: String)] = []
    var lines: [String] = []
    for line in 0..<20 {
      var words: [String] = ["word"]
      for _ in 0..<(1 + draw(6)) {
        switch draw(8) {
        case 0:
          let number = ["\(draw(3000))", "\(draw(90)).\(draw(9))%", "(\(draw(90)))", "\(draw(90)),"][draw(4)]
          words.append(number)
          planted.append((line + 10, number.filter { $0.isNumber || $0 == "." }))
        case 1: words.append("{{name[\(draw(3000))].n}}")
        case 2: words.append("`\(draw(3000)) x`")
        case 3: words.append("T\(draw(99))")
        case 4: words.append("article 1\(draw(1)) applies")
        case 5: words.append("**bold**")
        default: words.append("more")
        }
      }
      lines.append(words.joined(separator: " "))
    }
    let found = try typed(lines.joined(separator: "\n"), excuses: ["article 10 applies"]).found
    #expect(found.map(\.text) == planted.map(\.text))
    #expect(found.map(\.line) == planted.map(\.line))
  }

  @Test(arguments: ["monitor-2024", "published-figures", "cholesterol-nhanes", "youth-risk-2019"])
  func `the reports type no number that is not excused, and excuse none that is not there`(name: String) throws {
    let numbers = try Notebook(contentsOf: repository.appending(path: "notebooks-md/\(name).md")).typedNumbers
    #expect(numbers.found.map { "\($0.line): \($0.text), \($0.context)" } == [])
    #expect(numbers.unusedExcuses == [])
  }
}
