import Foundation
import Peilstok
import TestSupport
import Testing

@Suite struct BoundValueTests {
  private let values = block(
    "values",
    """
    waves: {levels: wave}
    first_wave: {levels: wave, where: wave == 2022}
    sexes: {levels: sex}
    """)

  @Test(
    arguments: [
      ("en", "waves", "2022 and 2024"), ("nl", "waves", "2022 en 2024"), ("en", "waves.count", "2"),
      ("en", "waves.count-word", "two"), ("nl", "waves.count-word", "twee"), ("en", "waves.first", "2022"),
      ("en", "waves.last", "2024"), ("en", "waves.previous", "2022"), ("en", "waves.period", "2022-2024"),
      ("nl", "waves.alternatives", "2022 of 2024"), ("en", "first_wave", "2022"), ("en", "first_wave.period", "2022"),
      // A level of the codebook that no record has is not among them, and labels stand for names.
      ("en", "sexes", "boy and girl | woman"), ("nl", "sexes.last", "meisje | vrouw"),
    ])
  func `levels that occur are said in either language`(language: String, reference: String, text: String) throws {
    let results = try NotebookFolder(language: language).results(values)
    #expect(try results.text(try #require(Reference(reference))) == text)
  }

  @Test func `what does not exist is refused rather than said`() throws {
    #expect(
      try NotebookFolder().complaint(values + "{{first_wave.previous}}")
        == "small.md:15: \"first_wave\" is undefined, so no sentence can state it.")
    #expect(
      try NotebookFolder().complaint(block("values", "none: {levels: wave, where: wave == 2022 & wave == 2024}"))
        == "small.md:11: The key \"levels\" wants a variable that some of these records have an answer to.")
    #expect(
      try NotebookFolder().complaint(block("values", "limit: {threshold: nosuch}")).contains(
        "The key \"threshold\" does not know \"nosuch\"."))
  }

  @Test func `references and conditions take the name of a level, sentences its label`() throws {
    let body =
      values
      + block(
        "estimates",
        """
        share: {prevalence: exposed, by: [wave, sex], denominator: "persons of {{waves.list}}"}
        last: {prevalence: exposed, where: "wave == {{waves.last}} & sex == '{{sexes.last}}'"}
        fixed: {prevalence: exposed, where: wave == 2024 & sex == 2}
        """)
    let folder = NotebookFolder()
    let markdown = try folder.markdown(
      body + "{{share[waves.last, sexes.first]}} = {{share[2024, 1]}} / {{last}} = {{fixed}} / "
        + "{{share[waves.first, sexes.first].denominator}} / {{sexes.last}}.\n")
    let line = try #require(markdown.split(separator: "\n").first { $0.contains(" = ") })
    let halves = line.split(separator: " / ").prefix(2)
    for half in halves {
      let middle = half.firstRange(of: ") = ")
      #expect(middle.map { half[..<$0.upperBound].dropLast(3) == half[$0.upperBound...] } == true)
    }
    #expect(line.contains("persons of 2022 and 2024") && line.hasSuffix("girl | woman."))
  }

  @Test(arguments: 1...25)
  func `the list of levels is that of the records of the condition, whichever they are`(seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    let rows = (0..<(3 + draw(12))).map { _ in (wave: 2014 + 2 * draw(8), isPooled: draw(3) > 0) }
    for keepsAll in [true, false] {
      let kept = Set(rows.filter { keepsAll || $0.isPooled }.map(\.wave)).sorted().map(String.init)
      guard let last = kept.last else { continue }
      for (language, and) in [("en", " and "), ("nl", " en ")] {
        let csv = "wave,pooled\n" + rows.map { "\($0.wave),\($0.isPooled ? "yes" : "no")\n" }.joined()
        let condition = keepsAll ? "" : ", where: pooled == yes"
        let text = """
          ---
          title: "Waves to {{waves.last}}"
          language: \(language)
          data: waves.csv
          ---
          ```yaml values
          waves: {levels: wave\(condition)}
          ```

          {{waves}}|{{waves.count}}|{{waves.last}}|{{waves.period}}
          """
        let document = try NotebookFolder(files: ["waves.csv": csv]).render(text: text).document
        let list = kept.count == 1 ? last : kept.dropLast().joined(separator: ", ") + and + last
        let period = kept.count == 1 ? last : "\(kept[0])-\(last)"
        #expect(document.title == "Waves to \(last)")
        #expect(MarkdownRenderer().render(document).contains("\n\(list)|\(kept.count)|\(last)|\(period)\n"))
      }
    }
  }
}
