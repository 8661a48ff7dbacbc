import ArgumentParser
import Peilstok

/// The options that say how the file of the records is written, and in what order the levels of a column stand.
struct ReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The encoding of the records: utf-8, utf-16, iso-8859-1, iso-8859-15 or windows-1252.",
      discussion:
        "These options go before what a datapackage.json says of its file; what neither says is recognised from "
        + "the whole file.", valueName: "name"))
  var encoding: String?

  @Option(
    help: ArgumentHelp("The character between fields: comma, semicolon, tab or another one.", valueName: "character"))
  var separator: String?

  @Option(help: ArgumentHelp("The decimal mark of numbers: point or comma.", valueName: "mark"))
  var decimal: String?

  @Option(help: ArgumentHelp("The sheet of a workbook that holds the records, if not the first.", valueName: "name"))
  var sheet: String?

  @Option(
    help: ArgumentHelp(
      "The cells of the sheet that hold the header and the records, such as B3:F200.", valueName: "cell:cell"))
  var range: String?

  @Option(
    help: ArgumentHelp(
      "The texts that stand for a missing answer in columns without a codebook, such as NA.", valueName: "text,..."))
  var missingValues: String?

  @Option(
    help: ArgumentHelp(
      "The levels of a column from the lowest to the highest, such as \"grade=low,medium,high\".",
      discussion: "Give it once for each column.", valueName: "column=level,..."))
  var levels: [String] = []
}

extension ReadingOptions {
  /// Whether any of the options is given.
  var isGiven: Bool {
    encoding != nil || separator != nil || decimal != nil || missingValues != nil || !levels.isEmpty
      || sheet != nil || range != nil
  }

  /// Reads the options as far as they can be without the data.
  func request() throws(CommandError) -> ReadingRequest {
    let encoding = try self.encoding.map { name throws(CommandError) in
      guard let encoding = TextEncoding(named: name) else { throw .unknownEncoding(name) }
      return encoding
    }
    let separator = try self.separator.map { name throws(CommandError) in
      guard let separator = TextFormat.separator(named: name) else {
        throw .malformedFormat(.unusableFormat(.separator), option: "--separator")
      }
      return separator
    }
    let decimalMark = try decimal.map { name throws(CommandError) in
      guard let mark = TextFormat.decimalMark(named: name) else {
        throw .malformedFormat(.unusableFormat(.decimalMark), option: "--decimal")
      }
      return mark
    }
    let missing = missingValues?.split(separator: ",").map(String.init) ?? []
    for order in levels where !order.contains("=") { throw .notAnOrder(found: order) }
    do throws(MicrodataError) {
      let format = try TextFormat(
        encoding: encoding, separator: separator, decimalMark: decimalMark, missingTexts: missing, sheet: sheet,
        range: range)
      return ReadingRequest(format: format, orders: levels)
    } catch {
      if case .unusableFormat(.range) = error { throw .malformedFormat(error, option: "--range") }
      throw .malformedFormat(error, option: missing.isEmpty ? "--separator" : "--missing-values")
    }
  }
}

/// How the records are to be read, as it was asked for.
struct ReadingRequest {
  let format: TextFormat
  /// Columns with their levels from the lowest to the highest, as they were written.
  let orders: [String]

  /// Reads the records at a path.
  func records(at path: String, keepsText: Bool = false) throws -> Microdata {
    var data = try readRecords(path, format: format, keepsText: keepsText)
    for order in orders {
      let (column, levels) = try split(order, in: data)
      data = try data.ordering(column, as: levels)
    }
    return data
  }

  /// Splits at the equals sign after the longest name of a column, and at the commas that are not part of a level.
  private func split(_ order: String, in data: Microdata) throws -> (column: String, levels: [String]) {
    let signs = order.indices.filter { order[$0] == "=" }
    guard let first = signs.first else { throw CommandError.notAnOrder(found: order) }
    let sign = signs.last { data.hasColumn(String(order[..<$0])) } ?? first
    let column = String(order[..<sign])
    let known = try Set(data.levels(of: Categorical(column)))
    let parts = order[order.index(after: sign)...].split(separator: ",", omittingEmptySubsequences: false)
      .map(String.init)
    var levels: [String] = []
    var start = 0
    while start < parts.count {
      let end = (start + 1..<parts.count + 1).last { known.contains(parts[start..<$0].joined(separator: ",")) }
      levels.append(parts[start..<(end ?? start + 1)].joined(separator: ","))
      start = end ?? start + 1
    }
    return (column, levels)
  }
}
