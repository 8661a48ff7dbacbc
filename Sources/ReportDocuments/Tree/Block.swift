/// A part of a document.
public enum Block: Sendable, Equatable {
  /// A heading; the level is 1 through 6.
  case heading(level: Int, text: String)
  /// A paragraph of Markdown.
  case paragraph(String)
  /// Markdown of any kind, which passes through as it is.
  case markdown(String)
  /// A table.
  case table(Table)
  /// A boxed remark.
  case callout(CalloutKind, text: String)
  /// A list, each item Markdown.
  case list([String], isOrdered: Bool)
}

/// How urgent a boxed remark is.
public enum CalloutKind: Sendable, Hashable, CaseIterable {
  /// Worth knowing.
  case note
  /// Easily misread.
  case caution
  /// Not to be missed.
  case important
}
