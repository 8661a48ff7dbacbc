/// A level as a message may say it: by its name where a codebook declares the level, else by its place.
///
/// A level that was only read from records is an answer of a respondent, which no message shows. A string literal is a
/// name that the program itself gives.
public struct LevelName: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The name; nil where it was only read from records.
  public let name: String?
  /// The place among the levels, from 1.
  public let place: Int
  /// The number of levels.
  public let count: Int

  /// Names a level that a codebook declares.
  public init(stringLiteral name: String) { self.init(name, isDeclared: true, at: 0, of: 1) }

  /// Names a level at a position from 0 on, if it may be named.
  package init(_ name: String, isDeclared: Bool, at position: Int, of count: Int) {
    self.name = isDeclared ? name : nil
    place = position + 1
    self.count = count
  }
}

extension LevelName: CustomStringConvertible {
  /// The name in quotes, or `number 2 of 3`.
  public var description: String { name.map { "\"\($0)\"" } ?? "number \(place) of \(count)" }
}

extension Factor {
  /// A level as a message may say it.
  package func messageName(at position: Int) -> LevelName {
    LevelName(levels[position], isDeclared: isDeclared, at: position, of: levels.count)
  }
}

extension LevelName {
  /// A combination of levels of factors; a level that no record can have is nobody's answer.
  package init(_ levels: [String], of factors: [Factor], at position: Int, of count: Int) {
    let mayBeSaid = zip(levels, factors).allSatisfy { $1.isDeclared || !$1.levels.contains($0) }
    self.init(levels.joined(separator: ", "), isDeclared: mayBeSaid, at: position, of: count)
  }
}

extension Microdata {
  /// A level of a variable as a message may say it.
  package func messageName(_ level: String, of variable: String) -> LevelName {
    guard let factor = try? factor(of: Categorical(variable)), let position = factor.levels.firstIndex(of: level) else {
      return LevelName(stringLiteral: level)
    }
    return factor.messageName(at: position)
  }
}
