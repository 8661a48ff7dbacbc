import Foundation
import Peilstok
import Testing

@Suite struct `What a notebook gives` {
  private let body =
    block("estimates", "a: {prevalence: exposed, by: wave}")
    + "In 2022 it was {{a[2022]}}.\n\n"
    + block("table", "id: T1\ncaption: Shares\nnotes: [A note.]\nrows:\n  - {prevalence: exposed, by: sex}")
    + block("table", "id: T2\ncaption: Other\nsource: Elsewhere.\nmissing: [exposed]")
    + block("check", "- {of: \"a[2022].lower\", above: 0}")

  @Test func `is a document, a file with metadata for each table, and provenance`() throws {
    let files = try NotebookFolder().render(body).files
    #expect(
      files.map(\.name) == [
        "small.md", "small/t1.csv", "small/t1.csv-metadata.json", "small/t2.csv", "small/t2.csv-metadata.json",
        "small/check-1.csv", "small/check-1.csv-metadata.json", "small/provenance.csv",
        "small/provenance.csv-metadata.json", "small/provenance.json",
      ])
  }

  @Test func `carries the source under each table, and the table's own where it has one`() throws {
    let tables = try NotebookFolder().render(body).document.tables
    #expect(tables.first { $0.identifier == "T1" }?.source == "A small survey.")
    #expect(tables.first { $0.identifier == "T2" }?.source == "Elsewhere.")
  }

  @Test(arguments: [
    (Language.english, "Synthetic data: none of these answers was given by a child."),
    (Language.dutch, "Synthetische gegevens: geen van deze antwoorden is door een kind gegeven."),
  ])
  func `says above the text and under each table that records are synthetic`(
    language: Language, sentence: String
  ) throws {
    var folder = NotebookFolder(language: language.rawValue)
    #expect(!(try folder.markdown(body)).contains(sentence))
    folder.package = SmallSurvey.package("\"synthetic\": true,")
    let document = try folder.render(body).document
    #expect(document.blocks.first == .callout(.important, text: "**\(sentence)**"))
    #expect(document.tables.first { $0.identifier == "T1" }?.source == "A small survey. \(sentence)")
  }

  @Test(arguments: [
    (Language.english, "The bounds are model-based"), (Language.dutch, "De grenzen zijn modelgebaseerd"),
  ])
  func `says of every table of estimates that bounds are model-based where people chose to take part`(
    language: Language, words: String
  ) throws {
    var folder = NotebookFolder(language: language.rawValue)
    #expect(!(try folder.markdown(body)).contains(words))
    folder.package = SmallSurvey.package("\"sampleKind\": \"optIn\",")
    let tables = try folder.render(body).document.tables
    #expect(tables.first { $0.identifier == "T1" }?.notes.contains { $0.text.hasPrefix(words) } == true)
  }

  @Test func `speaks the language of the notebook`() throws {
    let dutch = try NotebookFolder(language: "nl").markdown(body)
    for words in ["95%-BI", " tot ", "**Tabel T1.**", "jongen", "Controles die kloppen", "Herkomst"] {
      #expect(dutch.contains(words), "\(words)")
    }
    let english = try NotebookFolder().markdown(body)
    for words in ["95% CI", " to ", "**Table T1.**", "boy", "Checks that hold", "Provenance"] {
      #expect(english.contains(words), "\(words)")
    }
  }

  @Test func `names every file that was read with its hash`() throws {
    var folder = NotebookFolder()
    folder.files["figures.csv"] = "a,b\nx,1\n"
    let text = folder.text(
      block("values", "v: {file: figures.csv, where: a == x, column: b}") + "{{v}}\n"
        + block("table", "id: T9\ncaption: A\ndata: figures.csv\ncolumns: {a: A, b: B}"))
    try folder.withNotebook(text: text) { url in
      let rendered = try Notebook(contentsOf: url).rendered()
      let provenance = try #require(
        JSONSerialization.jsonObject(with: Data(rendered.provenance.utf8)) as? [String: Any])
      let files = try #require(provenance["files"] as? [[String: Any]])
      let names = files.compactMap { $0["name"] as? String }
      #expect(Set(names) == ["small.md", "datapackage.json", "survey.csv", "indicators.yaml", "figures.csv"])
      #expect(names.count == Set(names).count)
      for file in files {
        let name = try #require(file["name"] as? String)
        let path = url.deletingLastPathComponent().appending(path: name)
        #expect(file["sha256"] as? String == (try sha256(of: path)))
        #expect(file["bytes"] as? Int == (try Data(contentsOf: path)).count)
      }
      #expect(provenance["tables"] as? Int == 1)
    }
  }

  /// The hash of a file by coreutils, which shares no code with ours.
  private func sha256(of file: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/sha256sum")
    process.arguments = [file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return String(output.prefix { $0 != " " })
  }

  @Test func `is the same, byte by byte, when it is made again or beside others`() async throws {
    let body = body
    let first = try NotebookFolder().render(body).files
    let others = try await withThrowingTaskGroup(of: [OutputFile].self) { group in
      for _ in 0..<4 { group.addTask { try NotebookFolder().render(body).files } }
      var all: [[OutputFile]] = []
      for try await files in group { all.append(files) }
      return all
    }
    for files in others {
      #expect(files.map(\.name) == first.map(\.name))
      #expect(files.map(\.contents) == first.map(\.contents))
    }
  }
}
