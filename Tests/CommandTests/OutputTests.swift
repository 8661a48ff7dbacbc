import Foundation
import Testing

private let records = "id,g,w\n1,a,1\n2,b,1\n3,a,1\n4,b,1\n"
private let margins = "counts: {g: {a: 4, b: 6}}\n"
private let codebook = """
  {"name": "p", "resources": [{"name": "r", "path": "r.csv", "schema": {"fields": [
    {"name": "id", "type": "integer"}, {"name": "w", "type": "number"},
    {"name": "g", "type": "string", "categories": ["a", "b"]}]}}]}
  """
private func notebook(table: String) -> String {
  """
  ---
  title: T
  data: r.csv
  design: {weights: w}
  ---

  ```yaml estimates
  a:
    mean: id
  ```

  The mean is {{a.value}}.

  ```yaml table
  id: \(table)
  caption: Means
  labels: [Group]
  rows:
    - mean: id
      by: g
  ```

  """
}

/// What becomes of the files that stand where an output goes.
@Suite("Output from the shell")
struct OutputTests {
  private let files = [
    "r.csv": records, "m.yaml": margins, "datapackage.json": codebook, "n.md": notebook(table: "T1"),
    "README.md": "mine",
  ]

  private func contents(of folder: URL) throws -> [String: String] {
    var found: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      found[name] = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
    return found
  }

  /// The command lines that would write over what they read, or over what is there: none changes a byte.
  private static let destructive: [(arguments: [String], sentence: String)] = [
    (["report", "n.md", "--output", "."], "\"n.md\" is a file that this run read; the output needs another place."),
    (
      ["report", "n.md", "--output", ".", "--overwrite"],
      "\"n.md\" is a file that this run read; the output needs another place."
    ),
    (
      ["report", "n.md", "--output", ""],
      "--output takes the name of a folder; found an empty one. See 'peilstok report --help'."
    ),
    (
      ["simulate", "--seed", "1", "--output", "."],
      "\"datapackage.json\" is there already, and nothing says that Peilstok wrote it; it is replaced only where that is "
        + "asked for (--overwrite)."
    ),
    (
      ["simulate", "--seed", "1", "--output", ""],
      "--output takes the name of a folder; found an empty one. See 'peilstok simulate --help'."
    ),
  ]

  @Test(arguments: destructive)
  func `no run replaces what it read or what is not its own`(arguments: [String], sentence: String) throws {
    try withFiles(files) { folder in
      let run = try peilstok(arguments, in: folder)
      #expect(run.output == "" && run.errors == "peilstok: \(sentence)\n")
      #expect(try contents(of: folder) == files)
    }
  }

  @Test(
    arguments: ["r.csv", "datapackage.json"],
    ["r.csv", "datapackage.json", "m.yaml", "./m.yaml", "link.csv", "hard.csv"])
  func `weights never replace the records, the codebook or the margins`(data: String, output: String) throws {
    try withFiles(files) { folder in
      let manager = FileManager.default
      try manager.createSymbolicLink(atPath: folder.path + "/link.csv", withDestinationPath: "r.csv")
      try manager.linkItem(atPath: folder.path + "/r.csv", toPath: folder.path + "/hard.csv")
      let run = try peilstok(weigh(data, to: output) + ["--overwrite"], in: folder)
      // Without the codebook among the files read, the flag may replace it.
      guard data == "datapackage.json" || output != "datapackage.json" else { return }
      #expect(run.status == 1 && run.output == "")
      #expect(run.errors.hasSuffix("\" is a file that this run read; the output needs another place.\n"))
      var left = try contents(of: folder)
      left["link.csv"] = nil
      left["hard.csv"] = nil
      #expect(left == files)
    }
  }

  private func weigh(_ data: String, to output: String) -> [String] {
    ["weigh", data, "--weights", "w", "--margins", "m.yaml", "--method", "raking", "--output", output]
  }

