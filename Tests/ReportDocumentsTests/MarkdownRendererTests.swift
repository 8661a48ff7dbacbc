import ReportDocuments
import Testing

@Suite struct MarkdownRendererTests {
  @Test func `a document is rendered block by block`() throws {
    let document = try Document(
      title: "Veilig thuis\n2024", subtitle: "Een *proef*", language: .dutch,
      metadata: [Metadatum("Periode", "2020-2024"), Metadatum("Bestand", "a_b.csv")],
      blocks: [
        .heading(level: 2, text: "Kern"), .paragraph("\n\nEen **alinea**.\r\nTweede regel.\n\n"), .paragraph(" \n"),
        .markdown("    code\n"), .callout(.caution, text: "Synthetisch.\n\nNiet echt."),
        .callout(.note, text: "Goed."), .list(["een\ntwee", "drie"], isOrdered: false),
        .list(["een\n\ntwee", "drie"], isOrdered: true), .table(try Example.table()),
      ])
    let expected = """
      # Veilig thuis 2024

      Een *proef*

      - **Periode:** 2020-2024
      - **Bestand:** a\\_b.csv

      ## Kern

      Een **alinea**.
      Tweede regel.

          code

      > **Let op.** Synthetisch.
      >
      > Niet echt.

      > **Noot.** Goed.

      - een
        twee
      - drie

      <!-- -->

      1. een

         twee
      2. drie


      """
    #expect(MarkdownRenderer().render(document) == expected + Example.dutchMarkdown)
  }

  @Test func `rendering twice gives the same text, with one line feed at the end`() throws {
    let document = try Document(title: "R", language: .english, blocks: [.table(try Example.table())])
    let renderer: any DocumentRenderer = MarkdownRenderer()
    let text = renderer.render(document)
    #expect(text == renderer.render(document))
    #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    #expect(!text.split(separator: "\n").contains { $0.hasSuffix(" ") })
  }

  @Test func `two lists in a row stay two lists`() throws {
    let document = try Document(
      title: "R", language: .english, metadata: [Metadatum("Period", "2024")],
      blocks: [.list(["a"], isOrdered: false), .paragraph("12 children."), .paragraph("- b"), .markdown("    code")])
    let expected = """
      # R

      - **Period:** 2024

      <!-- -->

      - a

      12 children.

      - b

      <!-- -->

          code

      """
    #expect(MarkdownRenderer().render(document) == expected)
  }

  @Test func `a heading level that does not exist is the caller's mistake`() async {
    await #expect(processExitsWith: .failure) {
      let document = try Document(title: "R", language: .english, blocks: [.heading(level: 7, text: "H")])
      _ = MarkdownRenderer().render(document)
    }
  }
}
