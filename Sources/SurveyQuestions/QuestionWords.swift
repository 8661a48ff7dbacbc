internal import SurveyMicrodata

/// The words of a question by the names of the options that they answer.
///
/// A command line and the YAML of a notebook say the same things in other signs: `--strata wave,region` is
/// `strata: [wave, region]`. Both become words, and questions are read from words alone.
public struct QuestionWords: Sendable {
  private let texts: [String: [String]]

  /// Takes the words of each option that was given; a flag that is set is the word `true`.
  public init(_ texts: [String: [String]]) { self.texts = texts.filter { !$0.value.isEmpty } }

  /// Returns the words with those of other options.
  public func adding(_ others: QuestionWords) -> QuestionWords {
    QuestionWords(texts.merging(others.texts) { own, _ in own })
  }

  /// Returns the words with every file placed, such as in the folder of a notebook that names it.
  public func placing(files place: (String) -> String) -> QuestionWords {
    var texts = texts
    for option in ["margins", "replicate-scales", "imputed-files", "population"] {
      // Scales may be numbers themselves, and several files have commas between them.
      texts[option] = texts[option]?.map { text in
        numbers(in: text) == nil ? text.split(separator: ",").map { place(String($0)) }.joined(separator: ",") : text
      }
    }
    return QuestionWords(texts)
  }

  /// Returns the words with those of one option under another name, in place of what that had.
  public func renaming(_ option: String, _ name: String) -> QuestionWords {
    var texts = texts
    texts[name] = texts[option] ?? texts[name]
    if option != name { texts[option] = nil }
    return QuestionWords(texts)
  }

  /// Whether the option was given.
  public func has(_ option: String) -> Bool { texts[option] != nil }
  /// Whether any option of a list was given.
  public func hasAny(of options: [String]) -> Bool { options.contains { has($0) } }
}

extension QuestionWords {
  /// The words of an option; none where it was not given.
  func all(_ option: String) -> [String] { texts[option] ?? [] }

  func text(_ option: String) throws(QuestionError) -> String? {
    guard let texts = texts[option] else { return nil }
    guard texts.count == 1 else { throw .severalWords(option: option, found: texts.count) }
    return texts[0]
  }

  func columns(_ option: String) throws(QuestionError) -> ColumnNames? {
    try texts[option].map { texts throws(QuestionError) in try ColumnNames(parsing: texts, option: option) }
  }

  func flag(_ option: String) throws(QuestionError) -> Bool {
    switch try text(option) {
    case nil, "false", "no": return false
    case "true", "yes": return true
    case .some: throw .notAFlag(option: option)
    }
  }

  /// A word that some vocabulary knows.
  func word<Word>(
    _ option: String, known: [String], _ read: (String) -> Word?
  ) throws(QuestionError) -> Word? {
    guard let text = try text(option) else { return nil }
    guard let word = read(text) else { throw .unknownWord(text, option: option, known: known) }
    return word
  }

  /// A whole number between a smallest one and a limit.
  func wholeNumber(
    _ option: String, from smallest: Int, to limit: Int = .max
  ) throws(QuestionError) -> Int? {
    guard let text = try text(option) else { return nil }
    // Digits that are no number of the machine are one above every limit.
    let isDigits = !text.isEmpty && text.utf8.allSatisfy { $0 &- 0x30 < 10 }
    let number = Int(text) ?? (isDigits && limit < .max ? .max : .min)
    guard number >= smallest else { throw .notAWholeNumber(option: option, found: text, smallest: smallest) }
    guard number <= limit else { throw .aboveLimit(option: option, found: text, limit: limit) }
    return number
  }

  /// The number that names draws.
  func seed() throws(QuestionError) -> UInt64? {
    guard let text = try text("seed") else { return nil }
    guard let seed = UInt64(text) else { throw .notAWholeNumber(option: "seed", found: text, smallest: 0) }
    return seed
  }

  func positiveNumber(_ option: String) throws(QuestionError) -> Double? {
    guard let text = try text(option) else { return nil }
    guard let number = Double(text), number.isFinite, number > 0 else {
      throw .notAPositiveNumber(option: option, found: text)
    }
    return number
  }

  /// Two numbers, the smaller first, with a colon between them or as a list.
  func range(_ option: String, example: String) throws(QuestionError) -> ClosedRange<Double>? {
    guard has(option) else { return nil }
    let text = all(option).joined(separator: ":")
    let ends = text.split(separator: ":", omittingEmptySubsequences: false).map { end in
      Double(end.filter { $0 != " " })
    }
    guard ends.count == 2, let low = ends[0], let high = ends[1], low.isFinite, high.isFinite, low <= high else {
      throw .notBounds(option: option, found: text, example: example)
    }
    return low...high
  }
}

extension QuestionWords {
  /// A number between 0 and 1, exclusive.
  func probability(_ text: String, option: String, example: String) throws(QuestionError) -> Double {
    guard let value = Double(text), value > 0, value < 1 else {
      throw .notAProbability(option: option, found: text, example: example)
    }
    return value
  }

  /// The probability with which intervals cover.
  func level() throws(QuestionError) -> Double {
    try text("level").map { text throws(QuestionError) in
      try probability(text, option: "level", example: "0.95")
    } ?? 0.95
  }

  /// A condition; what it says of the data is checked against them later.
  func condition(_ option: String) throws(QuestionError) -> Condition? {
    guard let text = try text(option) else { return nil }
    do throws(MicrodataError) { return try Condition(parsing: text) } catch { throw .malformedCondition(error) }
  }
}

/// Numbers with commas, semicolons, spaces or lines between them; nil where a text is none.
func numbers(in text: String) -> [Double]? {
  let parts = text.split { $0 == "," || $0 == ";" || $0.isWhitespace }
  let numbers = parts.compactMap { Double($0) }
  return numbers.isEmpty || numbers.count < parts.count ? nil : numbers
}
