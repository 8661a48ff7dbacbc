import Foundation
import Peilstok
import TestSupport
import Testing

/// Every statistic of a notebook beside the call of a program.
@Suite struct Statistics {
  private let folder = NotebookFolder()

  /// The design of the small survey, as a program makes it.
  private func design(restrictedTo condition: String? = nil) throws -> SurveyDesign {
    try folder.withNotebook(text: "") { url in
      let records = try Microdata(contentsOf: url.deletingLastPathComponent().appending(path: "datapackage.json").path)
      let design = try SurveyDesign(
        records, weights: "weight", stages: [Stage(units: "unit", strata: ["wave"])], unitsAreNested: true)
      return try condition.map { design.restricted(to: try Condition(parsing: $0).rows(in: records)) } ?? design
    }
  }

  private func expect(_ entry: String, of condition: String? = nil, _ direct: (SurveyDesign) throws -> Estimates) throws
  {
    let result = try folder.results(block("estimates", "a: \(entry)")).result(named: "a")
    let expected = try direct(design(restrictedTo: condition))
    #expect(result.elements.count == expected.count)
    for (element, estimate) in paired(result.elements, expected) {
      let (value, lower) = (try #require(element.numbers["value"]), try #require(element.numbers["lower"]))
      // An element without records has no value on either side.
      #expect(estimate.unweightedCount > 0 ? value == estimate.value : value.isNaN && estimate.value.isNaN)
      if let expected = estimate.confidenceInterval?.lower { #expect(lower == expected) } else { #expect(lower.isNaN) }
      #expect(element.numbers["n"] == Double(estimate.unweightedCount))
      #expect(element.groups == estimate.domain.map(\.level))
    }
  }

  @Test func `are those that a program computes`() throws {
    let exposed = Binary("exposed", isTrueFor: "yes")
    try expect("{prevalence: exposed}") { try $0.prevalence(of: exposed) }
    try expect("{prevalence: exposed=no, interval: wilson, level: 0.9}") {
      try $0.prevalence(of: Binary("exposed", isTrueFor: "no"), interval: .wilson, level: 0.9)
    }
    try expect("{prevalence: [exposed, told=nobody], by: [wave, sex]}") {
      try $0.prevalence(
        of: [exposed, Binary("told", isTrueFor: "nobody")], by: [Categorical("wave"), Categorical("sex")])
    }
    try expect("{prevalence: insufficient}") { design in
      let dictionary = try self.folder.withNotebook(text: "") { url in
        try IndicatorDictionary(
          contentsOf: url.deletingLastPathComponent().appending(path: "indicators.yaml").path)
      }
      let derived = try SurveyDesign(
        design.data.deriving(dictionary), weights: "weight", stages: [Stage(units: "unit", strata: ["wave"])],
        unitsAreNested: true)
      return try derived.prevalence(of: Binary("insufficient", isTrueFor: "yes"))
    }
    try expect("{distribution: exposed, by: wave}") {
      try $0.distribution(of: Categorical("exposed"), by: Categorical("wave"))
    }
    try expect("{mean: [grade, hours], where: sex == 1}", of: "sex == 1") {
      try $0.mean(of: Number("grade"), Number("hours"))
    }
    try expect("{total: hours}") { try $0.total(of: Number("hours")) }
    try expect("{ratio: hours, over: grade}") { try $0.ratio(of: Number("hours"), to: Number("grade")) }
    try expect("{quantile: hours, order: 0.25}") { try $0.quantile(0.25, of: Number("hours")) }
    try expect("{median: hours, by: wave}") { try $0.quantile(0.5, of: Number("hours"), by: Categorical("wave")) }
  }

  @Test func `a count is the share of those who answered, of everyone`() throws {
    let yes = SmallSurvey.records.reduce(0) { $0 + (SmallSurvey.isExposed($1) == true ? $1.weight : 0) }
    let known = SmallSurvey.records.reduce(0) { $0 + (SmallSurvey.isExposed($1) != nil ? $1.weight : 0) }
    let count = yes / known * SmallSurvey.records.reduce(0) { $0 + $1.weight }
    let results = try folder.results(block("estimates", "a: {count: exposed}"))
    #expect(abs(try results.number(#require(Reference("a"))) - count) < 1e-9 * count)
  }

  @Test func `a difference keeps the covariance of what it compares`() throws {
    let results = try folder.results(
      block("estimates", "a: {prevalence: exposed, by: sex}\nb: {difference: a, of: [\"2\"], minus: [\"1\"]}"))
    let estimates = try design().prevalence(of: Binary("exposed", isTrueFor: "yes"), by: Categorical("sex"))
    let contrast = estimates.difference(of: 1, minus: 0)
    #expect(try results.number(#require(Reference("b"))) == contrast.value)
    #expect(try results.number(#require(Reference("b.se"))) == contrast.standardError)
    #expect(try results.number(#require(Reference("b.p"))) == contrast.pValue)
    #expect(try results.number(#require(Reference("b.t"))) == contrast.statistic)
    #expect(try results.text(#require(Reference("b.verdict"))) == "higher")
  }

  @Test(arguments: [
    ("nl", "sex", "2", "1", "hoger"), ("nl", "sex", "1", "2", "lager"),
    ("nl", "wave", "2024", "2022", "geen aantoonbaar verschil"),
    ("en", "sex", "2", "1", "higher"), ("en", "sex", "1", "2", "lower"),
    ("en", "wave", "2024", "2022", "no demonstrable difference"),
  ])
  func `a verdict is a word of the language`(
    language: String, by group: String, of first: String, minus second: String, word: String
  ) throws {
    let folder = NotebookFolder(language: language)
    let results = try folder.results(
      block(
        "estimates",
        "a: {prevalence: exposed, by: \(group)}\nb: {difference: a, of: [\"\(first)\"], minus: [\"\(second)\"]}"))
    #expect(try results.text(#require(Reference("b.verdict"))) == word)
  }

  @Test func `an association is the test of Rao and Scott`() throws {
    let results = try folder.results(block("estimates", "a: {association: [exposed, sex], where: sex != 3}"))
    let test = try design(restrictedTo: "sex != 3").association(
      of: Categorical("exposed"), with: Categorical("sex"))
    #expect(try results.number(#require(Reference("a"))) == test.value)
    #expect(try results.number(#require(Reference("a.p"))) == test.pValue)
    #expect(try results.text(#require(Reference("a"))).hasPrefix("F(1.0, 22.0) = "))
  }

  @Test(arguments: [
    ("{prevalence: sex}", "Column \"sex\" has the levels \"1\", \"2\", \"3\"; say which one counts, as in sex=1."),
    ("{prevalence: exposde}", "There is no column named \"exposde\". Did you mean \"exposed\"?"),
    ("{prevalence: exposed=yess}", "Column \"exposed\" has no level \"yess\". Did you mean \"yes\"?"),
    ("{prevalence: exposed, by: waves}", "There is no column named \"waves\". Did you mean \"wave\"?"),
    (
      "{prevalence: exposed, interval: wilsen}",
      "The key \"interval\" does not know \"wilsen\". Did you mean \"wilson\"?"
    ),
    ("{mean: exposed}", "Column \"exposed\" holds levels, not numbers."),
    ("{mean: []}", "The key \"mean\" wants at least one variable."),
    ("{mean: grade, level: 95}", "A confidence level must lie between 0 and 1; found 95.0."),
    ("{mean: grade, level: -0.5}", "A confidence level must lie between 0 and 1; found -0.5."),
    ("{mean: grade, level: nan}", "The key \"level\" wants a number."),
    ("{mean: grade, decimals: nan}", "The key \"decimals\" wants a whole number from 0 to 15."),
    ("{mean: grade, decimals: -1}", "The key \"decimals\" wants a whole number from 0 to 15."),
    ("{mean: grade, decimals: 99}", "The key \"decimals\" wants a whole number from 0 to 15."),
    ("{mean: grade, decimals: 1.5}", "The key \"decimals\" wants a whole number from 0 to 15."),
    ("{mean: grade, decimals: 1e300}", "The key \"decimals\" wants a whole number from 0 to 15."),
    ("{total: hours, round: 0}", "The key \"round\" wants a whole number above 0, such as 1000."),
    ("{total: hours, round: 0.5}", "The key \"round\" wants a whole number above 0, such as 1000."),
    ("{total: hours, round: 100, decimals: 1}", "The key \"decimals\" does not go with \"round\"."),
    ("{prevalence: exposed, round: 100}", "The key \"round\" does not go with \"prevalence\"."),
    ("{quantile: [hours, grade]}", "The key \"quantile\" wants one variable."),
    ("{quantile: hours, order: 1.5}", "The order of a quantile must lie between 0 and 1; found 1.5."),
    ("{distribution: [sex, exposed]}", "The key \"distribution\" wants one variable."),
    ("{ratio: hours}", "The key \"over\" is missing."),
    ("{association: [sex]}", "The key \"association\" wants two variables."),
    ("{difference: nothing, of: [a], minus: [b]}", "No estimate, model or value is named \"nothing\"."),
    ("{difference: one, of: [a], minus: [b]}", "\"one\" has no element [a]."),
    ("{difference: value, of: [a], minus: [b]}", "The key \"difference\" wants the name of estimates."),
    (
      "{difference: waves, of: [\"2024\"], minus: [\"2022\"]}",
      "Indicator \"exposed_again\" changed between 2022 and 2024, so the two are not compared."
    ),
    (
      "{difference: waves, of: [\"2022\"], minus: [\"2024\"]}",
      "Indicator \"exposed_again\" changed between 2022 and 2024, so the two are not compared."
    ),
  ])
  func `that cannot be are errors on their line`(entry: String, complaint: String) throws {
    let body =
      block("values", "value: {number: 1}")
      + block("estimates", "one: {mean: grade}\nwaves: {prevalence: exposed_again, by: wave}\na: \(entry)")
    #expect(try folder.complaint(body) == "small.md:16: \(complaint)")
  }

  @Test func `that are wrong in their condition name the condition`() throws {
    let complaint = try folder.complaint(block("estimates", "a:\n  mean: grade\n  where: sex = 1"))
    #expect(complaint.hasPrefix("small.md:13: Condition \"sex = 1\", character "))
  }

  /// Reads a printed number back: "7,3%", "+1.0 percentage points", "2.347", "<0.001".
  private static func number(_ text: String, in language: Language) -> Double? {
    let plain = text.replacing(language.groupingMark, with: "").replacing(language.decimalMark, with: ".")
    let digits = plain.prefix { "+-0123456789.".contains($0) }
    let isShare = ["%", "percentage", "procentpunt"].contains { plain.prefix { $0 != "(" }.contains($0) }
    return Double(digits).map { isShare ? $0 / 100 : $0 }
  }

  @Test(arguments: Language.allCases)
  func `every number in a sentence is the number of the estimate`(language: Language) throws {
    var folder = folder
    folder.language = language.rawValue
    let results = try folder.results(
      block(
        "estimates",
        """
        a: {prevalence: exposed, by: [wave, sex], decimals: 2}
        b: {mean: [grade, hours], by: wave}
        c: {total: hours}
        d: {ratio: hours, over: grade}
        e: {median: hours}
        f: {difference: a, of: ["2022", "1"], minus: ["2024", "2"]}
        g: {difference: b, of: ["2022", grade], minus: ["2024", grade]}
        h: {association: [exposed, sex]}
        """) + block("model", "i: {formula: exposed ~ sex + hours}\nj: {margins: i, over: sex}")
        + block("values", "k: {share: [199, 1994]}\nl: {product: [k, k], unit: percent, decimals: 3}"))
    var count = 0
    for (name, result) in results.results {
      for element in result.elements {
        for (field, number) in element.numbers where number.isFinite && field != "one-in" {
          let text = try #require(element.texts[field])
          if text.hasPrefix("<") || text.hasPrefix(">") { continue }
          let printed = try #require(Self.number(text, in: language), "\(name).\(field): \(text)")
          let mantissa = text.prefix { !"%( p".contains($0) }
          let decimals = mantissa.split(separator: language.decimalMark).dropFirst().last?.count ?? 0
          let value = text.prefix { $0 != "(" }
          let isPercent = ["%", "percentage", "procentpunt"].contains { value.contains($0) }
          let isDifferenceOfShares =
            name == "f" && ["value", "lower", "upper", "se"].contains(field)
            || name == "j" && ["difference-lower", "difference-upper"].contains(field)
          let unit = pow(10, -Double(decimals)) / (isPercent || isDifferenceOfShares ? 100 : 1)
          let found = isDifferenceOfShares && !isPercent ? printed / 100 : printed
          #expect(abs(found - number) <= unit * 0.5000001, "\(name).\(field): \(text) for \(number)")
          count += 1
        }
      }
    }
    #expect(count > 80)
  }
}
