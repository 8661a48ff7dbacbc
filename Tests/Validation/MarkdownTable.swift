/// Returns a Markdown table.
func markdownTable(_ header: [String], _ rows: [[String]]) -> String {
  ([header, header.map { _ in "---" }] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
    .joined(separator: "\n")
}

/// Returns a share in per cent with one decimal.
func percent(_ share: Double?) -> String {
  guard let share, share.isFinite else { return "none" }
  let tenths = Int((share * 1000).rounded())
  return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
}
