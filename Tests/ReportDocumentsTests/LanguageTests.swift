import ReportDocuments
import Testing

@Suite struct LanguageTests {
  @Test(arguments: [
    ([], "", ""), (["a"], "a", "a"), (["a", "b"], "a en b", "a and b"), (["a", "b", "c"], "a, b en c", "a, b and c"),
  ])
  func `items are joined as a sentence joins them`(items: [String], dutch: String, english: String) {
    #expect(Language.dutch.list(items) == dutch)
    #expect(Language.english.list(items) == english)
  }

  @Test(arguments: [(0.95, "95%", "95%"), (0.9, "90%", "90%"), (0.999, "99,9%", "99.9%")])
  func `an interval's name has its level`(level: Double, dutch: String, english: String) {
    #expect(Language.dutch.confidenceInterval(level: level) == dutch + "-betrouwbaarheidsinterval")
    #expect(Language.dutch.confidenceIntervalAbbreviation(level: level) == dutch + "-BI")
    #expect(Language.english.confidenceInterval(level: level) == english + " confidence interval")
    #expect(Language.english.confidenceIntervalAbbreviation(level: level) == english + " CI")
  }

  @Test func `an estimate is written with its interval`() {
    let format = NumberFormat.percentage(decimals: 1)
    let dutch = Language.dutch.estimate(
      0.0801, from: 0.071, to: 0.09, intervalName: "95%-betrouwbaarheidsinterval", format: format)
    #expect(dutch == "8,0% (95%-betrouwbaarheidsinterval: 7,1% tot 9,0%)")
    let difference = Language.english.estimate(
      -0.012, from: -0.02, to: -0.004, intervalName: "95% confidence interval", format: .percentagePoints(decimals: 1))
    #expect(difference == "-1.2 percentage points (95% confidence interval: -2.0 to -0.4 percentage points)")
  }

  @Test func `an interval without a bound is not suggested`() {
    let text = Language.dutch.estimate(
      0.0801, from: .nan, to: 0.09, intervalName: "95%-BI", format: .percentage(decimals: 1))
    #expect(text == "8,0%")
  }

  @Test(arguments: Language.allCases, Term.allCases)
  func `every term has a word`(language: Language, term: Term) {
    #expect(!language.term(term).isEmpty)
  }

  @Test(arguments: ShorthandStyle.allCases, Shorthand.allCases)
  func `every shorthand has a symbol and a meaning`(style: ShorthandStyle, shorthand: Shorthand) {
    #expect(!style.symbol(for: shorthand).isEmpty)
    for language in Language.allCases { #expect(!language.meaning(of: shorthand).isEmpty) }
  }

  @Test func `a legend has each symbol once, with every meaning it has`() {
    let used: Set<Shorthand> = [.lowReliability, .confidential, .notAvailable]
    let legend = ShorthandStyle.statisticsNetherlands.legend(for: used, in: .dutch)
    #expect(legend.map(\.symbol) == [".", "x"])
    #expect(legend.map(\.meaning) == ["niet beschikbaar; onvoldoende betrouwbaar", "vertrouwelijk"])
    #expect(ShorthandStyle.governmentStatistics.legend(for: used, in: .english).map(\.symbol) == ["[x]", "[c]", "[u]"])
  }
}
