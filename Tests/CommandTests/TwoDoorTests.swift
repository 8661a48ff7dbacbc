import Foundation
import Testing

/// A notebook and the command never answer the same words differently.
@Suite struct `Two doors` {
  /// A variable with its answers; 60 records repeat them.
  struct Variable: CustomTestStringConvertible, Sendable {
    let answers: [String]
    var labels: [(code: String, label: String)] = []

    var testDescription: String { "\(answers) \(labels.map(\.label))" }

    var files: [String: String] {
      let rows = (0..<60).map { "\(answers[$0 * $0 % 7 % answers.count]),\(1 + $0 % 5),\($0 % 9)\n" }
      let categories = labels.map { #"{"value": "\#($0.code)", "label": "\#($0.label)"}"# }.joined(separator: ", ")
      let codebook =
        #"{"name": "d", "resources": [{"name": "d", "path": "d.csv", "schema": {"fields": [{"name": "q", "type": "string", "#
        + #""categories": [\#(categories)]}, {"name": "w", "type": "number"}, {"name": "y", "type": "number"}]}}]}"#
      return ["d.csv": "q,w,y\n" + rows.joined(), "datapackage.json": codebook]
    }

    var data: String { labels.isEmpty ? "d.csv" : "datapackage.json" }
  }

  static let variables = [
    Variable(answers: ["ja", "nee", "nee"]), Variable(answers: ["nee", "ja"]), Variable(answers: ["Yes", "No"]),
    Variable(answers: ["1", "2"]), Variable(answers: ["0", "1", "0"]), Variable(answers: ["nee"]),
    Variable(answers: ["1"]),
    Variable(answers: ["0"]), Variable(answers: ["ja", "nee", "soms"]), Variable(answers: ["a", "b"]),
    Variable(answers: ["", ""]), Variable(answers: ["true", "false"]),
    Variable(answers: ["1", "2"], labels: [("1", "ja"), ("2", "nee")]),
    Variable(answers: ["1", "2", "2"], labels: [("1", "nee"), ("2", "ja")]),
    Variable(answers: ["2"], labels: [("1", "ja"), ("2", "nee")]),
    Variable(answers: ["1", "2"], labels: [("1", "man"), ("2", "vrouw")]),
  ]

  /// The value of the one row of a notebook's table, or its error.
  private func notebook(_ request: String, of variable: Variable) throws -> (
    value: Double?, text: String, errors: String
  ) {
    let text = """
      ---
      title: t
      data: \(variable.data)
      design: {weights: w}
      ---
      ```yaml estimates
      a: {\(request)}
      ```
      ```yaml table
      id: T1
      caption: c
      rows:
        - {\(request)}
      ```
      {{a.n}}
      """
    return try withFiles(variable.files.merging(["n.md": text]) { $1 }) { folder in
      let run = try peilstok("report n.md --output out", in: folder)
      guard run.status == 0 else { return (nil, "", run.errors) }
      let csv = try String(contentsOf: folder.appending(path: "out/n/t1.csv"), encoding: .utf8)
      let row = csv.split(separator: "\n").first { $0.contains(",estimate,") }
      let value = row?.split(separator: ",", omittingEmptySubsequences: false)[2] ?? ""
      return (Double(value) ?? .nan, try String(contentsOf: folder.appending(path: "out/n.md"), encoding: .utf8), "")
    }
  }

  /// The rows of the command's CSV: levels and values.
  private func command(_ of: String, _ statistic: String, of variable: Variable) throws -> [(
    level: String, value: Double
  )] {
    try withFiles(variable.files) { folder in
      let run = try peilstok(
        ["estimate", variable.data, "--weights", "w", "--statistic", statistic, "--of", of, "--format", "csv"],
        in: folder)
      return run.output.split(separator: "\n").dropFirst().map { line in
        let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return (fields[2], Double(fields[3]) ?? .nan)
      }
    }
  }

