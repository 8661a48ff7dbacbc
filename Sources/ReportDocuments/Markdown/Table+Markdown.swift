/// A table written as Markdown.
extension Table {
  /// The table as GitHub Flavored Markdown, with caption, notes, legend and source, ending with one line feed.
  public func markdown(
    in language: Language, shorthandStyle: ShorthandStyle = .governmentStatistics
  ) -> String {
    MarkdownTable(self, language: language, shorthandStyle: shorthandStyle).text + "\n"
  }
}
