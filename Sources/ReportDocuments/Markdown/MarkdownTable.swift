/// A table as GitHub Flavored Markdown: caption, one header row, rows, notes, legend and source.
struct MarkdownTable {
  private let table: Table
  private let language: Language
  private let shorthandStyle: ShorthandStyle
  private let noteNumbers: [String: Int]

  init(_ table: Table, language: Language, shorthandStyle: ShorthandStyle) {
    self.table = table
    self.language = language
    self.shorthandStyle = shorthandStyle
    self.noteNumbers = table.noteNumbers
  }

  var text: String {
    let caption = "**\(language.term(.table)) \(MarkdownText.escapedInline(table.identifier)).** "
    var parts = [caption + MarkdownText.collapsed(table.caption), grid]
    let remarks = notes + legend
    if !remarks.isEmpty { parts.append(remarks.map { "- " + $0 }.joined(separator: "\n")) }
    if let source = table.source { parts.append(language.term(.source) + ": " + MarkdownText.collapsed(source)) }
    return parts.joined(separator: "\n\n")
  }

  // MARK: The grid

  private var grid: String {
    let header = table.columns.map { MarkdownText.escapedInline($0.header) + references(to: $0.notes) }
    let rows = table.rows.map { $0.cells.map(text(of:)) }
    let widths = table.columns.indices.map { column in
      max(4, ([header] + rows).map { $0[column].displayWidth }.max() ?? 0)
    }
    let alignments = zip(table.columns, widths).map { rule($0.alignment, width: $1) }
    let lines = [line(header, widths: widths), "| " + alignments.joined(separator: " | ") + " |"]
    return (lines + rows.map { line($0, widths: widths) }).joined(separator: "\n")
  }

  private func line(_ cells: [String], widths: [Int]) -> String {
    let padded = cells.indices.map { column in
      let space = widths[column] - cells[column].displayWidth
      let before =
        switch table.columns[column].alignment {
        case .leading: 0
        case .center: space / 2
        case .trailing: space
        }
      return String(repeating: " ", count: before) + cells[column] + String(repeating: " ", count: space - before)
    }
    return "| " + padded.joined(separator: " | ") + " |"
  }

  private func rule(_ alignment: TableColumn.Alignment, width: Int) -> String {
    switch alignment {
    case .leading: ":" + String(repeating: "-", count: width - 1)
    case .center: ":" + String(repeating: "-", count: width - 2) + ":"
    case .trailing: String(repeating: "-", count: width - 1) + ":"
    }
  }

  private func text(of cell: Cell) -> String {
    switch cell {
    case .text(let text, let notes): MarkdownText.escapedInline(text) + references(to: notes)
    case .number(let value, let format):
      value.isFinite
        ? MarkdownText.escapedInline(format.text(value, in: language)) : symbol(for: .notAvailable)
    case .count(let count): NumberFormat.grouped(count, in: language)
    case .absent(let reason): symbol(for: reason)
    case .flags(let flags): flags.isEmpty ? language.term(.none) : flags.map(symbol).joined(separator: " ")
    }
  }

  // MARK: References, notes and legend

  private func references(to notes: [String]) -> String {
    notes.compactMap { noteNumbers[$0] }.map { " " + reference($0) }.joined()
  }

  private func reference(_ number: Int) -> String { "[\(language.term(.note)) \(number)]" }

  private var notes: [String] {
    let word = language.term(.note)
    let general = word.prefix(1).uppercased() + word.dropFirst()
    let numbered = table.notes.filter { noteNumbers[$0.identifier] != nil }
    let others = table.notes.filter { noteNumbers[$0.identifier] == nil }
    return numbered.map { "**\(reference(noteNumbers[$0.identifier] ?? 0))** " + MarkdownText.collapsed($0.text) }
      + others.map { "**\(general):** " + MarkdownText.collapsed($0.text) }
  }

  private var legend: [String] {
    shorthandStyle.legend(for: table.shorthand, in: language).map { "**\(escaped($0.symbol))** = \($0.meaning)" }
  }

  private func symbol(for shorthand: Shorthand) -> String { escaped(shorthandStyle.symbol(for: shorthand)) }

  /// Bracketed symbols stay readable: brackets alone are no link, and the legend keeps "[x]" from being a checkbox.
  private func escaped(_ symbol: String) -> String {
    symbol.hasPrefix("[") ? symbol : MarkdownText.escapedInline(symbol)
  }
}
