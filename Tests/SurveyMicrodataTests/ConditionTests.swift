import SurveyMicrodata
import Testing

@Suite struct ConditionTests {
  let data: Microdata

  init() throws {
    data = try microdata("age,sex,comp.imp,grade level\n8,girl,No,5\n12,boy,Yes,10\n,girl,Yes,a b\n18,,No,5\n")
  }

  @Test(arguments: [
    ("age >= 12", [false, true, false, true]),
    ("age == 8 | age == 18", [true, false, false, true]),
    ("age in (8, 12)", [true, true, false, false]),
    ("sex == girl", [true, false, true, false]),
    ("sex != girl", [false, true, false, false]),
    ("not sex == 'girl'", [false, true, false, false]),
    ("!(sex == girl and age < 10)", [false, true, false, true]),
    ("sex == girl or comp.imp == Yes", [true, true, true, false]),
    ("`grade level` in (\"a b\", 10)", [false, true, true, false]),
    ("age < 10 & sex == girl | age > 15", [true, false, false, true]),
    ("age < 10 && (sex == girl || age > 15)", [true, false, false, false]),
    ("age == -1", [false, false, false, false]),
  ])
  func `a record is inside where the condition is known to hold`(text: String, rows: [Bool]) throws {
    let condition = try Condition(parsing: text)
    #expect(try condition.rows(in: data) == rows)
    #expect(try Condition(parsing: condition.description) == condition)
  }
}

@Suite struct MalformedConditionTests {
  @Test(arguments: [
    ("", 1, "Expected the name of a column."),
    ("age", 4, "Expected ==, !=, <, <=, >, >=, in or is."),
    ("age >", 6, "Expected a value."),
    ("age = 5", 5, "Expected ==; a single = compares nothing."),
    ("age == 5 sex == girl", 10, "Expected and, or, or the end."),
    ("(age == 5", 10, "Expected and, or, or )."),
    ("age in 5", 8, "Expected ( before the list of values."),
    ("age in (5 6)", 11, "Expected , or ) in the list of values."),
    ("sex == 'girl", 8, "A quote opens here and nothing closes it."),
    (
      "age is odd", 8,
      "Expected answered, missing, blank, not asked, refused, doesNotKnow or the label of a missing code in quotes."
    ),
    (
      "age is not", 11,
      "Expected answered, missing, blank, not asked, refused, doesNotKnow or the label of a missing code in quotes."
    ),
    ("age == 5 and", 13, "Expected the name of a column."),
  ])
  func `a malformed condition is answered with the character`(text: String, position: Int, expected: String) {
    #expect(
      sentence { _ = try Condition(parsing: text) } == "Condition \"\(text)\", character \(position): \(expected)")
  }

  @Test func `deep nesting is refused and long chains are not`() throws {
    let deep = String(repeating: "(", count: 100_000)
    #expect(
      sentence { _ = try Condition(parsing: deep) }.hasSuffix(
        "character 101: More than 100 parentheses and negations stand inside each other."))
    let long = Array(repeating: "a == 1", count: 20_000).joined(separator: " or ")
    #expect(try Condition(parsing: long).rows(in: try microdata("a\n1\n2\n")) == [true, false])
  }

  @Test(arguments: [
    ("sexe == girl", "There is no column named \"sexe\". Did you mean \"sex\"?"),
    ("sex == gril", "Column \"sex\" has no level \"gril\"."),
    ("sex in (boy, gril)", "Column \"sex\" has no level \"gril\"."),
    ("sex < 5", "Column \"sex\" has levels that are not numbers, so <, <=, > and >= mean nothing for it."),
    ("age == old", "Column \"age\" is compared with numbers, and \"old\" is not one."),
  ])
  func `an unknown column or level is answered with the nearest`(text: String, expected: String) throws {
    let data = try microdata("age,sex\n8,girl\n9,boy\n10,girl\n")
    #expect(sentence { _ = try Condition(parsing: text).rows(in: data) } == expected)
  }

  @Test func `levels that are numbers have an order`() throws {
    let data = try Microdata(name: "d", columns: [("grade", .factor(Factor(["5", "10", nil, "8"])))])
    #expect(try Condition(parsing: "grade >= 8").rows(in: data) == [false, true, false, true])
  }

  @Test func `the columns of a condition are named once in order`() throws {
    #expect(try Condition(parsing: "b == 1 & (a == 2 | b == 3)").columnNames == ["b", "a"])
  }
}
