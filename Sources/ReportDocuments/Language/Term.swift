/// A word or short phrase that renderers and sentences share.
public enum Term: Sendable, Hashable, CaseIterable {
  /// The word before a table's identifier.
  case table
  /// The word before a figure's identifier.
  case figure
  /// The word in a reference to a note, in lower case.
  case note
  /// The word before the source of a table.
  case source
  /// The header of a column of lower bounds.
  case lowerBound
  /// The header of a column of upper bounds.
  case upperBound
  /// The header of a column of unweighted counts.
  case unweightedCount
  /// The label of a row over everyone.
  case total
  /// What a column of flags says where there is nothing to flag.
  case none
  /// The answer of a natural frequency of one.
  case all
  /// The conjunction before the last item of a list.
  case and
  /// The word between the bounds of a range.
  case to
  /// The unit of a difference of percentages, for exactly one.
  case percentagePoint
  /// The unit of a difference of percentages.
  case percentagePoints
  /// The first word of a callout that asks for caution.
  case caution
  /// The first word of a callout that must not be missed.
  case important
}

extension Language {
  /// The word of this language for a term.
  public func term(_ term: Term) -> String { words.word(for: term) }
}
