import Foundation
import Peilstok
import TestSupport
import Testing

@Suite("The manual in reach")
struct ManualTests {
  private static let articles = [
    ("notebook", "Sources/SurveyNotebooks/SurveyNotebooks.docc/WritingNotebooks.md"),
    ("indicators", "Sources/SurveyMicrodata/SurveyMicrodata.docc/IndicatorDictionaries.md"),
    ("design", "Sources/SurveyDesigns/SurveyDesigns.docc/WhichDesign.md"),
    ("interval", "Sources/SurveyEstimates/SurveyEstimates.docc/WhichInterval.md"),
    ("inference", "Sources/SurveyModels/SurveyModels.docc/InferenceForModels.md"),
  ]

  @Test(arguments: articles)
  func `help prints the article of the documentation, from any folder`(topic: String, article: String) throws {
    let run = try withFiles([:]) { try peilstok("help \(topic)", in: $0) }
    #expect(run.status == 0 && run.errors == "")
    let written = try String(contentsOf: repository.appending(path: article), encoding: .utf8)
    let words = { (text: String) in text.filter { $0 != "`" } }
    #expect(words(run.output) == words(written) && run.output.hasPrefix("# "))
  }

  @Test func `help of the command and of report name the articles`() throws {
    let whole = try peilstok("--help")
    for (topic, _) in Self.articles { #expect(whole.output.contains("peilstok help \(topic)")) }
    let report = try peilstok("report --help")
    #expect(report.output.contains("peilstok help notebook") && report.output.contains("peilstok help"))
    #expect(try peilstok("help estimate").output.contains("USAGE: peilstok estimate"))
  }

  @Test func `what is wrong with the form of a notebook or a dictionary names its guide`() throws {
    let notebook = "---\ntitle: N\ndata: d.csv\nweihgts: w\n---\n\nText.\n"
    let dictionary = "version: \"1\"\nindicators:\n  - name: a\n"
    try withFiles(["n.md": notebook, "d.csv": "y,w\n1,1\n", "i.yaml": dictionary]) { folder in
      let report = try peilstok("report n.md --output out", in: folder)
      #expect(report.status == 1 && report.errors.hasSuffix(" See 'peilstok help notebook'.\n"))
      let estimate = try peilstok("estimate d.csv --indicators i.yaml --statistic mean --of y", in: folder)
      #expect(estimate.status == 1 && estimate.errors.hasSuffix(" See 'peilstok help indicators'.\n"))
      let absent = try peilstok("estimate d.csv --statistic mean --of z", in: folder)
      #expect(absent.status == 1 && !absent.errors.contains("See"))
    }
  }

  @Test func `the dictionaries of the guide can be read`() throws {
    let text = try String(contentsOf: repository.appending(path: Self.articles[1].1), encoding: .utf8)
    let blocks = text.components(separatedBy: "```yaml\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
    #expect(blocks.count == 2)
    for block in blocks {
      try withFiles(["d.yaml": block + "\n"]) { folder in
        let read = try IndicatorDictionary(contentsOf: folder.appending(path: "d.yaml").path)
        #expect(read.indicators.count > 1)
      }
    }
  }

  /// The commands of the README, each with its continuation lines.
  private func commands() throws -> [String] {
    let text = try String(contentsOf: repository.appending(path: "README.md"), encoding: .utf8)
    return text.replacing("\\\n", with: " ").split(separator: "\n").map(String.init).filter {
      $0.hasPrefix("peilstok ")
    }
  }

  @Test func `the commands of the README run as they are written`() throws {
    let commands = try commands()
    #expect(commands.count >= 9)
    try withFiles([:]) { folder in
      for name in ["datasets", "notebooks-md"] {
        try FileManager.default.createSymbolicLink(
          at: folder.appending(path: name), withDestinationURL: repository.appending(path: name))
      }
      for command in commands {
        let run = try run("/bin/sh", ["-c", "\"$0\" \(command.dropFirst(9))", peilstokExecutable.path], in: folder)
        #expect(run.status == 0, "\(command): \(run.errors)")
      }
    }
  }
}
