// Sends damaged inputs to every verb of the command, and exits with 1 where one ends in a crash, a hang, a torn file,
// something left behind, or a message with what only a record says. The same seed gives the same inputs.
internal import Foundation
internal import Synchronization

var options = [
  "--inputs": "5000", "--seed": "16", "--from": "0", "--command": ".build/release/peilstok", "--seconds": "60",
]
var arguments = Array(CommandLine.arguments.dropFirst())
while arguments.count > 1, options[arguments[0]] != nil {
  options[arguments[0]] = arguments[1]
  arguments.removeFirst(2)
}
guard arguments.isEmpty, let count = Int(options["--inputs"] ?? ""), let seed = UInt64(options["--seed"] ?? ""),
  let first = Int(options["--from"] ?? ""), let seconds = Double(options["--seconds"] ?? "")
else {
  print("Expected any of \(options.keys.sorted().joined(separator: ", ")), each with a value.")
  exit(64)
}

let folder = URL(filePath: "Tests/Fuzz/Seeds", directoryHint: .isDirectory)
var contents: [String: [UInt8]] = [:]
for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
  contents[name] = [UInt8](try Data(contentsOf: folder.appending(path: name)))
}
let seeds = Seeds(files: contents)
let command = URL(filePath: options["--command"] ?? "").standardizedFileURL.path
let scratch = FileManager.default.temporaryDirectory.appending(
  path: "peilstok-fuzz-\(ProcessInfo.processInfo.processIdentifier)")
let workers = 2
let findings = Mutex(0)
let statuses = Mutex<[Int32: Int]>([:])

/// Says what was found as soon as it is, so that a run that is ended early has said it.
@Sendable func report(_ number: Int, _ text: String) {
  findings.withLock { count in
    count += 1
    try? FileHandle.standardOutput.write(contentsOf: Data("input \(number) of seed \(seed): \(text)\n".utf8))
  }
}

DispatchQueue.concurrentPerform(iterations: workers) { worker in
  for number in stride(from: first + worker, to: first + count, by: workers) {
    let input = FuzzInput(number: number, seed: seed, seeds: seeds)
    do {
      let run = try CommandRun(
        of: input, command: command, folder: scratch.appending(path: "\(worker)"), seconds: seconds)
      statuses.withLock { $0[run.status, default: 0] += 1 }
      guard let verdict = verdict(of: run, on: input) else { continue }
      let line = input.arguments.map { "'" + $0 + "'" }.joined(separator: " ")
      report(number, "\(verdict)\n  peilstok \(line)")
    } catch {
      report(number, "could not be run: \(error)")
    }
  }
}
try? FileManager.default.removeItem(at: scratch)
let ended = statuses.withLock { $0.sorted { $0.key < $1.key }.map { "\($0.value) with status \($0.key)" } }
let found = findings.withLock { $0 }
print("\(count) inputs of seed \(seed): \(found) findings; \(ended.joined(separator: ", ")).")
exit(found == 0 ? 0 : 1)
