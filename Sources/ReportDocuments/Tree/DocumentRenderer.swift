/// Turns a document into the text of one format.
///
/// A renderer only formats: it computes no number and decides nothing about what may be shown. The same document
/// gives the same text every time.
public protocol DocumentRenderer: Sendable {
  /// Renders a document.
  func render(_ document: Document) -> String
}