  @Test(arguments: variables)
  func `give one share without a level, or the notebook says that one is wanted`(variable: Variable) throws {
    let (value, _, errors) = try notebook("prevalence: q", of: variable)
    let rows = try command("q", "prevalence", of: variable)
    if let value {
      #expect(rows.count == 1)
      #expect(rows.first?.value == value || (value.isNaN && rows.first?.value.isNaN == true))
      // A model of the same words models the same level.
      let model = try withFiles(variable.files) { folder in
        try peilstok(
          ["model", variable.data, "--weights", "w", "--formula", "q ~ y", "--format", "json"], in: folder)
      }
      if model.status == 0 { #expect(model.output.contains("\"level\": \"\(rows[0].level)\"")) }
    } else {
      #expect(errors.contains("Column \"q\" has ") && errors.contains("say which one counts, as in q="), "\(errors)")
      // An answer that only records hold is in no message.
      if variable.labels.isEmpty {
        for answer in variable.answers where answer.count > 1 { #expect(!errors.contains("\"\(answer)\"")) }
      } else {
        for (code, _) in variable.labels { #expect(errors.contains("\"\(code)\"")) }
      }
      // The command then prints each level by its name, and none as if it were the answer.
      #expect(
        rows.map(\.level).allSatisfy { !$0.isEmpty } && rows.count == Set(variable.answers).count
          || !variable.labels.isEmpty && rows.count == variable.labels.count)
    }
  }

  @Test(arguments: variables)
  func `give one share, mean and count of a level that is named`(variable: Variable) throws {
    for level in Set(variable.answers) where !level.isEmpty {
      let expected = try command("q=\(level)", "prevalence", of: variable)
      let (value, text, errors) = try notebook("prevalence: q=\(level)", of: variable)
      #expect(value == expected.first?.value && expected.count == 1, "\(errors)")
      // The row says which level it is, unless that is yes.
      let label = variable.labels.first { $0.code == level }?.label ?? level
      let isCertain = try notebook("prevalence: q", of: variable).value != nil
      let isYes = try isCertain && command("q", "prevalence", of: variable).map(\.level) == [level]
      #expect(text.contains("| q: \(label) ") != isYes, "\(text)")
      let count = try notebook("count: q=\(level)", of: variable).value
      let total = try command("q=\(level)", "total", of: variable).first?.value
      for statistic in ["mean", "total"] {
        let own = try notebook("\(statistic): q=\(level)", of: variable).value
        #expect(try own == command("q=\(level)", statistic, of: variable).first?.value)
      }
      #expect(count.flatMap { count in total.map { abs(count - $0) <= 1e-9 * abs($0) } } == true)
    }
  }

  @Test func `read data from an absolute path`() throws {
    try withFiles(Self.variables[0].files) { folder in
      try withFiles([:]) { elsewhere in
        let front = "---\ntitle: t\ndata: \(folder.path)/d.csv\ndesign: {weights: w}\n---\n"
        let body =
          "```yaml estimates\na: {prevalence: q}\n```\n```yaml values\nb: {file: \(folder.path)/d.csv, where: y > 99, column: w}\n```\n{{a}}\n"
        try Data((front + "```yaml estimates\na: {prevalence: q}\n```\n{{a}}\n").utf8).write(
          to: elsewhere.appending(path: "n.md"))
        let run = try peilstok("report n.md --output out", in: elsewhere)
        #expect(run.status == 0, "\(run.errors)")
        // Nothing that is written names the folder.
        let written = try String(contentsOf: elsewhere.appending(path: "out/n.md"), encoding: .utf8)
        #expect(!written.contains(folder.lastPathComponent) && written.contains("| d.csv "))
        try Data((front + body).utf8).write(to: elsewhere.appending(path: "n.md"))
        #expect(
          try peilstok("report n.md --output out", in: elsewhere).errors.contains(
            "one row of the table satisfies, not 0"))
      }
    }
  }

  /// A number of text as it is printed, with the size of half a unit of its last digit.
  private func printed(_ text: String) -> (value: Double, half: Double)? {
    let plain = text.replacing(",", with: "").replacing("+", with: "")
    let digits = plain.prefix { "-.0123456789".contains($0) }
    guard let value = Double(digits) else { return nil }
    let decimals = digits.firstIndex(of: ".").map { digits[digits.index(after: $0)...].count } ?? 0
    let scale = plain.contains("%") ? 0.01 : 1
    return (value * scale, 0.5 * pow(10, -Double(decimals)) * scale * 1.0000001)
  }

  @Test(arguments: [
    ("prevalence", "prevalence: q, decimals: 1"), ("mean", "mean: y"), ("total", "total: y"),
    ("total", "total: y, decimals: 3"), ("quantile", "median: y"), ("prevalence", "prevalence: q"),
  ])
  func `print digits of one number`(statistic: String, request: String) throws {
    let variable = Self.variables[0]
    let sentence = try notebook(request, of: variable)
    let value = try #require(sentence.value)
    let row = try #require(sentence.text.split(separator: "\n").last { $0.hasPrefix("| q ") || $0.hasPrefix("| y ") })
    let cell = row.split(separator: "|")[1].trimmingCharacters(in: .whitespaces)
    for format in ["text", "markdown"] {
      let output = try withFiles(variable.files) { folder in
        try peilstok(
          "estimate d.csv --weights w --statistic \(statistic) --of \(statistic == "prevalence" ? "q" : "y") --format \(format)",
          in: folder
        ).output
      }
      let line = try #require(
        output.split(separator: "\n").first {
          $0.drop { "| ".contains($0) }.hasPrefix(statistic == "prevalence" ? "q=" : "y")
        })
      let cells =
        format == "text" ? line.split(separator: "  ").map(String.init) : line.split(separator: "|").map(String.init)
      let own = try #require(printed(cells[1].trimmingCharacters(in: .whitespaces)))
      let other = try #require(printed(cell))
      // Both are the one value, each to the last digit that it prints.
      #expect(abs(own.value - value) <= own.half && abs(other.value - value) <= other.half)
    }
  }
}
