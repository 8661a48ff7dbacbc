import Peilstok
import Testing

@Suite struct `Braces in code` {
  private let folder = NotebookFolder()

  /// The document of a notebook that names the value `a`, 12.
  private func markdown(_ prose: String) throws -> String {
    try folder.markdown(block("values", "a: {number: 12}") + "\n" + prose)
  }

  @Test(arguments: [
    ("Write `{{a}}` for {{a}}.", "Write `{{a}}` for 12."),
    ("Write ``{{a}} ` {{b}}`` for {{a}}.", "Write ``{{a}} ` {{b}}`` for 12."),
    ("`{{x` and {{a}} and `y}}`", "`{{x` and 12 and `y}}`"),
    ("- first\n- write `{{x}}` for {{a}}", "- first\n- write `{{x}}` for 12"),
    ("- first\n  write `{{x}}` for {{a}}", "- first\n  write `{{x}}` for 12"),
    ("1. one\n\n   two `{{x}}`\n   three `{{y}}` {{a}}", "1. one\n\n   two `{{x}}`\n   three `{{y}}` 12"),
    ("> quoted `{{x}}`\n> further `{{y}}` {{a}}", "> quoted `{{x}}`\n> further `{{y}}` 12"),
    ("code over `two\nlines {{x}} of` {{a}}", "code over `two\nlines {{x}} of` 12"),
    ("lazy\n   later `{{x}}` {{a}} `{{y}}`", "lazy\n   later `{{x}}` 12 `{{y}}`"),
    ("- lazy\nlater `{{x}}` {{a}} `{{y}}`", "- lazy\nlater `{{x}}` 12 `{{y}}`"),
    ("1. a `b\n   {{x}} c` {{a}} `d\n   {{y}}` e", "1. a `b\n   {{x}} c` 12 `d\n   {{y}}` e"),
    ("` {{x}} ` {{a}} \\` {{a}} `", "` {{x}} ` 12 \\` 12 `"),
    ("é `{{x}}` {{a}} `{{y}}`", "é `{{x}}` 12 `{{y}}`"),
    ("## Heading `{{x}}` {{a}}", "## Heading `{{x}}` 12"),
    ("| a | b |\n|---|---|\n| `{{x}}` | {{a}} |", "| a | b |\n|---|---|\n| `{{x}}` | 12 |"),
    ("~~~\n{{x}}\n~~~\n{{a}}", "~~~\n{{x}}\n~~~\n12"),
    ("```yaml\nx: {{x}}\n```\n{{a}}", "```yaml\nx: {{x}}\n```\n12"),
    ("```swift\n{{x}}\n```\n{{a}}", "```swift\n{{x}}\n```\n12"),
    ("    {{x}}\n\n{{a}}", "{{x}}\n\n12"),
    ("Before {{a}}\n\n```\n{{x}}", "Before 12\n\n```\n{{x}}"),
  ])
  func `are left alone`(prose: String, expected: String) throws {
    let markdown = try markdown(prose)
    #expect(markdown.contains(expected), "\(markdown)")
  }

  @Test func `a block of an unknown kind is an error on its line`() throws {
    #expect(
      try folder.complaint("Text.\n\n```yaml tabel\nid: T1\n```\n")
        == "small.md:12: There is no block of kind \"tabel\". Did you mean \"table\"?")
    #expect(
      try folder.complaint("```yaml chart\nid: T1\n```\n") == "small.md:10: There is no block of kind \"chart\". "
        + "Known are \"estimates\", \"test\", \"table\", \"model\", \"values\", \"check\", \"sensitivity\".")
  }

  @Test func `blocks may stand in lists`() throws {
    let body = "- item\n\n  ```yaml values\n  b: {number: 3}\n  ```\n\n- {{b}}"
    #expect(try folder.markdown(body).contains("- 3"))
  }
}
