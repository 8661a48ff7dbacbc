import SurveyMicrodata
import SurveyModels
import Testing

struct ModelFormulaTests {
  static let readings: [(text: String, terms: [String])] = [
    ("y ~ 1", []),
    ("y ~ a", ["a"]),
    ("y~a+b*c", ["a", "b", "c", "b:c"]),
    ("y ~ a*b + c", ["a", "b", "c", "a:b"]),
    ("y ~ a*b*c", ["a", "b", "c", "a:b", "a:c", "b:c", "a:b:c"]),
    ("y ~ a + b + b:a", ["a", "b", "a:b"]),
    ("y ~ b:a + a", ["a", "b:a"]),
    ("y ~ (a + b) * c", ["a", "b", "c", "a:c", "b:c"]),
    ("y ~ a:b*c", ["c", "a:b", "a:b:c"]),
    ("y ~ a + a + 1", ["a"]),
    ("y ~ a:a", ["a"]),
    ("y ~ factor(a) + factor(b, reference = \"2\"):c", ["factor(a)", "factor(b):c"]),
    ("y ~ `odd name` + sch.wide + leeftijd_2 + école", ["odd name", "sch.wide", "leeftijd_2", "école"]),
    ("y ~ factor + factor:b", ["factor", "factor:b"]),
    ("y ~ ns(age, 3) + log(x):a + I(z^2)", ["ns(age, 3)", "I(z^2)", "log(x):a"]),
    ("y ~ poly(x, degree = 2) * factor(a, contrasts = sum)", ["poly(x, 2)", "factor(a)", "poly(x, 2):factor(a)"]),
    ("y ~ sqrt(x) + offset(log(t)) + offset(u)", ["sqrt(x)"]),
  ]

  @Test(arguments: readings)
  func `terms stand as R orders them`(_ text: String, _ terms: [String]) throws {
    #expect(try ModelFormula(parsing: text).terms.names == terms)
  }

  @Test func `operators on covariates make the same terms as text`() throws {
    let age = Categorical("age")
    let sex = Categorical("sex")
    let income = Number("income")
    #expect((age * sex).names == ["age", "sex", "age:sex"])
    #expect((income + age * sex).names == ["income", "age", "sex", "age:sex"])
    #expect(((age + sex) * income).names == ["age", "sex", "income", "age:income", "sex:income"])
    #expect((age + age.interaction(with: income)).names == ["age", "age:income"])
    #expect(LogisticModel(of: Binary("y", isTrueFor: "1")).terms.names == [])
  }

  @Test func `functions as values are the same terms as text`() throws {
    let (age, region) = (Number("age"), Categorical("region"))
    let terms =
      NaturalSpline(age, degreesOfFreedom: 3) * Contrasted(region, by: .helmert) + age.raised(to: 2)
      + OrthogonalPolynomial("x", degree: 2) + Number("t").logarithm.offset
    let text = "y ~ ns(age, 3) * factor(region, contrasts = helmert) + I(age^2) + poly(x, 2) + offset(log(t))"
    #expect(try ModelFormula(parsing: text).terms == terms)
  }

  static let problems: [(text: String, sentence: String)] = [
    ("", "Formula \"\", character 1: Expected the name of the outcome."),
    ("y", "Formula \"y\", character 2: Expected ~ after the outcome."),
    ("y == ~ a", "Formula \"y == ~ a\", character 6: Expected the level of the outcome that is modelled."),
    ("y ~", "Formula \"y ~\", character 4: Expected the name of a covariate, factor(...) or (."),
    ("y ~ a +", "Formula \"y ~ a +\", character 8: Expected the name of a covariate, factor(...) or (."),
    ("y ~ a b", "Formula \"y ~ a b\", character 7: Expected +, *, : or the end."),
    ("y ~ (a + b", "Formula \"y ~ (a + b\", character 11: Expected +, *, : or )."),
    ("y ~ a + b)", "Formula \"y ~ a + b)\", character 10: Expected +, *, : or the end."),
    ("y ~ a - b", "Formula \"y ~ a - b\", character 7: \"-\" has no meaning here; terms are combined with +, * and :."),
    (
      "y ~ a - 1",
      "Formula \"y ~ a - 1\", character 7: A model always has an intercept, which neither 0 nor - 1 takes away."
    ),
    ("y ~ a ^ 2", "Formula \"y ~ a ^ 2\", character 7: Expected +, *, : or the end."),
    ("y ~ lg(a)", "Formula \"y ~ lg(a)\", character 5: There is no function \"lg\"; did you mean \"log\"?"),
    (
      "y ~ median(a)",
      "Formula \"y ~ median(a)\", character 5: There is no function \"median\"; "
        + "expected factor, log, sqrt, I, ns, poly or offset."
    ),
    ("y ~ ns(a)", "Formula \"y ~ ns(a)\", character 9: Expected , and the number of columns."),
    ("y ~ ns(a, 0)", "Formula \"y ~ ns(a, 0)\", character 11: Expected a whole number from 1 to 50."),
    ("y ~ I(a)", "Formula \"y ~ I(a)\", character 8: Expected ^ and a power."),
    ("y ~ log(a", "Formula \"y ~ log(a\", character 10: Expected )."),
    (
      "y ~ factor(a, contrasts = som)",
      "Formula \"y ~ factor(a, contrasts = som)\", character 27: There are no contrasts \"som\"; did you mean \"sum\"?"
    ),
    (
      "y ~ 0 + a",
      "Formula \"y ~ 0 + a\", character 5: A model always has an intercept, which neither 0 nor - 1 takes away."
    ),
    ("y ~ factor(", "Formula \"y ~ factor(\", character 12: Expected the name of a column inside factor( )."),
    (
      "y ~ factor(a",
      "Formula \"y ~ factor(a\", character 13: Expected reference = LEVEL, contrasts = KIND or ) to close factor(."
    ),
    (
      "y ~ factor(a, ref = 2)",
      "Formula \"y ~ factor(a, ref = 2)\", character 15: Expected reference = LEVEL, contrasts = KIND or ) to close factor(."
    ),
    (
      "y ~ factor(a, reference = )",
      "Formula \"y ~ factor(a, reference = )\", character 27: Expected a reference level."
    ),
    ("y ~ `a", "Formula \"y ~ `a\", character 5: A quote opens here and nothing closes it."),
    ("y ~ 2a", "Formula \"y ~ 2a\", character 5: Expected the name of a covariate, factor(...) or (."),
  ]

