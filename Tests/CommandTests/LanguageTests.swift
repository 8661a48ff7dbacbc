import Foundation
import TestSupport
import Testing

@Suite("The language of a report")
struct ReportLanguageTests {
  @Test func `the command renders a report in another language than its own`() throws {
    try withFiles([
      "d.csv": "w,y\n1,1\n2,0\n1,1\n1,0\n",
      "n.md":
        "---\ntitle: N\nlanguage: en\ndata: d.csv\ndesign: {weights: w}\n---\n\n```yaml estimates\na: {mean: y}\n```\n\n{{a}}\n",
    ]) { folder in
      let dutch = try peilstok("report n.md --output nl --language nl", in: folder)
      #expect(dutch.status == 0, "\(dutch.errors)")
      let text = try String(contentsOf: folder.appending(path: "nl/n.md"), encoding: .utf8)
      #expect(text.contains("0,4 (95%-BI") && text.contains("Herkomst van de cijfers"))
      let own = try peilstok("report n.md --output en", in: folder)
      #expect(own.status == 0)
      #expect(try String(contentsOf: folder.appending(path: "en/n.md"), encoding: .utf8).contains("0.4 (95% CI"))
      let unknown = try peilstok("report n.md --output xx --language de", in: folder)
      #expect(unknown.status == 64 && unknown.errors.contains("--language") && unknown.errors.contains("nl"))
    }
  }
}
