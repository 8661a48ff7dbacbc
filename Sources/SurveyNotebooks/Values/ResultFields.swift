internal import ReportDocuments
internal import SurveyEstimates

/// What the fields of a result say in a sentence, and the numbers behind them for checks.
///
/// A field whose number is undefined is there and says nothing, so that a sentence that refers to it is refused.
struct ResultFields {
  private(set) var texts: [String: String] = [:]
  private(set) var numbers: [String: Double] = [:]
  /// The fields that have an interval of their own, to be laid beside those of other analyses.
  private(set) var figures: [String: Figure] = [:]

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

  /// Sets the number that the result is, with its standard error and interval.
  mutating func setValue(_ figure: Figure, in sentences: Sentences) {
    figures["value"] = figure
    set("value", figure.value) { sentences.phrase($0, figure.form) }
    set("se", figure.standardError) { sentences.text($0, figure.form.unrounded) }
    set(figure.interval, in: sentences) { sentences.text($0, figure.form) }
    if let fraction = figure.missingInformation {
      set("missing-information", fraction) { NumberFormat.percentage(decimals: 0).text($0, in: sentences.language) }
    }
  }

  /// Sets another number that the result has, whose text says the interval too.
  mutating func set(_ field: String, _ figure: Figure, in sentences: Sentences) {
    figures[field] = figure
    let text = { sentences.text($0, figure.form) }
    set("\(field)-lower", figure.interval?.lower ?? .nan, text)
    set("\(field)-upper", figure.interval?.upper ?? .nan, text)
    let interval = sentences.interval(self["\(field)-lower"], self["\(field)-upper"], level: figure.level)
    set(field, figure.value) { value in
      let phrase = sentences.phrase(value, figure.form)
      return figure.interval == nil ? phrase : "\(phrase) (\(interval))"
    }
  }

  /// Sets the text that stands where no field is named: the value, and in parentheses what it rests on.
  mutating func setText(_ parts: String...) {
    let known = parts.filter { !$0.isEmpty }
    texts["text"] =
      self["value"].isEmpty || known.isEmpty ? self["value"] : "\(self["value"]) (\(known.joined(separator: "; ")))"
  }
}
