/// A note under a table.
///
/// Notes that a header or a cell refers to are numbered in the order of the table's list, "[note 1]"; the others hold
/// for the whole table and have no number.
public struct Note: Sendable, Hashable {
  /// The name that headers and cells use to refer to it.
  public let identifier: String
  /// The text, as Markdown.
  public let text: String

  /// Creates a note.
  public init(_ identifier: String, _ text: String) {
    self.identifier = identifier
    self.text = text
  }
}
