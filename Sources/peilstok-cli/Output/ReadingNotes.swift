import Peilstok

/// What reading the records has shown, beside an answer.
extension DescribedDesign {
  /// What reading the file has shown of the columns that an answer rests on.
  func readingNotes(of data: Microdata) -> [String] {
    data.remarksOnUsedColumns(design: columns).map(\.description)
  }
}

/// Says notes on standard error beside an answer whose form has no place for them.
func warn(_ notes: [String], beside format: OutputFormat) {
  guard format == .csv else { return }
  for note in notes { StandardOutput.writeNote("Note: \(note)") }
}
