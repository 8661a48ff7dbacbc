import ArgumentParser
import Foundation
import Peilstok

/// `peilstok attack`: bounds each withheld count of a published table, as a reader could.
struct AttackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attack",
    abstract: "Compute from a published table what its withheld counts can be.",
    discussion: """
      TABLE is a CSV file as disclose writes it, from whatever program: a column for each dimension, the value Total for its \
      margins, and the column count, empty where it is withheld. From the published counts alone, and from every count \
      being a whole number from 0 on, the smallest and the largest value of each withheld count are found.

      The exit status is 1 where a count can be computed exactly and, with rules, where an interval is narrower than the \
      protection asks: as far below and above a small count as the rules say. Of a count with the status complementary it \
      is asked that it cannot be computed; a count without a status is taken for a small one. With "zeros: published" in \
      the rules every withheld count is known to be 1 or more, and its interval is that; the width is asked of a reader \
      who allows zeros. With rounding each count is known to within its base and must not be computable: the protection \
      is not asked of it.

      Example:
        peilstok attack protected.csv --rules rules.yaml --hierarchy region.csv
      """)

  @OptionGroup
  var input: CountTableOptions

  @Option(help: ArgumentHelp("The rules that the intervals must meet, a file in YAML.", valueName: "file"))
  var rules: String?

  @Option(help: "The form of the answer.")
  var format: DisclosureFormat = .text

  func run() throws {
    let rules = try rules.map { try DisclosureRules(FileBytes(contentsOf: $0)) }
    let (read, _) = try input.table()
    let found = try withProgress("Attacking \(read.file.rows.count) counts") {
      try read.table.attacked(by: rules) { read.statuses[$0] == .complementary }
    }
    let answer = AttackAnswer(read, found)
    try StandardOutput.write(format == .json ? answer.json.text : answer.text)
    if !answer.isProtected { throw ExitCode.failure }
  }
}
