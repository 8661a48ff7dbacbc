import FileFacts
import Foundation
import ReportDocuments
import Testing

/// What a folder may lose: nothing that Peilstok did not write there, and nothing by halves.
@Suite struct OutputSafetyTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "safety-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    try body(place)
  }

  private func names(in folder: URL) throws -> Set<String> {
    Set(try FileManager.default.subpathsOfDirectory(atPath: folder.path))
  }

  private func text(_ name: String, in folder: URL) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  private func request(_ files: [String: String], of document: String = "d") -> OutputRequest {
    let files = files.sorted { $0.key < $1.key }.map { OutputFile(name: $0.key, text: $0.value) }
    var request = OutputRequest([OutputRequest.Document(name: document, files: files)])
    request.areWhole = true
    return request
  }

  @Test func `a file that nobody listed, or that was changed since, stays unless it is to be overwritten`() throws {
    try withFolder { place in
      let folder = OutputFolder(place)
      let (new, mine) = (OutputFile(name: "a.md", text: "new"), place.appending(path: "a.md"))
      try Data("mine".utf8).write(to: mine)
      #expect(throws: DocumentError.foreignFile(path: mine.path)) { try folder.write([new]) }
      #expect(try names(in: place) == ["a.md"])
      try folder.write([new], overwriting: true)
      try folder.write([OutputFile(name: "a.md", text: "newer")])
      try Data("changed".utf8).write(to: mine)
      #expect(throws: DocumentError.changedFile(path: mine.path)) { try folder.write([new]) }
      #expect(try text("a.md", in: place) == "changed")
    }
  }

  @Test func `a file with the very bytes to write is no matter`() throws {
    try withFolder { place in
      try Data("same".utf8).write(to: place.appending(path: "a.md"))
      try OutputFolder(place).write([OutputFile(name: "a.md", text: "same")])
      #expect(try text("a.md", in: place) == "same")
    }
  }

  @Test func `a file that was read is never replaced, by whatever name`() throws {
    try withFolder { place in
      let data = place.appending(path: "data.csv")
      try Data("records".utf8).write(to: data)
      try FileManager.default.linkItem(at: data, to: place.appending(path: "second-name.csv"))
      for name in ["data.csv", "second-name.csv"] {
        var request = request([name: "x"])
        request.overwrites = true
        request.read = [try #require(FileStatus(at: data.path)).identity]
        #expect(throws: DocumentError.wasRead(path: place.appending(path: name).path)) {
          try OutputFolder(place).write(request)
        }
      }
      #expect(try text("data.csv", in: place) == "records")
    }
  }

  @Test func `files of an earlier rendering go where they are as written, and are named where they are not`() throws {
    try withFolder { place in
      let folder = OutputFolder(place)
      try folder.write(request(["d.md": "1", "d/T1.csv": "1", "d/T2.csv": "1", "d/old/T3.csv": "1"]))
      try folder.write(request(["e.md": "1"], of: "e"))
      try Data("mine".utf8).write(to: place.appending(path: "d/notes.txt"))
      try Data("changed".utf8).write(to: place.appending(path: "d/T2.csv"))
      let changes = try folder.write(request(["d.md": "2", "d/T9.csv": "2"]))
      #expect(changes.removed == ["d/T1.csv", "d/old/T3.csv"])
      #expect(changes.left == ["d/T2.csv", "d/notes.txt"])
      #expect(
        try names(in: place)
          == ["d", "d.md", "d/T2.csv", "d/T9.csv", "d/notes.txt", "e.md", "peilstok-files.json"])
    }
  }

  @Test func `a write that fails deletes nothing`() throws {
    try withFolder { place in
      let folder = OutputFolder(place)
      try folder.write(request(["d.md": "1", "d/T1.csv": "1"]))
      let before = try names(in: place)
      struct Refusal: Error {}
      #expect(throws: DocumentError.self) {
        try folder.write(request(["d.md": "2", "x/T9.csv": "2"])) { if $0 == "peilstok-files.json" { throw Refusal() } }
      }
      #expect(try names(in: place) == before)
      #expect(try text("d.md", in: place) == "1")
    }
  }

  @Test func `links, pipes and folders in the place of a file are a sentence each`() throws {
    try withFolder { place in
      let manager = FileManager.default
      try manager.createSymbolicLink(atPath: place.path + "/dangling", withDestinationPath: "nowhere")
      try manager.createSymbolicLink(atPath: place.path + "/link", withDestinationPath: "/dev/null")
      #expect(unsafe mkfifo(place.path + "/pipe", 0o600) == 0)
      try manager.createDirectory(atPath: place.path + "/folder", withIntermediateDirectories: true)
      let path = { (name: String) in place.appending(path: name).path }
      let expected: [(String, DocumentError)] = [
        ("dangling", .danglingLink(path: path("dangling"))), ("link", .linkInPlace(path: path("link"))),
        ("pipe", .notRegular(path: path("pipe"))), ("folder", .notAFile(path: place.path + "/folder")),
        ("pipe/x", .notAFolder(path: path("pipe"))),
      ]
      for (name, error) in expected {
        #expect(throws: error) { try OutputFolder(place).write([OutputFile(name: name, text: "x")], overwriting: true) }
      }
      #expect(try names(in: place) == ["dangling", "link", "pipe", "folder"])
    }
  }

  @Test func `a list that is not ours is a file like any other`() throws {
    try withFolder { place in
      let list = place.appending(path: "peilstok-files.json")
      try Data(#"{"mine": true}"#.utf8).write(to: list)
      #expect(throws: DocumentError.foreignFile(path: list.path)) {
        try OutputFolder(place).write([OutputFile(name: "a.md", text: "x")])
      }
      #expect(try text("peilstok-files.json", in: place) == #"{"mine": true}"#)
    }
  }

  @Test(arguments: ["a.md", "b.md", "d/c.csv", "peilstok-files.json"])
  func `after a kill in the middle of the moves the next run first puts everything back`(last: String) async throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "kill-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: place) }
    try OutputFolder(place).write(request(["a.md": "old", "z.md": "old"]))
    let path = place.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, last = last as String] in
      let files = ["a.md", "b.md", "d/c.csv"].map { OutputFile(name: $0, text: "half") }
      var request = OutputRequest([OutputRequest.Document(name: "d", files: files)])
      request.areWhole = true
      _ = try OutputFolder(URL(filePath: path)).write(request) { if $0 == last { kill(getpid(), SIGKILL) } }
    }
    #expect(try names(in: place).contains { $0.hasPrefix(".peilstok-staging-") })
    // A run that is refused has put things back all the same.
    #expect(throws: DocumentError.invalidFileName("..")) {
      try OutputFolder(place).write([OutputFile(name: "..", text: "x")])
    }
    #expect(try names(in: place) == ["a.md", "z.md", "peilstok-files.json"])
    #expect(try text("a.md", in: place) == "old")
    try OutputFolder(place).write(request(["a.md": "new"]))
    #expect(try names(in: place) == ["a.md", "peilstok-files.json"])
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a signal leaves all files or none, and nothing hidden`(signal: Int32) async throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "signal-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: place) }
    let path = place.path
    // The exit test says only that some signal ended the process; which one is told by a file beside it.
    await #expect(processExitsWith: .failure) { [path = path as String, signal = signal as Int32] in
      Foundation.signal(SIGHUP, SIG_DFL)
      Foundation.signal(SIGINT, SIG_DFL)
      EndingSignals.cleanUp()
      DispatchQueue.global().async {
        while FileStatus(at: path) == nil { usleep(200) }
        kill(getpid(), signal)
      }
      let contents = Data(repeating: 65, count: 4 << 20)
      while true {
        let files = (1...40).map { OutputFile(name: "\($0).md", contents: contents) }
        _ = try OutputFolder(URL(filePath: path)).write(files, overwriting: true)
      }
    }
    guard FileManager.default.fileExists(atPath: place.path) else { return }
    let left = try names(in: place)
    #expect(left.isEmpty || left == Set((1...40).map { "\($0).md" } + ["peilstok-files.json"]), "\(left)")
  }
}
