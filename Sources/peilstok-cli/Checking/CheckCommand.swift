import ArgumentParser
import Foundation
import Peilstok

/// `peilstok check`: reads records, holds them to their codebook and audits a design.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validate survey records against their codebook, audit their design, or try out a notebook.",
    discussion: """
      DATA is a CSV file, plain or gzipped, a file of SPSS, Stata or SAS, or a datapackage.json with a codebook. The \
      summary counts what is known and missing in each column and shows no value of a record. With design options it \
      also tells the strata, the units and the spread of the weights; with --margins, the margins before and after \
      weighing. A notebook, a file that ends in .md, is evaluated without writing anything, and the numbers that its \
      texts type instead of binding them are listed; with any the exit status is 1. A phrase under "typed" in its \
      front matter excuses the numbers in it.

      Examples:
        peilstok check datasets/nhanes/datapackage.json

        peilstok check nhanes.csv --weights WTMEC2YR --strata SDMVSTRA \\
          --units SDMVPSU --nested --format json

        peilstok check apiclus1.csv --weights pw --units dnum \\
          --margins margins.yaml --method raking

        peilstok check notebooks-md/monitor-2024.md
      """)

  @OptionGroup
  var recordsOptions: RecordsOptions

  @OptionGroup(title: "Design")
  var design: DesignOptions

  @OptionGroup(title: "Weighting")
  var weighting: WeightingOptions

  @Option(
    help: ArgumentHelp(
      "Domains of which the spread of the weights, the strata and the units are told as well.",
      valueName: "column,..."))
  var by: String?

  @Option(help: "The form of the summary.")
  var format: CheckFormat = .text

  func run() throws {
    let question = try SurveyQuestion(design.words.adding(weighting.words))
    guard path.lowercased().hasSuffix(".md") else { return try StandardOutput.write(try checkedData(question)) }
    if design.isGiven || question.weighting != nil || recordsOptions.indicators != nil || recordsOptions.reading.isGiven
    {
      throw CommandError.designOfNotebook
    }
    let checked = try withProgress("Evaluating \(fileName(of: path))") { try CheckedNotebook(path) }
    try StandardOutput.write(format == .json ? checked.json.text : checked.text)
    if !checked.isInOrder { throw ExitCode.failure }
  }

  private var path: String { recordsOptions.path }

  /// Reads the records at the path and summarises them.
  private func checkedData(_ question: SurveyQuestion) throws -> String {
    let hasDesign = design.isGiven || question.weighting != nil
    if by != nil, !hasDesign { throw CommandError.missingCompanion("--by", needs: "--weights or --units") }
    let groups = try by.map { try ColumnNames(parsing: [$0], option: "by") }
    let data = try recordsOptions.records(deriving: recordsOptions.dictionary())
    let described = hasDesign ? try question.drawn(data) : nil
    let groupNames = try groups?.names(in: data) ?? []
    let weighing = try described.flatMap { before in
      try question.weighting.map {
        try WeighingAnswer(before: before, after: $0.applied(to: before), groups: groupNames)
      }
    }
    let summary = try DataSummary(data, design: described, weighing: weighing, by: groupNames)
    switch format {
    case .json: return summary.json.text
    case .text: return try summary.tables(isForReading: false).map(\.plainText).joined(separator: "\n")
    case .markdown:
      return try summary.tables(isForReading: true).map { $0.markdown(in: .english) }.joined(separator: "\n")
    }
  }
}
