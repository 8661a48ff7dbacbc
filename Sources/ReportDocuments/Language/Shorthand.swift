/// Why a cell has no number, or what its reader should know about the number beside it.
///
/// The raw value is the same in every language and symbol set: it is what the machine-readable files say.
public enum Shorthand: String, Sendable, Hashable, CaseIterable {
  /// The number is not known.
  case notAvailable = "not-available"
  /// A number cannot exist here.
  case notApplicable = "not-applicable"
  /// The number is kept back to protect the people behind it.
  case confidential
  /// The number rests on too little to rely on.
  case lowReliability = "low-reliability"
  /// The number is above zero and less than half of the last digit shown.
  case low
  /// There are none.
  case zero
  /// The number is an estimate by another method than the others.
  case estimated
  /// The number may still change.
  case provisional
  /// The number differs from the one published before.
  case revised
  /// The number is not comparable with the one before it.
  case breakInSeries = "break-in-series"
}

extension Language {
  /// What a shorthand symbol means, for the legend under a table.
  public func meaning(of shorthand: Shorthand) -> String { words.meaning(of: shorthand) }
}
