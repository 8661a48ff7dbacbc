import Peilstok
import Testing

@Suite struct References {
  private let folder = NotebookFolder()
  private let estimates = block(
    "estimates",
    """
    share: {prevalence: exposed, denominator: everyone who answered}
    by_sex: {prevalence: exposed, by: sex, where: sex != 3}
    by_both: {prevalence: exposed, by: [wave, sex], where: sex != 3}
    empty: {prevalence: exposed, where: sex == 3}
    two: {mean: [grade, hours]}
    levels: {distribution: exposed, by: wave}
    """)

  @Test(
    arguments: [
      ("share", "share", [], nil), (" share ", "share", [], nil), ("a[b]", "a", ["b"], nil),
      ("a[b, c d].text", "a", ["b", "c d"], "text"), ("a.one-in", "a", [], "one-in"), ("é_1", "é_1", [], nil),
      ("a[x[1]].n", "a", ["x[1]"], "n"),
    ] as [(String, String, [String], String?)])
  func `a reference is a name, levels and a field`(text: String, name: String, levels: [String], field: String?) throws
  {
    let reference = try #require(Reference(text))
    #expect(reference.name == name)
    #expect(reference.levels == levels)
    #expect(reference.field == field)
  }

  @Test(arguments: ["", " ", "a b", "a.", "a[]", "a[b", "a[b,]", "a.1", ".n", "[b]", "a[b]c", "a-b"])
  func `anything else is none`(text: String) {
    #expect(Reference(text) == nil)
  }

  /// What stands on the last line of a notebook.
  private func sentence(_ sentence: String) throws -> String {
    let markdown = try folder.markdown(estimates + "\n" + sentence)
    let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)
    let end = try #require(lines.firstIndex { $0.hasPrefix("## Provenance") })
    return lines[..<end].last { !$0.isEmpty }.map(String.init) ?? ""
  }

  @Test func `a reference in a sentence is replaced by its text`() throws {
    let share = SmallSurvey.share(SmallSurvey.isExposed)
    let value = NumberFormat.percentage(decimals: 1).text(share, in: .english)
    #expect(try sentence("**{{share.value}}** of {{share.denominator}}.") == "**\(value)** of everyone who answered.")
    #expect(try sentence("{{share}}").hasPrefix("\(value) (95% CI "))
    #expect(try sentence("{{share}}") == sentence("{{ share.text }}"))
    #expect(try sentence("{{share.value}}{{share.value}}") == value + value)
  }

  @Test func `an element is found by the levels of its groups, then by its variable and level`() throws {
    let girls = SmallSurvey.share { $0.sex == "2" ? SmallSurvey.isExposed($0) : nil }
    let value = NumberFormat.percentage(decimals: 1).text(girls, in: .english)
    #expect(try sentence("{{by_sex[2].value}}") == value)
    let both = try sentence("{{by_both[2, 2024]}} {{by_both[2022, 2].n}}")
    #expect(try sentence("{{by_both[2024, 2]}} {{by_both[2, 2022].n}}") == both)
    #expect(try sentence("{{two[hours].n}}") == "240")
    #expect(try sentence("{{levels[2022, yes].value}}") != sentence("{{levels[2022, no].value}}"))
  }

  @Test(arguments: [
    ("{{shar}}", "No estimate, model or value is named \"shar\". Did you mean \"share\"?"),
    ("{{unheard}}", "No estimate, model or value is named \"unheard\"."),
    ("{{by_sex}}", "\"by_sex\" has 2 elements; say which, as in {{by_sex[level]}}."),
    ("{{by_both[2]}}", "\"by_both\" has 2 elements; say which, as in {{by_both[level]}}."),
    ("{{by_sex[4]}}", "\"by_sex\" has no element [4]. Did you mean \"1\"?"),
    ("{{levels[2022, yess]}}", "\"levels\" has no element [2022, yess]. Did you mean \"yes\"?"),
    ("{{two[hour]}}", "\"two\" has no element [hour]. Did you mean \"hours\"?"),
    ("{{share.valu}}", "There is no field \"valu\". Did you mean \"value\"?"),
    (
      "{{share.verdict}}",
      "There is no field \"verdict\". Known are \"denominator\", \"df\", \"interval\", \"lower\", \"missing\", \"n\", "
        + "\"numerator\", \"one-in\", \"se\", \"upper\", \"value\"."
    ),
    (
      "{{by_sex[1].denominator}}",
      "There is no field \"denominator\". Known are \"df\", \"interval\", \"lower\", \"missing\", \"n\", "
        + "\"numerator\", \"one-in\", \"se\", \"upper\", \"value\"."
    ),
    ("{{empty}}", "\"empty\" is undefined, so no sentence can state it."),
    ("{{empty.value}}", "\"empty\" is undefined, so no sentence can state it."),
    ("{{empty.interval}}", "\"empty\" is undefined, so no sentence can state it."),
    ("{{empty.lower}}", "\"empty\" is undefined, so no sentence can state it."),
    ("{{empty.one-in}}", "\"empty\" is undefined, so no sentence can state it."),
    ("{{empty.se}}", "\"empty\" is undefined, so no sentence can state it."),
    ("{{share", "The reference {{share and more.}} is not of the form name, name[level] or name[level].field."),
    ("{{share one}}", "The reference {{share one}} is not of the form name, name[level] or name[level].field."),
    ("{{}}", "The reference {{}} is not of the form name, name[level] or name[level].field."),
  ])
  func `what cannot be stated is an error on its line`(text: String, complaint: String) throws {
    let body = estimates + "\nA sentence.\nAnd then \(text) and more."
    let line = NotebookFolder.firstLine + body.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    #expect(try folder.complaint(body) == "small.md:\(line): \(complaint)")
  }

  @Test func `the count of an empty group is nought and can be stated`() throws {
    #expect(try sentence("{{empty.n}}") == "0")
  }
}
