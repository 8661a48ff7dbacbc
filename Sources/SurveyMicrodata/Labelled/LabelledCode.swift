internal import SurveyFiles

/// How values of a labelled file are written as codes: in a codebook, in a question and in a CSV file.
extension LabelledVariable {
  /// What the numbers of the variable count, where they are dates or times.
  func calendar(in format: LabelledFormat) -> CalendarForm? { CalendarForm(format: self.format, of: format) }
}

extension LabelledValue {
  /// The value as a code: a number in its shortest form, a missing value with a letter as `.a`.
  func code(_ calendar: CalendarForm? = nil) -> String {
    switch self {
    case .number(let number): calendar?.text(of: number) ?? levelName(of: number)
    case .text(let text): text
    case .tag(let letter): "." + String(UnicodeScalar(letter))
    }
  }
}

extension [MissingRange] {
  /// Whether a number is in one of the ranges.
  func contains(_ number: Double) -> Bool {
    contains { if case .numbers(let range) = $0 { range.contains(number) } else { false } }
  }

  /// Whether a text is declared to be missing.
  func contains(_ text: String) -> Bool { contains { $0 == .text(text) } }

  /// Whether a value is declared to be missing.
  func contains(_ value: LabelledValue) -> Bool {
    switch value {
    case .number(let number): contains(number)
    case .text(let text): contains(text)
    case .tag: true
    }
  }
}
