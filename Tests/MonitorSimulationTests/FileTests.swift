import Foundation
import MonitorSimulation
import TestSupport
import Testing

/// The files that seed 2024 gives; made once for all tests.
private let files = MonitorSimulation(seed: 2024).files(of: dataset)

struct FileTests {
  @Test func `the committed dataset is exactly what seed 2024 gives`() throws {
    for (name, contents) in files {
      let committed = try String(contentsOf: repository.appending(path: "datasets/monitor/\(name)"), encoding: .utf8)
      #expect(committed == contents, "\(name) differs: run peilstok simulate --seed 2024 --output datasets/monitor")
    }
  }

  @Test func `a written dataset holds the files and nothing else`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "monitor-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try MonitorSimulation(seed: 3).write(to: folder.path)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(names) == Set(files.map(\.name)))
    #expect(names.count == 7)
  }

  @Test func `every cell is a level, a missing code or a number in range by the codebook`() {
    let fields = MonitorColumns.monitorFields
    let levels = fields.map { Set($0.levels.map(\.name) + ($0.hasMissing ? ["-7", "-8", "-9"] : [])) }
    var wrong: Set<String> = []
    for row in dataset.rows {
      for (position, cell) in row.cells.enumerated() where !levels[position].contains(cell) {
        let field = fields[position]
        let range = Double(field.minimum ?? 0)...Double(field.maximum ?? .max)
        let isInRange = field.levels.isEmpty && Double(cell).map(range.contains) ?? false
        if !isInRange { wrong.insert(field.name) }
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test func `the data package is JSON, says that it is synthetic and names each column with Dutch and English labels`()
    throws
  {
    let text = DataPackageText.text(seed: 2024)
    let package = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(package["synthetic"] as? Bool == true)
    #expect(package["sampleKind"] as? String == "optIn")
    let resources = try #require(package["resources"] as? [[String: Any]])
    #expect(
      resources.compactMap { $0["path"] as? String } == [
        "monitor.csv", "population-margins.csv", "truth.csv", "sample-flow.csv",
      ])
    for (resource, (_, contents)) in paired(resources, files.prefix(4)) {
      let schema = try #require(resource["schema"] as? [String: Any])
      let fields = try #require(schema["fields"] as? [[String: Any]])
      let header = contents.prefix { $0 != "\n" }
      #expect(fields.compactMap { $0["name"] as? String }.joined(separator: ",") == header)
      for field in fields {
        let titles = try #require(field["titles"] as? [String: String])
        #expect(titles.keys.sorted() == ["en", "nl"])
      }
    }
  }

  @Test func `the README says in its first line that the records are synthetic`() throws {
    let readme = try #require(files.last)
    #expect(readme.name == "README.md")
    #expect(readme.contents.prefix { $0 != "\n" }.contains("SYNTHETIC"))
  }

  @Test func `the sample flow never grows and ends at the published counts`() {
    for wave in Wave.allCases {
      let counts = wave.flowBeforeAnalysis + [wave.recordCount]
      #expect(counts == counts.sorted(by: >))
    }
    #expect(SampleFlow.lines.suffix(2).map { $0[3] } == ["7070", "7059"])
  }

  @Test(
    arguments: [
      (0.0, 2, "0.00"), (1.005, 1, "1.0"), (-0.25, 1, "-0.3"), (933.10414366, 8, "933.10414366"), (7, 0, "7"),
    ])
  func `a number is printed with fixed decimals`(value: Double, decimals: Int, text: String) {
    #expect(fixedDecimals(value, decimals) == text)
  }

  @Test func `a cell with a comma stands in quotation marks`() {
    #expect(csv(["a", "b"], [["1", "x, y"]]) == "a,b\n1,\"x, y\"\n")
  }
}
