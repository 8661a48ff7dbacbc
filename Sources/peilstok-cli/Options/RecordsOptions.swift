import ArgumentParser
import Peilstok

/// The records that a verb reads, and the indicators that are derived from them.
struct RecordsOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The records: a .csv, .csv.gz or datapackage.json.", valueName: "data"))
  var path: String

  @Option(
    help: ArgumentHelp(
      "A dictionary of indicators: they are derived from the records and used like columns.",
      discussion: "No test crosses a break in a series that it states.", valueName: "file"))
  var indicators: String?
}

extension RecordsOptions {
  /// Reads the dictionary, where one is named.
  func dictionary() throws -> IndicatorDictionary? { try indicators.map { try IndicatorDictionary(contentsOf: $0) } }

  /// Reads the records and derives the indicators.
  func records(deriving dictionary: IndicatorDictionary?) throws -> Microdata {
    let records = try readRecords(path)
    return try dictionary.map { try records.deriving($0) } ?? records
  }
}
