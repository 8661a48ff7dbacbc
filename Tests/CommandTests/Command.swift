import Foundation
import TestSupport

/// What a run of the command left behind.
struct CommandRun: Equatable {
  let status: Int32
  let output: String
  let errors: String
}

/// The command that was built beside the tests.
var peilstokExecutable: URL {
  Bundle.main.bundleURL.resolvingSymlinksInPath().productsFolder.appending(path: "peilstok")
}

/// Runs the command, in an empty folder of its own unless told otherwise.
func peilstok(_ arguments: [String], in folder: URL? = nil, input: String? = nil) throws -> CommandRun {
  try run(peilstokExecutable.path, arguments, in: folder, input: input)
}

/// Runs a program.
func run(
  _ program: String, _ arguments: [String], in folder: URL? = nil, input: String? = nil
) throws -> CommandRun {
  let process = Process()
  process.executableURL = URL(filePath: program)
  process.arguments = arguments
  if let folder { process.currentDirectoryURL = folder }
  let (output, errors) = (Pipe(), Pipe())
  process.standardOutput = output
  process.standardError = errors
  let given = Pipe()
  if input != nil { process.standardInput = given }
  try process.run()
  if let input {
    try given.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try given.fileHandleForWriting.close()
  }
  let written = output.fileHandleForReading.readDataToEndOfFile()
  let complained = errors.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return CommandRun(
    status: process.terminationStatus, output: String(decoding: written, as: UTF8.self),
    errors: String(decoding: complained, as: UTF8.self))
}

/// Runs the command on arguments separated by spaces.
func peilstok(_ arguments: String, in folder: URL? = nil, input: String? = nil) throws -> CommandRun {
  try peilstok(arguments.split(separator: " ").map(String.init), in: folder, input: input)
}

extension URL {
  /// The folder of the built products: where the test bundle is, or the bundle itself where it is that folder.
  fileprivate var productsFolder: URL {
    pathExtension == "xctest" ? deletingLastPathComponent() : self
  }
}

/// Gives a test a folder with files, and removes it afterwards.
func withFiles<Result>(_ files: [String: String], _ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "peilstok-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
  return try body(folder)
}

/// The path of a dataset of the repository.
func dataset(_ path: String) -> String { repository.appending(path: "datasets/\(path)").path }
