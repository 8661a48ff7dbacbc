import Foundation
import ReportDocuments
import Testing

@Suite struct OutputFolderTests {
  private struct Interruption: Error {}

  /// Runs a test in a folder of its own, which is gone afterwards.
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "output-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    try body(place)
  }

  private func contents(of folder: URL) throws -> [String: String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    let files = names.filter { !folder.appending(path: $0).hasDirectoryPath }
    return try Dictionary(
      uniqueKeysWithValues: files.compactMap { name in
        let values = try folder.appending(path: name).resourceValues(forKeys: [.isDirectoryKey])
        if values.isDirectory == true || name == "peilstok-files.json" { return nil }
        return (name, try String(contentsOf: folder.appending(path: name), encoding: .utf8))
      })
  }

  @Test func `files are written, and others in the folder are left alone`() throws {
    try withFolder { place in
      let out = place.appending(path: "out")
      let folder = OutputFolder(out)
      try folder.write([OutputFile(name: "a.md", text: "old"), OutputFile(name: "mine.txt", text: "mine")])
      try folder.write([OutputFile(name: "a.md", text: "new"), OutputFile(name: "tables/t1.csv", text: "b")])
      let written = try contents(of: out)
      #expect(written == ["a.md": "new", "mine.txt": "mine", "tables/t1.csv": "b"])
      let left = try FileManager.default.contentsOfDirectory(atPath: place.path)
      #expect(left == ["out"])
    }
  }

  @Test(arguments: ["a.md", "b.md", "c.md"])
  func `an interrupted write leaves every old file as it was, and no new one`(interrupted: String) throws {
    try withFolder { place in
      let out = place.appending(path: "out")
      let folder = OutputFolder(out)
      try folder.write([OutputFile(name: "a.md", text: "old a"), OutputFile(name: "c.md", text: "old c")])
      let files = ["a.md", "b.md", "c.md"].map { OutputFile(name: $0, text: "new") }
      #expect(throws: DocumentError.self) {
        try folder.write(files) { name in if name == interrupted { throw Interruption() } }
      }
      let written = try contents(of: out)
      #expect(written == ["a.md": "old a", "c.md": "old c"])
      let left = try FileManager.default.contentsOfDirectory(atPath: place.path)
      #expect(left == ["out"])
    }
  }

  @Test func `an interrupted first write leaves no folder`() throws {
    try withFolder { place in
      let files = ["a.md", "b.md"].map { OutputFile(name: $0, text: "new") }
      #expect(throws: DocumentError.self) {
        try OutputFolder(place.appending(path: "out")).write(files) { if $0 == "b.md" { throw Interruption() } }
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: place.path)
      #expect(left.isEmpty)
    }
  }

  @Test(arguments: ["", "/etc/x", "../x", "a/../x", "a//b", ".", "a/", "a\0b"])
  func `a name that leads elsewhere is an error`(name: String) throws {
    try withFolder { place in
      #expect(throws: DocumentError.invalidFileName(name)) {
        try OutputFolder(place).write([OutputFile(name: name, text: "x")])
      }
    }
  }

  @Test func `two files of one name, or a folder in the way, are an error before anything is written`() throws {
    try withFolder { place in
      let file = OutputFile(name: "a.md", text: "x")
      #expect(throws: DocumentError.duplicateFile("a.md")) { try OutputFolder(place).write([file, file]) }
      let taken = place.appending(path: "a.md")
      try FileManager.default.createDirectory(at: taken, withIntermediateDirectories: true)
      #expect(throws: DocumentError.notAFile(path: taken.path)) {
        try OutputFolder(place).write([OutputFile(name: "b.md", text: "b"), file])
      }
      let written = try contents(of: place)
      #expect(written.isEmpty)
    }
  }

  @Test func `a file where the folder or one above it should be is an error`() throws {
    try withFolder { place in
      let taken = place.appending(path: "out")
      try Data().write(to: taken)
      #expect(throws: DocumentError.notAFolder(path: taken.path)) {
        try OutputFolder(taken).write([OutputFile(name: "a.md", text: "x")])
      }
      let below = taken.appending(path: "deeper/report")
      #expect(throws: DocumentError.notAFolder(path: taken.path)) {
        try OutputFolder(below).write([OutputFile(name: "a.md", text: "x")])
      }
    }
  }

  @Test func `a move that the system refuses is undone and says why`() throws {
    try withFolder { place in
      let out = place.appending(path: "out")
      let folder = OutputFolder(out)
      try folder.write([OutputFile(name: "a.md", text: "old")])
      let files = [OutputFile(name: "a.md", text: "new"), OutputFile(name: "b.md", text: "new")]
      let error = #expect(throws: DocumentError.self) {
        try folder.write(files) { name in
          // A folder that appears at the last moment stands in the way of the rename.
          guard name == "b.md" else { return }
          let blocked = out.appending(path: "b.md/x")
          try FileManager.default.createDirectory(at: blocked, withIntermediateDirectories: true)
        }
      }
      guard case .couldNotWrite(let path, let reason) = error else {
        Issue.record("Expected a refused write, found \(String(describing: error)).")
        return
      }
      #expect(path == out.appending(path: "b.md").path)
      #expect(!reason.isEmpty)
      let written = try contents(of: out)
      #expect(written == ["a.md": "old"])
    }
  }
}
