import Peilstok
import Testing

@Suite struct `Sentences of problems` {
  static let sentences: [(NotebookProblem, String)] = [
    (.notFound, "There is no such notebook."),
    (.unreadable, "The notebook cannot be read as UTF-8 text."),
    (.noFrontMatter, "A notebook starts with front matter between two lines of three dashes (---)."),
    (
      .invalidYAML("found character that cannot start any token"),
      "The YAML cannot be read: found character that cannot start any token."
    ),
    (.dataNotFound(["a.csv", "b.csv"], published: nil), "None of the data files is here: \"a.csv\", \"b.csv\"."),
    (
      .dataNotFound(["a.csv"], published: "https://example.org"),
      "None of the data files is here: \"a.csv\". The data are published at https://example.org."
    ),
    (.unknownKey("titel", nearest: "title", known: ["title"]), "There is no key \"titel\". Did you mean \"title\"?"),
    (
      .unknownKey("x", nearest: nil, known: ["id", "caption"]),
      "There is no key \"x\". Known are \"id\", \"caption\"."
    ),
    (.keysWanted, "Keys with values are wanted here."),
    (.keyDoesNotApply("where", to: "difference"), "The key \"where\" does not go with \"difference\"."),
    (
      .breakInSeries(variable: "exposed", from: "2022", to: "2024"),
      "Indicator \"exposed\" changed between 2022 and 2024, so the two are not compared."
    ),
    (.missingKey("caption"), "The key \"caption\" is missing."),
    (
      .oneKeyWanted(["mean", "total"], found: 2),
      "Exactly one of the keys \"mean\", \"total\" is wanted; found 2."
    ),
    (.unexpectedValue(key: "decimals", expected: "a number"), "The key \"decimals\" wants a number."),
    (
      .unknownWord("engels", key: "language", nearest: "en", known: ["nl", "en"]),
      "The key \"language\" does not know \"engels\". Did you mean \"en\"?"
    ),
    (
      .unknownWord("fr", key: "language", nearest: nil, known: ["nl", "en"]),
      "The key \"language\" does not know \"fr\". Known are \"nl\", \"en\"."
    ),
    (
      .unknownBlock("tabel", nearest: "table", known: ["table"]),
      "There is no block of kind \"tabel\". Did you mean \"table\"?"
    ),
    (.duplicateName("a"), "The name \"a\" is given twice."),
    (
      .unknownName("shar", nearest: "share"),
      "No estimate, model or value is named \"shar\". Did you mean \"share\"?"
    ),
    (.unknownName("x", nearest: nil), "No estimate, model or value is named \"x\"."),
    (
      .unknownElement("girls", of: "share", nearest: "girl"),
      "\"share\" has no element [girls]. Did you mean \"girl\"?"
    ),
    (.elementWanted("share", count: 2), "\"share\" has 2 elements; say which, as in {{share[level]}}."),
    (.unknownField("vlue", nearest: "value", known: ["value"]), "There is no field \"vlue\". Did you mean \"value\"?"),
    (.unknownField("x", nearest: nil, known: ["n", "value"]), "There is no field \"x\". Known are \"n\", \"value\"."),
    (.invalidReference("a b"), "The reference {{a b}} is not of the form name, name[level] or name[level].field."),
    (.undefinedNumber("share"), "\"share\" is undefined, so no sentence can state it."),
    (.labelCount(expected: 1, found: 2), "The table has 1 label column but the row has 2 labels."),
    (.labelCount(expected: 3, found: 1), "The table has 3 label columns but the row has 1 label."),
    (
      .microdata(.levelWanted(column: "sex", levels: ["1", "2", "3"], count: 3)),
      "Column \"sex\" has the levels \"1\", \"2\", \"3\"; say which one counts, as in sex=1."
    ),
    (
      .unexpectedValue(key: "round", expected: "a whole number above 0, such as 1000"),
      "The key \"round\" wants a whole number above 0, such as 1000."
    ),
    (
      .checkFailed(name: "share.value", expected: "8.0%", found: "8.1%"),
      "The check of \"share.value\" does not hold: expected 8.0%, found 8.1%."
    ),
    (.microdata(.duplicateColumn("a")), "Two columns are named \"a\"."),
    (.design(.microdata(.duplicateColumn("a"))), "Two columns are named \"a\"."),
    (.estimation(.invalidLevel(95)), "A confidence level must lie between 0 and 1; found 95.0."),
    (.model(.microdata(.duplicateColumn("a"))), "Two columns are named \"a\"."),
    (.document(.noRows(table: "T1")), "Table \"T1\" has no rows."),
  ]

  @Test(arguments: sentences)
  func `each problem is one sentence`(problem: NotebookProblem, sentence: String) {
    #expect(problem.description == sentence)
  }

  @Test func `an error names the file and, where it has one, the line`() {
    #expect(
      NotebookError(file: "a.md", line: 12, problem: .missingKey("id")).description
        == "a.md:12: The key \"id\" is missing.")
    #expect(
      NotebookError(file: "a.md", line: nil, problem: .unreadable).description
        == "a.md: The notebook cannot be read as UTF-8 text.")
  }
}
