import ReportDocuments
import Testing

@Suite struct MarkdownTableTests {
  static let awkwardLabels = [
    "a|b", "|", "||", #"\"#, #"\|"#, #"\\|"#, #"a\"#, "*ster*", "_x_", "`code`", "<script>alert(1)</script>", "[a](b)",
    "[x]", "![a](b)", "# kop", "- item", "1. een", "~~weg~~", "$x$", "&amp;", ":smile:", "👩‍👧‍👦", "🇳🇱", "家庭", "e\u{301}",
    "é",
    "---", ":---:", "www.example.org", "a &lt b", "%", "\"q\"", "'", "<!-- x -->", "=1+1",
  ]

  @Test(arguments: awkwardLabels)
  func `a label comes back as it was`(label: String) throws {
    let table = try Table(
      "T1", caption: "C",
      columns: [
        TableColumn("a", header: label, role: .label), TableColumn("n", header: "n", role: .count),
      ],
      rows: [[.text(label), .count(1994)], ["x", .count(2)]])
    let read = try #require(PipeTable(in: table.markdown(in: .dutch)))
    #expect(read.header == [label, "n"])
    #expect(read.rule.map { $0.prefix(1) + $0.suffix(1) } == [":-", "-:"])
    #expect(read.rows == [[label, "1.994"], ["x", "2"]])
  }

  @Test(arguments: ["a\nb", "a\r\nb", "a\rb", "a\u{2028}b", "a\u{B}b", " a  b ", "a\tb"])
  func `a line break in a label becomes a space, so that the row stays one line`(label: String) throws {
    let table = try Table(
      "T1", caption: "C", columns: [TableColumn("a", header: "A", role: .label)], rows: [[.text(label)]])
    let read = try #require(PipeTable(in: table.markdown(in: .english)))
    #expect(read.rows == [["a b"]])
  }

  @Test func `every line of a grid is equally wide, wide and combining characters counted`() throws {
    let labels = ["kort", "een lang label", "e\u{301}e\u{301}", "a|b"]
    let table = try Table(
      "T1", caption: "C",
      columns: [
        TableColumn("a", header: "A", role: .label), TableColumn("b", header: "B", role: .text, alignment: .center),
      ],
      rows: labels.map { [.text($0), .text($0)] } + [["家庭", "👩‍👧"]])
    let lines = table.markdown(in: .dutch).split(separator: "\n").filter { $0.hasPrefix("|") }
    // Three wide characters more columns than characters in the last row: 家, 庭 and the emoji.
    #expect(lines.map(\.count) == [35, 35, 35, 35, 35, 35, 32])
  }

  @Test func `a table is rendered with caption, header, notes, legend and source`() throws {
    let table = try Example.table()
    #expect(table.markdown(in: .dutch) == Example.dutchMarkdown)
    #expect(table.markdown(in: .english, shorthandStyle: .householdSurveys) == Example.englishMarkdown)
  }

  @Test func `a number that is not finite is shown as not available, with its legend`() throws {
    let table = try Table(
      "T1", caption: "C", columns: [TableColumn("a", header: "A", role: .estimate)],
      rows: [[.number(.nan, .count)], [.number(-.infinity, .pValue)]])
    let text = table.markdown(in: .english)
    let read = try #require(PipeTable(in: text))
    #expect(read.rows == [["[x]"], ["[x]"]])
    #expect(text.hasSuffix("\n\n- **[x]** = not available\n"))
  }

  @Test(arguments: [Int.min, -1994, 0, Int.max])
  func `a count is exact at any size`(count: Int) throws {
    let table = try Table(
      "T1", caption: "C", columns: [TableColumn("a", header: "A", role: .count)], rows: [[.count(count)]])
    let read = try #require(PipeTable(in: table.markdown(in: .english)))
    #expect(Int(read.rows[0][0].filter { $0 != "," }) == count)
  }
}
