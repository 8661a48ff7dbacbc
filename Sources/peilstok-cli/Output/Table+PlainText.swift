import Peilstok

/// A table as text for a terminal.
extension Table {
  /// The table as aligned text for a terminal, with its notes.
  var plainText: String {
    let rows = [columns.map { MarkdownText.collapsed($0.header) }] + rows.map { $0.cells.map(\.plainText) }
    let widths = columns.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      let padded = zip(row, zip(columns, widths)).map { cell, place in
        let space = String(repeating: " ", count: place.1 - cell.count)
        return place.0.alignment == .trailing ? space + cell : cell + space
      }
      return trimmingEnd(padded.joined(separator: "  "))
    }
    let remarks = notes.isEmpty ? [] : [""] + notes.map { "Note: " + MarkdownText.collapsed($0.text) }
    return
      ([MarkdownText.collapsed(caption), ""] + lines + remarks
      + (source.map { ["", "Source: " + MarkdownText.collapsed($0)] } ?? []))
      .joined(separator: "\n") + "\n"
  }

  private func trimmingEnd(_ text: String) -> String {
    guard let last = text.lastIndex(where: { $0 != " " }) else { return "" }
    return String(text[...last])
  }
}

extension Cell {
  fileprivate var plainText: String {
    switch self {
    case .text(let text, _): MarkdownText.collapsed(text)
    case .number(let value, let format): value.isFinite ? format.text(value, in: .english) : "-"
    case .count(let count): "\(count)"
    case .absent: "-"
    case .flags(let flags): flags.map(\.rawValue).joined(separator: " ")
    }
  }
}
