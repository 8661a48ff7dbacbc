import ArgumentParser
import Foundation
import Peilstok

/// `peilstok convert`: writes records in another form of file, and says what that does not hold.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Write records as a file of SPSS, Stata or CSV, and say what it does not hold.",
    discussion: """
      DATA is a CSV file, plain or gzipped, a file of SPSS, Stata or SAS, or a datapackage.json with a codebook. The \
      output ends in .sav, .zsav, .dta or .csv; beside a CSV file stands datapackage.json, its codebook. Labels of \
      variables and levels, missing values by kind and dates are kept. What the form cannot hold as it was is said in a \
      sentence each, and what would lose answers or kinds of missing is refused before anything is written.

      Examples:
        peilstok convert datasets/monitor/datapackage.json monitor.sav --language nl

        peilstok convert survey.sav survey.csv
      """)

  @OptionGroup
  var recordsOptions: RecordsOptions

  @Argument(help: ArgumentHelp("The file to write: .sav, .zsav, .dta or .csv.", valueName: "output"))
  var output: String

  @Option(
    help: ArgumentHelp("The data package that describes the records, where it is not DATA itself.", valueName: "file"))
  var codebook: String?

  @Option(help: ArgumentHelp("The language of labels in a file that holds one: en or nl.", valueName: "language"))
  var language = "en"

  @OptionGroup
  var overwriting: OverwriteOption

  func run() throws {
    let target = fileName(of: output)
    let isCSV = target.lowercased().hasSuffix(".csv")
    guard isCSV || [".sav", ".zsav", ".dta"].contains(where: target.lowercased().hasSuffix) else {
      throw CommandError.unknownTarget(found: target)
    }
    let place = try OutputPlace(output)
    let data = try records()
    let losses: [String]
    if isCSV {
      let (records, package, lost) = try withProgress("Converting") { try data.csvFile(named: target) }
      losses = lost
      try place.write(
        Data(records), beside: [(name: "datapackage.json", contents: Data(package.utf8))], madeOf: data.sources,
        overwriting: overwriting.overwrite)
    } else {
      let written = try withProgress("Converting") { try data.labelledFile(named: target, language: language) }
      guard let (bytes, lost) = written else { throw CommandError.unknownTarget(found: target) }
      losses = lost
      try place.write(Data(bytes), madeOf: data.sources, overwriting: overwriting.overwrite)
    }
    let beside = isCSV ? " and datapackage.json" : ""
    let counts =
      "\(data.rowCount) \(data.rowCount == 1 ? "record" : "records") of \(data.columnNames.count) "
      + "\(data.columnNames.count == 1 ? "column" : "columns")"
    let lines = ["Wrote \(target)\(beside): \(counts)."] + losses.map { "Note: \($0)" }
    try StandardOutput.write(lines.joined(separator: "\n") + "\n")
  }

  private func records() throws -> Microdata {
    guard let codebook else { return try recordsOptions.records(deriving: recordsOptions.dictionary()) }
    let request = try recordsOptions.reading.request()
    let data = try Microdata(contentsOf: recordsOptions.path, codebook: codebook, format: request.format)
    return try recordsOptions.dictionary().map { try data.deriving($0) } ?? data
  }
}
