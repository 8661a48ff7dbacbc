public import SurveyMicrodata

/// Names of columns as they were written, in a list or with signs between them.
///
/// A name may itself hold a sign, as in `age (19,39]`: what stands on both sides of a sign is one name where the data
/// have a column of the longer name.
public struct ColumnNames: Sendable, Hashable, ExpressibleByArrayLiteral, ExpressibleByStringLiteral {
  /// What stands before a name.
  enum Sign: String, CaseIterable {
    case list = ","
    case crossing = " x "
    case stage = " / "
  }

  /// A piece of text that may be a name or a part of one.
  private struct Part: Hashable {
    var sign: Sign
    var text: String
  }

  /// The pieces of each text; names do not go over from one text into the next.
  private let texts: [[Part]]
  /// The option, for messages.
  let option: String

  /// A name with more signs than this is not looked for, so that a long list takes no long time.
  private static let mostPartsOfName = 30

  /// Names columns as they are called.
  public init(_ names: [String]) {
    texts = names.map { [Part(sign: .list, text: $0)] }
    option = "columns"
  }

  /// Names columns as they are called.
  public init(arrayLiteral names: String...) { self.init(names) }
  /// Names one column as it is called.
  public init(stringLiteral name: String) { self.init([name]) }

  /// Reads texts with commas between names; of strata also with `x` and `/`.
  public init(parsing texts: [String], option: String) throws(QuestionError) {
    let signs = option == "strata" ? Sign.allCases : [.list]
    self.option = option
    self.texts = texts.map { ColumnNames.parts(of: $0, signs) }
    guard self.texts.joined().allSatisfy({ $0.text.contains { !$0.isWhitespace } }) else {
      throw .emptyName(option: option)
    }
    let (found, limit) = (self.texts.reduce(0) { $0 + $1.count }, ComputationLimits.standard.listed)
    guard found <= limit else { throw .tooManyListed(option: option, found: found, limit: limit) }
  }

  private static func parts(of text: String, _ signs: [Sign]) -> [Part] {
    var parts = [Part(sign: .list, text: "")]
    var rest = text[...]
    while let character = rest.first {
      if let sign = signs.first(where: { rest.hasPrefix($0.rawValue) }) {
        parts.append(Part(sign: sign, text: ""))
        rest = rest.dropFirst(sign.rawValue.count)
      } else {
        parts[parts.count - 1].text.append(character)
        rest = rest.dropFirst()
      }
    }
    return parts
  }

  /// Returns the names of the columns, each of which must exist, with the sign before each.
  func signedNames(in data: Microdata) throws(QuestionError) -> [(sign: Sign, name: String)] {
    var names: [(sign: Sign, name: String)] = []
    for (sign, stated) in longest(in: data, where: { data.hasColumn($0) }) {
      let found = stated.variable
      _ = try reading { () throws(MicrodataError) in try data.column(found) }
      guard stated.level == nil else { throw .levelNotTaken(stated.description, option: option) }
      guard !names.contains(where: { $0.name == found }) else { throw .repeatedName(found, option: option) }
      names.append((sign, found))
    }
    return names
  }

  /// Returns the names of the columns, each of which must exist.
  public func names(in data: Microdata) throws(QuestionError) -> [String] {
    try signedNames(in: data).map(\.name)
  }

  /// Returns the variables with the levels that are named; what the data have of them is checked by whoever uses them.
  public func variables(in data: Microdata) throws(QuestionError) -> [VariableLevel] {
    var variables: [VariableLevel] = []
    for (_, stated) in longest(in: data, where: { data.has(VariableLevel(parsing: $0, in: data)) }) {
      guard !stated.variable.isEmpty else { throw .emptyName(option: option) }
      guard !variables.contains(stated) else { throw .repeatedName(stated.description, option: option) }
      variables.append(stated)
    }
    return variables
  }

  /// Joins the pieces to the longest texts that are known, each with the sign before it; a piece of none is itself.
  private func longest(in data: Microdata, where isKnown: (String) -> Bool) -> [(sign: Sign, stated: VariableLevel)] {
    texts.flatMap { parts in
      var found: [(sign: Sign, stated: VariableLevel)] = []
      var start = 0
      while start < parts.count {
        let name = { (end: Int) in
          trimmed(parts[start..<end].reduce("") { $0 + ($0.isEmpty ? "" : $1.sign.rawValue) + $1.text })
        }
        let end =
          stride(from: min(parts.count, start + Self.mostPartsOfName), to: start, by: -1).first { isKnown(name($0)) }
          ?? start + 1
        found.append((parts[start].sign, VariableLevel(parsing: name(end), in: data)))
        start = end
      }
      return found
    }
  }

  /// Returns the name of the one column that is meant.
  public func name(in data: Microdata) throws(QuestionError) -> String {
    let names = try names(in: data)
    guard names.count == 1 else { throw .severalColumns(option: option, found: names.count) }
    return names[0]
  }
}

extension Microdata {
  /// Whether there is a column and, where a level is named, whether it can have that.
  fileprivate func has(_ stated: VariableLevel) -> Bool {
    guard let values = try? column(stated.variable) else { return false }
    guard let level = stated.level else { return true }
    return switch values {
    case .factor(let factor): factor.levels.contains(level)
    case .numbers: Double(level) != nil
    }
  }
}

private func trimmed(_ text: String) -> String {
  guard let first = text.firstIndex(where: { !$0.isWhitespace }),
    let last = text.lastIndex(where: { !$0.isWhitespace })
  else { return "" }
  return String(text[first...last])
}
