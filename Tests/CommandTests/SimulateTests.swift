import Foundation
import Testing

@Suite("The simulation from the shell")
struct SimulateTests {
  @Test func `a seed gives the same files, other files stay, and the records pass their check`() throws {
    try withFiles(["keep.txt": "mine"]) { folder in
      let run = try peilstok(["simulate", "--seed", "7", "--output", "."], in: folder)
      #expect(run.status == 0 && run.errors == "")
      #expect(run.output.hasPrefix("Wrote 7 files to .: monitor.csv, "))
      #expect(try String(contentsOf: folder.appending(path: "keep.txt"), encoding: .utf8) == "mine")
      #expect(try peilstok(["simulate", "--seed", "7", "--output", "again"], in: folder).status == 0)
      for name in ["monitor.csv", "truth.csv", "datapackage.json", "indicators.yaml"] {
        let first = try Data(contentsOf: folder.appending(path: name))
        #expect(try Data(contentsOf: folder.appending(path: "again/\(name)")) == first)
      }
      let check = try peilstok(["check", "datapackage.json", "--weights", "weight", "--strata", "wave"], in: folder)
      #expect(check.status == 0 && check.errors == "")
      #expect(check.output.hasPrefix("7070 records of monitor, as their codebook says\n"))
    }
  }

  @Test func `a file in the place of the folder is left alone`() throws {
    try withFiles(["taken": "mine"]) { folder in
      let run = try peilstok(["simulate", "--seed", "7", "--output", "taken"], in: folder)
      #expect(run.status == 1 && run.output == "")
      #expect(run.errors.hasPrefix("peilstok: Expected a folder at \""))
      #expect(try String(contentsOf: folder.appending(path: "taken"), encoding: .utf8) == "mine")
    }
  }
}
