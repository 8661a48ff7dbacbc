public import SurveyMicrodata

/// Columns with replicate weights: named one by one, by ranges, or by the beginning that their names share.
public struct ReplicateColumnNames: Sendable, Hashable, ExpressibleByArrayLiteral {
  private let texts: [String]
  private let isExact: Bool

  /// Names the columns one by one.
  public init(_ names: [String]) {
    texts = names
    isExact = true
  }

  /// Names the columns one by one.
  public init(arrayLiteral names: String...) { self.init(names) }

  /// Reads a prefix, or a list of columns and ranges such as `PWGTP1-PWGTP80`.
  public init(parsing texts: [String]) throws(QuestionError) {
    self.texts = texts.flatMap { text in
      text.split(separator: ",", omittingEmptySubsequences: false).map { part in
        String(part.drop { $0.isWhitespace })
      }
    }
    isExact = false
    guard self.texts.allSatisfy({ !$0.isEmpty }) else { throw .emptyName(option: "replicate-weights") }
  }

  /// Returns the names of the columns, those of a range and of a prefix in the order of their numbers.
  public func names(in data: Microdata) throws(QuestionError) -> [String] {
    var names: [String] = []
    for text in texts {
      let found: [String]
      if texts.count > 1 || isExact, data.hasColumn(text) {
        found = [text]
      } else if !isExact, let range = try ColumnRange(text, in: data) {
        found = try range.names(in: data)
      } else if texts.count == 1, !isExact {
        found = try ReplicateColumnNames.names(startingWith: text, in: data)
      } else {
        _ = try reading { () throws(MicrodataError) in try data.column(text) }
        found = []
      }
      for name in found {
        guard !names.contains(name) else { throw .repeatedName(name, option: "replicate-weights") }
        names.append(name)
      }
    }
    return names
  }

  /// The columns of a prefix and a number, which must follow each other from 0 or 1 on.
  private static func names(startingWith prefix: String, in data: Microdata) throws(QuestionError) -> [String] {
    // A prefix that ends in digits leaves out the numbers that begin with others.
    let stem = String(prefix.reversed().drop { $0.isASCII && $0.isNumber }.reversed())
    let all = data.columnNames.compactMap { NumberedColumn($0, stem: stem) }
    let numbered = data.columnNames.compactMap { NumberedColumn($0, stem: prefix) }.sorted { $0.number < $1.number }
    guard let first = numbered.first else { throw .noReplicateColumns(prefix: prefix) }
    let hasGap = zip(numbered, numbered.dropFirst()).contains { $1.number != $0.number + 1 }
    let kind: QuestionError.GapKind? =
      all.count > numbered.count ? .digits : hasGap ? .gap : first.number > 1 ? .start : nil
    if let kind {
      let runs = NumberedColumn.runs(all.sorted { $0.number < $1.number })
      throw .gapInReplicateColumns(prefix: stem, runs: runs, kind)
    }
    return numbered.map(\.name)
  }
}

/// A column whose name ends in a number.
private struct NumberedColumn {
  let name: String
  let number: Int

  /// Nil where the name is not the stem and a number.
  init?(_ name: String, stem: String) {
    let digits = name.dropFirst(stem.count)
    guard name.hasPrefix(stem), digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits) else {
      return nil
    }
    self.name = name
    self.number = number
  }

  /// What stands together of columns in the order of their numbers.
  static func runs(_ columns: [NumberedColumn]) -> [QuestionError.ColumnRun] {
    var runs: [(columns: QuestionError.ColumnRun, end: Int)] = []
    for column in columns {
      if let last = runs.last, column.number == last.end + 1 {
        runs[runs.count - 1] = (.init(first: last.columns.first, last: column.name), column.number)
      } else {
        runs.append((.init(first: column.name, last: column.name), column.number))
      }
    }
    return runs.map(\.columns)
  }
}

/// The columns from one to another that differ in one number of their names.
struct ColumnRange {
  private let text: String
  /// What stands before and after the number.
  private let (before, after): (String, String)
  private let numbers: ClosedRange<Int>
  /// The digits of a number that is written with zeros before it; 1 without.
  private let width: Int

  private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

  /// Reads a range, `r1-r80`, `PV1MATH-PV10MATH` or `r1-80`; nil for a text that is none or that is a column.
  init?(_ text: String, in data: Microdata) throws(QuestionError) {
    guard !data.hasColumn(text) else { return nil }
    // Names may hold hyphens: the one that is meant stands between two names that differ in a number.
    for hyphen in text.indices where text[hyphen] == "-" {
      let (first, last) = (text[..<hyphen], text[text.index(after: hyphen)...])
      for digits in ColumnRange.numbers(in: first) {
        let (before, after) = (first[..<digits.lowerBound], first[digits.upperBound...])
        let other =
          last.allSatisfy(ColumnRange.isDigit) && after.isEmpty
          ? last
          : last.hasPrefix(before) && last.hasSuffix(after) && last.count > before.count + after.count
            ? last.dropFirst(before.count).dropLast(after.count) : ""
        guard !other.isEmpty, other.allSatisfy(ColumnRange.isDigit) else { continue }
        guard let low = Int(first[digits]), let high = Int(other), low < high else { throw .notARange(text) }
        let limit = ComputationLimits.standard.replicates
        guard high - low < limit else {
          throw .tooManyListed(option: "replicate-weights", found: high - low, limit: limit)
        }
        self.text = text
        (self.before, self.after) = (String(before), String(after))
        numbers = low...high
        width = first[digits].first == "0" ? first[digits].count : 1
        return
      }
    }
    return nil
  }

  /// The places of the numbers in a name, the last first.
  private static func numbers(in name: Substring) -> [Range<Substring.Index>] {
    var places: [Range<Substring.Index>] = []
    var start: Substring.Index?
    for index in name.indices {
      if isDigit(name[index]) {
        start = start ?? index
      } else if let from = start {
        places.append(from..<index)
        start = nil
      }
    }
    if let start { places.append(start..<name.endIndex) }
    return places.reversed()
  }

  /// The names, all of which must be columns.
  func names(in data: Microdata) throws(QuestionError) -> [String] {
    let names = numbers.map { number in
      let digits = String(number)
      return before + String(repeating: "0", count: max(0, width - digits.count)) + digits + after
    }
    let missing = names.filter { !data.hasColumn($0) }
    guard missing.isEmpty else { throw .missingReplicateColumns(missing, range: text) }
    return names
  }
}
