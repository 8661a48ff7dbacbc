import Peilstok

/// Names of columns separated by commas, as an option takes them, each with or without a level.
///
/// A column or level may itself hold a comma, as in `--of "age=(19,39]"`: what stands between two commas belongs to
/// the name before it where the data have a column or level of the longer name.
struct ColumnList: Equatable {
  /// The option, for messages.
  let option: String
  private let parts: [String]
  /// A name with more commas than this is not looked for, so that a long list takes no long time.
  private static let mostPartsOfName = 30

  init(_ text: String, option: String) throws(CommandError) {
    self.option = option
    parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard parts.allSatisfy({ $0.contains { !$0.isWhitespace } }) else { throw .emptyName(option: option) }
    try checkListed(parts.count, option: option)
  }

  /// Returns the names of the columns, each of which must exist and stand without a level.
  func names(in data: Microdata) throws -> [String] {
    var names: [String] = []
    for target in resolved({ data.hasColumn($0) ? ColumnTarget(column: $0, level: nil) : nil }, in: data) {
      _ = try data.column(target.column)
      guard target.level == nil else { throw CommandError.levelNotTaken(target.description, option: option) }
      guard !names.contains(target.column) else { throw CommandError.repeatedName(target.column, option: option) }
      names.append(target.column)
    }
    return names
  }

  /// Returns the one column that is named, without a level.
  func only(in data: Microdata) throws -> String {
    let names = try names(in: data)
    guard names.count == 1 else { throw CommandError.severalVariables(option: option, found: names.count) }
    return names[0]
  }

  /// Returns the columns with their levels; what exists in the data is checked by whoever uses them.
  func targets(in data: Microdata) throws -> [ColumnTarget] {
    var targets: [ColumnTarget] = []
    for target in resolved({ ColumnTarget(known: $0, in: data) }, in: data) {
      guard target.column != "" else { throw CommandError.emptyName(option: option) }
      guard !targets.contains(target) else { throw CommandError.repeatedName(target.description, option: option) }
      targets.append(target)
    }
    return targets
  }

  /// Joins the parts to the longest names that are known; a part that is in none stands for itself.
  private func resolved(_ known: (String) -> ColumnTarget?, in data: Microdata) -> [ColumnTarget] {
    var targets: [ColumnTarget] = []
    var start = 0
    while start < parts.count {
      let found = stride(from: min(parts.count, start + Self.mostPartsOfName), to: start, by: -1).lazy
        .compactMap { end in known(trimmed(parts[start..<end].joined(separator: ","))).map { (end, $0) } }.first
      targets.append(found?.1 ?? ColumnTarget(VariableLevel(parsing: parts[start], in: data)))
      start = found?.0 ?? start + 1
    }
    return targets
  }
}

/// A column, or one level of it.
struct ColumnTarget: Hashable, CustomStringConvertible {
  let column: String
  let level: String?

  /// The same as a question to the records.
  var stated: VariableLevel { VariableLevel(column, level: level) }

  var description: String { level.map { "\(column)=\($0)" } ?? column }
}

extension ColumnTarget {
  fileprivate init(_ stated: VariableLevel) { self.init(column: stated.variable, level: stated.level) }

  /// Reads a column or a level of a column that the data have; nil for anything else.
  fileprivate init?(known text: String, in data: Microdata) {
    self.init(VariableLevel(parsing: text, in: data))
    guard let values = try? data.column(column) else { return nil }
    guard let level else { return }
    switch values {
    case .factor(let factor): guard factor.levels.contains(level) else { return nil }
    case .numbers: guard Double(level) != nil else { return nil }
    }
  }
}

private func trimmed(_ text: String) -> String {
  guard let first = text.firstIndex(where: { !$0.isWhitespace }),
    let last = text.lastIndex(where: { !$0.isWhitespace })
  else { return "" }
  return String(text[first...last])
}
