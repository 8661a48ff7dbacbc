internal import Foundation

/// What is wrong with a run; nil where nothing is.
func verdict(of run: CommandRun, on input: FuzzInput) -> String? {
  if run.isOverTime { return "no end" }
  if run.wasKilled || run.status > 64 { return "crash: status \(run.status): \(run.errors.prefix(200))" }
  guard [0, 1, 64].contains(run.status) else { return "status \(run.status)" }
  if let file = input.files.keys.sorted().first(where: { run.files[$0] != input.files[$0] }) {
    return "\(file) was changed or removed"
  }
  let written = run.files.keys.filter { input.files[$0] == nil }.sorted()
  if run.status == 0 {
    if input.isJSON, !["report"].contains(input.arguments[0]), !isJSON(run.output) { return "the answer is no JSON" }
    if let stray = written.first(where: { !isOutput($0, of: input) }) { return "left behind: \(stray)" }
    if let torn = written.first(where: { isTorn($0, run.files[$0] ?? []) }) { return "torn: \(torn)" }
    // A note may stand beside an answer.
    return leak(in: run.errors).map { "canary in a note: \($0)" }
  }
  if let stray = written.first { return "left behind by a run that failed: \(stray)" }
  if run.errors.isEmpty { return "status \(run.status) without a word" }
  if !run.output.isEmpty { return "an answer beside status \(run.status)" }
  if run.errors.utf8.count > 10_000 { return "a message of \(run.errors.utf8.count) bytes" }
  if run.errors.split(separator: "\n").count > 1 { return "a message of several lines: \(run.errors.prefix(300))" }
  if run.errors.unicodeScalars.dropLast().contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
    return "a control character in a message"
  }
  // A canary that the command line itself holds is no secret.
  return leak(in: run.errors).flatMap { canary in
    input.arguments.contains { $0.contains(canary) } ? nil : "canary in a message: \(run.errors.prefix(300))"
  }
}

private func leak(in text: String) -> String? { Seeds.canaries.first { text.contains($0) } }

private func isJSON(_ bytes: [UInt8]) -> Bool { (try? JSONSerialization.jsonObject(with: Data(bytes))) != nil }

private func isOutput(_ name: String, of input: FuzzInput) -> Bool {
  input.output.map { name == $0 || name.hasPrefix($0 + "/") } ?? false
}

/// Whether a file that was written lacks its end.
private func isTorn(_ name: String, _ contents: [UInt8]) -> Bool {
  guard name.hasSuffix(".csv") || name.hasSuffix(".md") || name.hasSuffix(".json") else { return false }
  if name.hasSuffix(".json") { return !isJSON(contents) }
  return contents.last != UInt8(ascii: "\n")
}
