import ArgumentParser
import Foundation
import Peilstok

/// `peilstok weigh`: brings weights to the population, writes them, and says what was done.
struct WeighCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weigh",
    abstract: "Calibrate weights to counts, totals and means of the population, and write them.",
    discussion: """
      DATA is a CSV file, plain or gzipped, a file of SPSS, Stata or SAS, or a datapackage.json with a codebook; - reads \
      from standard input. The records are written as a CSV file with one column more, every other cell as it was read, \
      those of SPSS, Stata and SAS as codes; the file is written \
      whole or not at all, and is readable to no one who may not read the records. \
      Standard output tells the margins before and after, the spread of the weights and what it costs, and what a \
      trimming cut off and how far from the margins it led.

      Examples:
        peilstok weigh apiclus1.csv --weights pw --units dnum \\
          --population-size fpc --margins margins.yaml --method logit \\
          --bounds 0.5:3 --output weighted.csv

        peilstok weigh apiclus1.csv --weights pw --units dnum \\
          --margins margins.yaml --method raking --trim 22:41 --strict \\
          --output trimmed.csv

      with margins.yaml:
        counts: {stype: {E: 4421, H: 755, M: 1018}}
        totals: {api99: 3914069}
      """)

  @OptionGroup
  var recordsOptions: RecordsOptions

  @OptionGroup(title: "Design")
  var design: DesignOptions

  @OptionGroup(title: "Weighting")
  var weighting: WeightingOptions

  @Option(
    help: ArgumentHelp(
      "The CSV file to write; - for standard output, and the report then goes to standard error.", valueName: "file"))
  var output: String

  @OptionGroup
  var overwriting: OverwriteOption

  @Option(help: ArgumentHelp("The name of the column with the weights.", valueName: "column"))
  var column = "calibrated_weight"

  @Option(help: ArgumentHelp("Groups of which the spread of the weights is told as well.", valueName: "column,..."))
  var by: String?

  @Option(help: "The form of the report.")
  var format: CheckFormat = .text

  func run() throws {
    let question = try SurveyQuestion(design.words.adding(weighting.words))
    guard let weighting = question.weighting else { throw CommandError.missingCompanion("weigh", needs: "--margins") }
    let place = try OutputPlace(output)
    let groups = try by.map { try ColumnNames(parsing: [$0], option: "by") }
    let records = try recordsOptions.records(deriving: nil, keepsText: true)
    guard !records.hasColumn(column) else { throw MicrodataError.duplicateColumn(column) }
    // Indicators serve the margins and the groups; the records are written as they were read.
    let data = try recordsOptions.dictionary().map { try records.deriving($0) } ?? records
    let before = try question.drawn(data)
    let after = try withProgress("Weighing") { try weighting.applied(to: before) }
    var answer = try WeighingAnswer(before: before, after: after, groups: try groups?.names(in: data) ?? [])
    answer.notes = before.readingNotes(of: data)
    let text = try answer.text(as: format)
    guard let read = records.text else { preconditionFailure("records that were read have no text") }
    try place.write(
      try read.adding(column, after.weightsOfAll(records)), madeOf: data.sources + after.sources,
      overwriting: overwriting.overwrite)
    if place == .standardOutput { StandardOutput.writeBeside(text) } else { try StandardOutput.write(text) }
  }
}

extension DescribedDesign {
  /// The weight of each record that was read; NaN for one that is not in the design because it had none.
  fileprivate func weightsOfAll(_ records: Microdata) throws -> [Double] {
    guard let weights, design.data.rowCount < records.rowCount else { return design.weights }
    var next = design.weights.makeIterator()
    return try records.numbers(of: Number(weights)).map { $0.isNaN ? .nan : next.next() ?? .nan }
  }
}
