import ArgumentParser
import Peilstok

/// The records that a verb reads, and the indicators that are derived from them.
struct RecordsOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The records: a .csv, .tsv, .txt, .xlsx, .sav, .zsav, .por, .dta, .sas7bdat, .xpt or datapackage.json, also with .gz or "
        + ".zst, or - for standard input.", valueName: "data"))
  var path: String

  @Option(
    help: ArgumentHelp(
      "A dictionary of indicators: they are derived from the records and used like columns.",
      discussion: "No test crosses a break in a series that it states.", valueName: "file"))
  var indicators: String?

  @OptionGroup(title: "Reading")
  var reading: ReadingOptions
}

extension RecordsOptions {
  /// Reads the dictionary, where one is named.
  func dictionary() throws -> IndicatorDictionary? { try indicators.map { try IndicatorDictionary(contentsOf: $0) } }

  /// Reads the records and derives the indicators; the text is kept where the records are to be written again.
  func records(deriving dictionary: IndicatorDictionary?, keepsText: Bool = false) throws -> Microdata {
    let records = try reading.request().records(at: path, keepsText: keepsText)
    return try dictionary.map { try records.deriving($0) } ?? records
  }
}
