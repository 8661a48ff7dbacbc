import ArgumentParser
import Foundation
import Peilstok

/// `peilstok disclose`: withholds what may not be seen of a table of counts, and what it could be computed from.
struct DiscloseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disclose",
    abstract: "Protect a table of counts before it is published.",
    discussion: """
      TABLE is a CSV file with one column for each dimension, the value Total for its margins, and the column count. The \
      same rows are written in the same order, count empty where it is withheld, with a column status more: published, \
      primary (a small count), complementary (withheld because small ones could be computed from it) or rounded. The \
      status tells which counts are small: keep it inside and publish the other columns.

      A combination of labels without a row is a count of zero. Zeros are printed and never withheld, unless the rules say \
      "zeros: withheld". Before anything is written the pattern is attacked: a table that cannot be shown to be protected \
      is refused.

      Example:
        peilstok disclose table.csv --rules rules.yaml --hierarchy region.csv \\
          --output protected.csv

      with rules.yaml:
        minimum: 5     # counts below it are withheld
        protection: 3  # as far above and below must a small count stay possible
      or, to round all counts instead:
        minimum: 5
        protection: 3
        rounding: {base: 5}
      """)

  @OptionGroup
  var input: CountTableOptions

  @Option(help: ArgumentHelp("The rules, a file in YAML.", valueName: "file"))
  var rules: String

  @Option(
    help: ArgumentHelp(
      "The CSV file to write; - for standard output, and the summary then goes to standard error.", valueName: "file"))
  var output: String

  @OptionGroup
  var overwriting: OverwriteOption

  @Option(help: "The form of the summary.")
  var format: DisclosureFormat = .text

  func run() throws {
    let place = try OutputPlace(output)
    let rulesFile = try FileBytes(contentsOf: rules)
    let rules = try DisclosureRules(rulesFile)
    let (read, sources) = try input.table()
    guard !read.hasStatus else { throw MicrodataError.duplicateColumn(CountTableFile.statusColumn) }
    let protected = try withProgress("Protecting \(read.file.rows.count) counts") {
      try read.table.protected(by: rules)
    }
    let contents = try read.written(as: protected).written(
      adding: [(CountTableFile.statusColumn, protected.statuses.map(\.rawValue))])
    try place.write(contents, madeOf: sources + [rulesFile.source], overwriting: overwriting.overwrite)
    let summary = summary(of: protected)
    if place == .standardOutput { StandardOutput.writeBeside(summary) } else { try StandardOutput.write(summary) }
  }

  private func summary(of table: ProtectedTable) -> String {
    let numbers = CountStatus.allCases.map { ($0.rawValue, table.count(of: $0)) }
    switch format {
    case .json:
      return JSONValue.object([("rows", .integer(table.statuses.count))] + numbers.map { ($0, .integer($1)) }).text
    case .text:
      let parts = numbers.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
      return
        "\(table.statuses.count) counts: \(parts.joined(separator: ", ")). The attack computes none of those withheld.\n"
    }
  }
}

/// What `--format` of the verbs about disclosure takes.
enum DisclosureFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
}
