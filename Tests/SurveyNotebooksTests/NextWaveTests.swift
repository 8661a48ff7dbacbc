import Foundation
import Peilstok
import TestSupport
import Testing

/// The monitor with a wave 2026 that it was not written for: the records of 2024 once more, with another year.
@Suite struct NextWaveTests {
  private static let folder = repository.appending(path: "datasets/monitor")

  private static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// The lines of a CSV text, and those of 2024 again as a function rewrites their fields.
  private static func withNextWave(
    _ csv: String, waveColumn: Int, _ change: (inout [Substring]) -> Void = { _ in }
  ) -> String {
    let lines = csv.split(separator: "\n")
    let added = lines.compactMap { line -> String? in
      var fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields[waveColumn] == "2024" else { return nil }
      fields[waveColumn] = "2026"
      change(&fields)
      return fields.joined(separator: ",")
    }
    return (lines.map(String.init) + added).joined(separator: "\n") + "\n"
  }

  /// Renders the monitor, without its analyses under other designs, over records with the wave 2026.
  private static func rendered(isPooled: Bool?) throws -> (text: String, data: Microdata) {
    let root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let (data, notebooks) = (root.appending(path: "datasets/monitor"), root.appending(path: "notebooks-md"))
    for folder in [data, notebooks] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    defer { try? FileManager.default.removeItem(at: root) }
    var files = [
      "monitor.csv": try text("monitor.csv"), "population-margins.csv": try text("population-margins.csv"),
      "sample-flow.csv": try text("sample-flow.csv"), "datapackage.json": try text("datapackage.json"),
      "indicators.yaml": try text("indicators.yaml"), "truth.csv": try text("truth.csv"),
    ]
    if let isPooled {
      files["monitor.csv"] = withNextWave(files["monitor.csv"] ?? "", waveColumn: 1) { fields in
        if !isPooled { fields[2] = "no" }
      }
      files["population-margins.csv"] = withNextWave(files["population-margins.csv"] ?? "", waveColumn: 0)
      files["sample-flow.csv"] = withNextWave(
        (files["sample-flow.csv"] ?? "").replacing("2020-2024", with: "2020-2026"), waveColumn: 0)
      let level = #"{"value": "2024", "label": "2024", "labels": {"nl": "2024", "en": "2024"}}"#
      files["datapackage.json"] = (files["datapackage.json"] ?? "").replacing(
        level, with: level + ", " + level.replacing("2024", with: "2026"))
    }
    for (name, text) in files { try Data(text.utf8).write(to: data.appending(path: name)) }
    let notebook = notebooks.appending(path: "monitor-2024.md")
    try Data(try withoutSensitivity().utf8).write(to: notebook)
    let document = try Notebook(contentsOf: notebook).rendered().document
    let records = try Microdata(contentsOf: data.appending(path: "datapackage.json"))
    return (
      MarkdownRenderer().render(document),
      try records.deriving(IndicatorDictionary(contentsOf: data.appending(path: "indicators.yaml").path))
    )
  }

  /// The notebook without what takes a minute in a debug build: the sensitivity block and all that refers to it.
  private static func withoutSensitivity() throws -> String {
    var blocks: [String] = []
    let text = try String(contentsOf: repository.appending(path: "notebooks-md/monitor-2024.md"), encoding: .utf8)
    for block in text.split(separator: "\n\n", omittingEmptySubsequences: false).map(String.init) {
      if block.hasPrefix("```yaml sensitivity") || block.contains("\nsensitivity:") || block.contains("{designs: all}")
      {
        continue
      }
      blocks.append(
        block.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.contains(" under ") }
          .joined(separator: "\n").replacing("{{analyses.count-word}}", with: "geen"))
    }
    return blocks.joined(separator: "\n\n")
  }

  /// The records of a wave, or of the pooled ones, with a known answer about violence at home.
  private static func known(_ data: Microdata, _ condition: String) throws -> Int {
    try Condition(parsing: "exposed is answered & \(condition)").rows(in: data).count { $0 }
  }

  private static func written(_ count: Int) -> String { NumberFormat.count.text(Double(count), in: .dutch) }

  @Test(arguments: [nil, true, false])
  func `sentences name the waves whose records they count`(isPooled: Bool?) throws {
    let (text, data) = try Self.rendered(isPooled: isPooled)
    let pooled = isPooled == true ? "2020, 2022, 2024 en 2026" : "2020, 2022 en 2024"
    let all = isPooled == nil ? "2020, 2022 en 2024" : "2020, 2022, 2024 en 2026"
    let last = isPooled == nil ? "2024" : "2026"
    let previous = isPooled == nil ? "2022" : "2024"
    #expect(text.hasPrefix("# Monitor geweld thuis \(last)\n"))
    // The sentence, its count and the records behind it are of the same waves.
    let sentence = try #require(text.split(separator: "\n- ").first { $0.contains("groeit op met ruzie") })
      .replacing("\n  ", with: " ")
    #expect(sentence.contains("metingen \(pooled) samen, meldt"))
    #expect(sentence.contains("; n = \(Self.written(try Self.known(data, "pooled == yes"))))"))
    #expect(sentence.contains("In \(last) was het"))
    #expect(sentence.contains("alle kinderen van 8 tot en met 18 jaar in \(last)"))
    #expect(
      text.contains("metingen \(all)**") || text.contains("metingen \(all)\n") || text.contains("metingen \(all)"))
    #expect(text.contains("**Sinds \(previous): "))
    #expect(text.contains("naar vorm van geweld thuis, \(last)\n"))
    #expect(text.contains("n = \(Self.written(try Self.known(data, "wave == \(last)")))"))
    if isPooled != nil {
      // No wave is left out of a list that says "samen", and none is in it that its figures leave out.
      let listed = text.ranges(of: "samen").map { range in
        text[..<range.lowerBound].suffix(40).replacing("\n", with: " ")
      }
      let wrong = isPooled == true ? "2022 en 2024 " : "2024 en 2026 "
      #expect(listed.filter { $0.hasSuffix(wrong) } == [])
      #expect(text.contains("Het aantal metingen (4) is te klein"))
    }
  }
}
