internal import SurveyEstimates

/// What the fields of a result say in a sentence, and the numbers behind them for checks.
///
/// A field whose number is undefined is there and says nothing, so that a sentence that refers to it is refused.
struct ResultFields {
  private(set) var texts: [String: String] = [:]
  private(set) var numbers: [String: Double] = [:]

  subscript(field: String) -> String { texts[field] ?? "" }

  /// Sets a field that has no number behind it.
  mutating func set(_ field: String, text: String) { texts[field] = text }

  /// Sets a field to a number and the way it is written.
  mutating func set(_ field: String, _ number: Double, _ text: (Double) -> String) {
    numbers[field] = number
    texts[field] = number.isFinite ? text(number) : ""
  }

  /// Sets the fields of an interval.
  mutating func set(_ interval: ConfidenceInterval?, in sentences: Sentences, _ text: (Double) -> String) {
    set("lower", interval?.lower ?? .nan, text)
    set("upper", interval?.upper ?? .nan, text)
    texts["interval"] = interval.map { sentences.interval(self["lower"], self["upper"], level: $0.level) } ?? ""
  }

  /// Sets the text that stands where no field is named: the value, and in parentheses what it rests on.
  mutating func setText(_ parts: String...) {
    let known = parts.filter { !$0.isEmpty }
    texts["text"] =
      self["value"].isEmpty || known.isEmpty ? self["value"] : "\(self["value"]) (\(known.joined(separator: "; ")))"
  }
}
