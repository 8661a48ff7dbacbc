/// A report as a tree of blocks, before it becomes Markdown, HTML or anything else.
///
/// Title, subtitle, headings, paragraphs, captions, notes and sources are Markdown that an author wrote and pass
/// through as they are. Metadata, column headers and cells are plain text that may come from data: renderers escape
/// them. Text from data inside a sentence is escaped with ``MarkdownText/escaped(_:)`` first.
public struct Document: Sendable, Equatable {
  /// The title.
  public let title: String
  /// The line under the title.
  public let subtitle: String?
  /// The language of the text and the numbers.
  public let language: Language
  /// Facts about the report, in the order they are shown.
  public let metadata: [Metadatum]
  /// The symbols that stand where a table has no number.
  public let shorthandStyle: ShorthandStyle
  /// The content.
  public let blocks: [Block]

  /// Creates a document; two tables with one identifier, capitals aside, are an error.
  public init(
    title: String, subtitle: String? = nil, language: Language, metadata: [Metadatum] = [],
    shorthandStyle: ShorthandStyle = .governmentStatistics, blocks: [Block]
  ) throws(DocumentError) {
    var seen: Set<String> = []
    for case .table(let table) in blocks {
      // Files are named after tables, and some file systems don't tell capitals apart.
      guard seen.insert(table.identifier.lowercased()).inserted else {
        throw .duplicateTable(identifier: table.identifier)
      }
    }
    self.title = title
    self.subtitle = subtitle
    self.language = language
    self.metadata = metadata
    self.shorthandStyle = shorthandStyle
    self.blocks = blocks
  }

  /// The tables, in the order they are shown.
  public var tables: [Table] {
    blocks.compactMap { block in
      guard case .table(let table) = block else { return nil }
      return table
    }
  }
}

/// A fact about a report, such as its period.
public struct Metadatum: Sendable, Hashable {
  /// What the fact is about.
  public let label: String
  /// The fact, as plain text.
  public let value: String

  /// Creates a fact.
  public init(_ label: String, _ value: String) {
    self.label = label
    self.value = value
  }
}