  @Test(arguments: problems)
  func `a malformed formula points at the character`(_ text: String, _ sentence: String) {
    let error = #expect(throws: ModelError.self) { try ModelFormula(parsing: text) }
    #expect(error?.description == sentence)
  }

  @Test func `parentheses have a deepest nesting`() {
    let text = "y ~ " + String(repeating: "(", count: 100_000)
    #expect(throws: ModelError.malformedFormula(.tooDeep(limit: 50), text: text, position: 55)) {
      try ModelFormula(parsing: text)
    }
  }

  @Test func `the column says which outcome is modelled`() throws {
    let data = try records(
      ["zero": [0, 1, .nan], "one": [1, 2, 2], "x": [1, 2, 3]],
      levels: ["two": ["no", "yes", "no"], "three": ["a", "b", "c"]])
    func outcome(_ text: String) throws -> Binary { try ModelFormula(parsing: text).model(for: data).outcome }
    #expect(try outcome("zero ~ x") == Binary("zero", isTrueFor: "1"))
    #expect(try outcome("zero == 0 ~ x") == Binary("zero", isTrueFor: "0"))
    #expect(try outcome("one = 2 ~ x") == Binary("one", isTrueFor: "2"))
    #expect(try outcome("two ~ x") == Binary("two", isTrueFor: "yes"))
    #expect(try outcome("two == no ~ x") == Binary("two", isTrueFor: "no"))
    #expect(try outcome("three == 'b' ~ x") == Binary("three", isTrueFor: "b"))
    let sentences: [(String, String)] = [
      ("one ~ x", "Outcome \"one\" holds numbers other than 0 and 1; say which one is modelled, as in one == 2."),
      (
        "three ~ x",
        "Column \"three\" has 3 levels, none of which is certain to mean yes; say which one counts, as in "
          + "three=LEVEL. Its distribution shows them; messages name only those that a codebook declares."
      ),
      ("two == yess ~ x", "Column \"two\" has no level \"yess\"."),
      ("thre ~ x", "There is no column named \"thre\". Did you mean \"three\"?"),
      ("zero ~ x + factor(twoo)", "There is no column named \"twoo\". Did you mean \"two\"?"),
    ]
    for (text, sentence) in sentences {
      let error = #expect(throws: ModelError.self) { try outcome(text) }
      #expect(error?.description == sentence)
    }
  }

  @Test func `a time until an event stands on the left as in R`() throws {
    for text in ["Surv(days, dead) ~ age", "time(days, dead) ~ age"] {
      let formula = try ModelFormula(parsing: text)
      #expect(formula.timeColumn == "days" && formula.outcomeColumn == "dead" && formula.outcomeLevel == nil)
    }
    let chosen = try ModelFormula(parsing: "Surv(`days until`, status == 'has died') ~ age")
    #expect(chosen.timeColumn == "days until" && chosen.outcomeLevel == "has died")
    // A column of that name is a column.
    #expect(try ModelFormula(parsing: "time ~ age").outcomeColumn == "time")
    let factor = try ModelFormula(parsing: "factor(life, reference = good) ~ age")
    #expect(factor.outcomeColumn == "life" && factor.outcomeReference == "good")
  }

  @Test(arguments: [
    ("Surv(, dead) ~ x", "character 6: Expected the column of times inside Surv( )."),
    ("Surv(days) ~ x", "character 10: Expected a comma and the column of the event."),
    ("Surv(days, ) ~ x", "character 12: Expected the column of the event inside Surv( )."),
    ("Surv(days, dead == ) ~ x", "character 20: Expected the level that is the event."),
    ("Surv(days, dead ~ x", "character 17: Expected == LEVEL or ) to close Surv(."),
  ])
  func `a malformed time is an error at its place`(_ text: String, _ sentence: String) {
    #expect(throws: ModelError.self) { try ModelFormula(parsing: text) }
    do { _ = try ModelFormula(parsing: text) } catch {
      #expect("\(error)" == "Formula \"\(text)\", \(sentence)")
    }
  }
}
