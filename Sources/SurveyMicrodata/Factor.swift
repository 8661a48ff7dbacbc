/// Answers from a fixed list of levels: one code for each record.
public struct Factor: Sendable, Equatable {
  /// Whether a codebook or a dictionary lists the levels, so that messages may name them.
  package var isDeclared = false
  /// The position of each record's level in `levels`, or a negative missing code (see `MissingKind`).
  public var codes: [Int32]
  /// The names of the levels, in order.
  public var levels: [String]
  /// Whether somebody stated the order of the levels; levels that were merely found are sorted by their bytes.
  public var hasStatedOrder = true

  /// Creates a factor from codes that index `levels`, which stand in an order that means something.
  public init(codes: [Int32], levels: [String]) {
    self.codes = codes
    self.levels = levels
  }

  /// Whether two factors hold the same answers.
  public static func == (one: Factor, other: Factor) -> Bool { one.codes == other.codes && one.levels == other.levels }

  /// Creates a factor from the level of each record, nil where missing; the levels stand in sorted order.
  public init(_ values: [String?]) {
    let levels = Set(values.compactMap { $0 }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let position = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, Int32($0)) })
    self.init(codes: values.map { $0.flatMap { position[$0] } ?? MissingKind.blank.code }, levels: levels)
    hasStatedOrder = false
  }
}
