/// The reason a value is missing, as the codebook records it.
///
/// A missing value never enters an estimate; its kind is kept so that a report can count what was not asked
/// apart from what a respondent chose not to answer.
public enum MissingKind: UInt8, Sendable, Hashable, CaseIterable {
  /// An empty cell, or a missing code without a stated kind.
  case blank = 1
  /// The question was not put to this respondent (routing, or a wave without the item).
  case notAsked = 2
  /// The respondent saw the question and skipped or refused it.
  case refused = 3
  /// The respondent answered that they do not know.
  case doesNotKnow = 4
}

extension MissingKind {
  /// The factor code that stands for this kind: a negative number, so that `code >= 0` means answered.
  public var code: Int32 { -Int32(rawValue) }

  /// The number that stands for this kind: a NaN whose payload is the kind.
  public var number: Double { Double(nan: UInt64(rawValue), signaling: false) }

  /// Creates the kind of a factor code, or nil where the code is an answer.
  public init?(code: Int32) {
    guard code < 0 else { return nil }
    self = MissingKind(rawValue: UInt8(truncatingIfNeeded: -Int64(code) & 7)) ?? .blank
  }

  /// Creates the kind of a number, or nil where the number is an answer.
  public init?(number: Double) {
    guard number.isNaN else { return nil }
    self = MissingKind(rawValue: UInt8(truncatingIfNeeded: number.bitPattern & 7)) ?? .blank
  }
}
