import Foundation
import Peilstok
import Testing

@Suite struct `Front matter` {
  private let folder = NotebookFolder()

  @Test(arguments: [
    ("", "small.md:1: A notebook starts with front matter between two lines of three dashes (---)."),
    ("# Title\n", "small.md:1: A notebook starts with front matter between two lines of three dashes (---)."),
    ("---\ntitle: A\n", "small.md:1: A notebook starts with front matter between two lines of three dashes (---)."),
    ("---\n---\n", "small.md:1: A notebook starts with front matter between two lines of three dashes (---)."),
    ("---\nlanguage: en\n---\n", "small.md:2: The key \"title\" is missing."),
    ("---\ntitle: A\nlangage: en\n---\n", "small.md:3: There is no key \"langage\". Did you mean \"language\"?"),
    (
      "---\ntitle: A\nlanguage: fr\n---\n",
      "small.md:3: The key \"language\" does not know \"fr\". Known are \"nl\", \"en\"."
    ),
    ("---\ntitle: [A]\n---\n", "small.md:2: The key \"title\" wants a text."),
    ("---\ntitle: A\ndata: {a: b}\n---\n", "small.md:3: The key \"data\" wants a list of texts."),
    (
      "---\ntitle: A\ndesign:\n  single-unit: avrage\n---\n",
      "small.md:4: The key \"single-unit\" does not know \"avrage\". Did you mean \"average\"?"
    ),
    ("---\ntitle: A\ndesign: {nested: maybe}\n---\n", "small.md:3: The key \"nested\" wants true or false."),
    ("---\ntitle: A\ndesign: {strat: wave}\n---\n", "small.md:3: There is no key \"strat\". Did you mean \"strata\"?"),
    ("---\ntitle: A\ndesign: wave\n---\n", "small.md:3: Keys with values are wanted here."),
    ("---\ntitle: A\nweighting:\n  margins: a.csv\n---\n", "small.md:4: The key \"method\" is missing."),
    (
      "---\ntitle: A\nweighting: {method: rakin, margins: a.csv}\n---\n",
      "small.md:3: The key \"method\" does not know \"rakin\". Did you mean \"raking\"?"
    ),
    (
      "---\ntitle: A\ndata:\n  - a.csv\n  - b.csv\n---\n",
      "small.md:4: None of the data files is here: \"a.csv\", \"b.csv\"."
    ),
    (
      "---\ntitle: A\npublished: https://example.org\ndata: a.csv\n---\n",
      "small.md:4: None of the data files is here: \"a.csv\". The data are published at https://example.org."
    ),
    (
      "---\ntitle: A\ndata: datapackage.json\ndesign: {weights: weigth}\n---\n",
      "small.md:4: There is no column named \"weigth\". Did you mean \"weight\"?"
    ),
  ])
  func `what is wrong with it is said with its line`(text: String, complaint: String) throws {
    #expect(try folder.complaint(text: text) == complaint)
  }

  @Test(arguments: [
    ("---\ntitle: A\nsource: \"b\n---\n", 3),
    ("---\ntitle: A\n\tsource: b\n---\n", 3),
    ("---\ntitle: A\nsource: b\ntitle: c\n---\n", 2),
    ("---\ntitle: A\nsource: [a, b\n---\n", 4),
    ("---\ntitle: A\n---\n\n```yaml values\na: {number: 1}\nb: {number: 1\n```\n", 8),
    ("---\ntitle: A\n---\n\n```yaml values\na: {number: 1}\na: {number: 2}\n```\n", 6),
    ("---\ntitle: A\n---\n\n- item\n\n  ```yaml values\n  a: {number: 1}\n  b: *c\n  ```\n", 9),
    ("---\ntitle: A\nsource: a\u{1}\n---\n", 3),
  ])
  func `a mistake in YAML is placed on its line of the file`(text: String, line: Int) throws {
    let complaint = try folder.complaint(text: text)
    #expect(complaint.hasPrefix("small.md:\(line): The YAML cannot be read: "), "\(complaint)")
  }

  @Test func `a mark of byte order before the front matter is no part of it`() throws {
    #expect(try folder.complaint(text: "\u{FEFF}---\ntitle: A\n---\n") == "no error")
  }

  @Test func `lines may end as on Windows`() throws {
    let text = folder.text("A\n\n" + block("values", "a: {number: 12}") + "\n{{a}}.")
    let document = try folder.render(text: text.replacing("\n", with: "\r\n")).document
    #expect(MarkdownRenderer().render(document).contains("\n12.\n"))
  }

  @Test func `a file that is not UTF-8 text or not there is unreadable`() throws {
    let sentence = "small.md: The notebook cannot be read as UTF-8 text."
    try folder.withNotebook(text: "") { url in
      try Data([0x2d, 0x2d, 0x2d, 0x0a, 0xff, 0xfe]).write(to: url)
      #expect(throws: NotebookError(file: "small.md", line: nil, problem: .unreadable)) {
        try Notebook(contentsOf: url)
      }
      #expect(NotebookError(file: "small.md", line: nil, problem: .unreadable).description == sentence)
      try FileManager.default.removeItem(at: url)
      #expect(throws: NotebookError(file: "small.md", line: nil, problem: .notFound)) {
        try Notebook(contentsOf: url)
      }
    }
  }

  @Test func `the first data file that exists is read`() throws {
    let text = """
      ---
      title: A
      data: [elsewhere.csv, survey.csv]
      codebook: datapackage.json
      ---
      ```yaml estimates
      share: {prevalence: exposed}
      ```
      {{share.n}}
      """
    let rendered = try folder.render(text: text)
    #expect(rendered.provenance.contains("\"survey.csv\""))
    #expect(!rendered.provenance.contains("elsewhere"))
  }

  @Test func `a notebook without data has no estimates`() throws {
    let text = "---\ntitle: A\n---\n```yaml estimates\na: {prevalence: b}\n```\n"
    #expect(try folder.complaint(text: text) == "small.md:5: The key \"data\" is missing.")
    let table = "---\ntitle: A\n---\n```yaml table\nid: T1\ncaption: A\nrows: []\n```\n"
    #expect(try folder.complaint(text: table) == "small.md:5: The key \"data\" is missing.")
  }
}
