internal import Foundation

/// What a run of the command on an input left behind.
struct CommandRun: Sendable {
  let status: Int32
  let wasKilled: Bool
  let isOverTime: Bool
  let output: [UInt8]
  let errors: String
  /// The files of the folder afterwards, by their paths.
  let files: [String: [UInt8]]

  /// Runs the command in a folder of its own, with an upper bound of its memory and its time.
  init(of input: FuzzInput, command: String, folder: URL, seconds: Double) throws {
    let manager = FileManager.default
    try? manager.removeItem(at: folder)
    let work = folder.appending(path: "work")
    let temporary = folder.appending(path: "temporary")
    for place in [work, temporary] { try manager.createDirectory(at: place, withIntermediateDirectories: true) }
    for (name, contents) in input.files { try Data(contents).write(to: work.appending(path: name)) }
    let (outputFile, errorFile) = (folder.appending(path: "output"), folder.appending(path: "errors"))
    for file in [outputFile, errorFile] { try Data().write(to: file) }

    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "ulimit -v 6000000; exec \"$0\" \"$@\"", command] + input.arguments
    process.currentDirectoryURL = work
    var environment = ProcessInfo.processInfo.environment
    environment["TMPDIR"] = temporary.path
    environment["SWIFT_BACKTRACE"] = "enable=no"
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    let handles = [try FileHandle(forWritingTo: outputFile), try FileHandle(forWritingTo: errorFile)]
    // Thousands of runs may not leave their files open.
    defer { for handle in handles { try? handle.close() } }
    process.standardOutput = handles[0]
    process.standardError = handles[1]
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    isOverTime = ended.wait(timeout: .now() + seconds) == .timedOut
    if isOverTime {
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
    }
    status = process.terminationStatus
    wasKilled = process.terminationReason == .uncaughtSignal
    output = [UInt8](try Data(contentsOf: outputFile))
    errors = String(decoding: try Data(contentsOf: errorFile), as: UTF8.self)
    var files: [String: [UInt8]] = [:]
    for (place, prefix) in [(work, ""), (temporary, "temporary folder: ")] {
      for name in try manager.subpathsOfDirectory(atPath: place.path) {
        let path = place.appending(path: name)
        files[prefix + name] = (try? Data(contentsOf: path)).map { [UInt8]($0) } ?? []
      }
    }
    self.files = files
  }
}