  @Test func `weights replace another file only where that is asked for, and the same bytes are no matter`() throws {
    try withFiles(files) { folder in
      #expect(try peilstok(weigh("r.csv", to: "out.csv"), in: folder).status == 0)
      #expect(try peilstok(weigh("r.csv", to: "out.csv"), in: folder).status == 0)
      let refused = try peilstok(weigh("r.csv", to: "README.md"), in: folder)
      #expect(
        refused.errors
          == "peilstok: \"README.md\" is there already, and nothing says that Peilstok wrote it; it is replaced only where "
          + "that is asked for (--overwrite).\n")
      #expect(try contents(of: folder)["README.md"] == "mine")
      #expect(try peilstok(weigh("r.csv", to: "README.md") + ["--overwrite"], in: folder).status == 0)
      #expect(try contents(of: folder)["README.md"] == contents(of: folder)["out.csv"])
      #expect(try contents(of: folder).keys.sorted() == (files.keys + ["out.csv"]).sorted())
    }
  }

  @Test(arguments: [0o600, 0o640, 0o400, 0o644])
  func `weights are no wider open than the records`(mode: Int) throws {
    try withFiles(files) { folder in
      let manager = FileManager.default
      try manager.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path + "/r.csv")
      #expect(try peilstok(weigh("r.csv", to: "out.csv"), in: folder).status == 0)
      let found = try manager.attributesOfItem(atPath: folder.path + "/out.csv")[.posixPermissions] as? Int
      #expect(found.map { $0 & ~mode } == 0)
      #expect(found.map { $0 & 0o600 } == mode & 0o600)
    }
  }

  @Test func `a rendering replaces an earlier one, takes its tables away and keeps what a person changed`() throws {
    try withFiles(files) { folder in
      #expect(try peilstok("report n.md --output out", in: folder).status == 0)
      try Data(notebook(table: "T2").utf8).write(to: folder.appending(path: "n.md"))
      let second = try peilstok("report n.md --output out", in: folder)
      #expect(second.status == 0)
      #expect(second.errors.hasPrefix("peilstok: Removed, of an earlier run: n/t1.csv"))
      let left = try contents(of: folder.appending(path: "out"))
      #expect(left["n/t1.csv"] == nil && left["n/t2.csv"] != nil)
      try Data("mine".utf8).write(to: folder.appending(path: "out/n.md"))
      let third = try peilstok("report n.md --output out", in: folder)
      #expect(
        third.errors
          == "peilstok: \"out/n.md\" was changed after Peilstok wrote it; it is replaced only where that is asked for "
          + "(--overwrite).\n")
      #expect(try contents(of: folder)["out/n.md"] == "mine")
    }
  }

  @Test func `a dash is standard input and standard output`() throws {
    try withFiles(files) { folder in
      let direct = try peilstok(weigh("r.csv", to: "out.csv"), in: folder)
      let out = try #require(try contents(of: folder)["out.csv"])
      for place in ["-", "/dev/stdout"] {
        let run = try peilstok(weigh("r.csv", to: place), in: folder)
        #expect(run.status == 0 && run.output == out && run.errors == direct.output)
      }
      let piped = try peilstok(weigh("-", to: "-"), in: folder, input: records)
      #expect(piped.status == 0 && piped.output == out)
      let estimate = try peilstok(
        "estimate - --weights w --statistic mean --of id --format csv", in: folder, input: records)
      let same = try peilstok("estimate r.csv --weights w --statistic mean --of id --format csv", in: folder)
      #expect(estimate.output == same.output && estimate.status == 0)
      #expect(
        try peilstok("estimate - --statistic mean --of id", in: folder, input: "").errors
          == "peilstok: standard input: The file is empty.\n")
    }
  }

  @Test func `two notebooks of one name, and places that are no files, are a sentence each`() throws {
    try withFiles(files) { folder in
      let manager = FileManager.default
      try manager.createDirectory(atPath: folder.path + "/b", withIntermediateDirectories: true)
      try Data(notebook(table: "T1").replacing("data: r.csv", with: "data: ../r.csv").utf8)
        .write(to: folder.appending(path: "b/n.md"))
      #expect(unsafe mkfifo(folder.path + "/pipe.csv", 0o600) == 0)
      try manager.createSymbolicLink(atPath: folder.path + "/dangling.csv", withDestinationPath: "nowhere")
      let expected: [([String], String)] = [
        (
          ["report", "n.md", "b/n.md", "--output", "out"],
          "Two notebooks are named \"n\"; each needs a name of its own."
        ),
        (weigh("r.csv", to: "pipe.csv"), "Expected a file at \"pipe.csv\", found a pipe, a socket or a device."),
        (weigh("r.csv", to: "dangling.csv"), "\"dangling.csv\" is a link to something that is not there."),
        (weigh("r.csv", to: "b"), "Expected a file at \"b\", found a folder."),
        (weigh("r.csv", to: "r.csv/x.csv"), "Expected a folder at \"r.csv\", found a file."),
        (
          weigh("pipe.csv", to: "x.csv"),
          "pipe.csv: This is a pipe or a device; a file was expected, or - for standard input."
        ),
        (weigh("dangling.csv", to: "x.csv"), "dangling.csv: This is a link to something that is not there."),
      ]
      for (arguments, sentence) in expected {
        let run = try peilstok(arguments, in: folder)
        #expect(run.output == "" && run.errors.hasPrefix("peilstok: \(sentence)"), "\(arguments)")
      }
    }
  }
}
