internal import SurveyMicrodata
internal import SurveyQuestions

/// The entries of a mapping by key.
struct NotebookMapping: Sendable {
  let node: NotebookNode
  private let values: [String: NotebookNode]

  /// Reads a mapping with known keys only.
  init(_ node: NotebookNode, known: [String]) throws(NotebookError) {
    self.node = node
    values = Dictionary(uniqueKeysWithValues: try node.entries(known: known).map { ($0.key, $0.value) })
  }

  /// A mapping without entries.
  init(emptyAt node: NotebookNode) {
    self.node = node
    values = [:]
  }

  subscript(key: String) -> NotebookNode? { values[key] }

  /// The keys of a list that the mapping has.
  func keys(among candidates: [String]) -> [String] { candidates.filter { values[$0] != nil } }

  /// The one key of a list that the mapping must have.
  func onlyKey(among candidates: [String]) throws(NotebookError) -> String {
    let found = keys(among: candidates)
    guard found.count == 1, let key = found.first else {
      throw node.error(.oneKeyWanted(candidates, found: found.count))
    }
    return key
  }

  func text(_ key: String) throws(NotebookError) -> String? {
    guard let value = values[key] else { return nil }
    guard let text = value.text else { throw value.error(.unexpectedValue(key: key, expected: "a text")) }
    return text
  }

  func requiredText(_ key: String) throws(NotebookError) -> String {
    guard let text = try text(key) else { throw node.error(.missingKey(key)) }
    return text
  }

  func texts(_ key: String) throws(NotebookError) -> [String] {
    guard let value = values[key] else { return [] }
    var texts: [String] = []
    for item in value.items {
      guard let text = item.text else { throw item.error(.unexpectedValue(key: key, expected: "a list of texts")) }
      texts.append(text)
    }
    return texts
  }

  func number(_ key: String) throws(NotebookError) -> Double? {
    guard let value = values[key] else { return nil }
    guard let number = value.number else { throw value.error(.unexpectedValue(key: key, expected: "a number")) }
    return number
  }

  /// The number of decimals that a number is written with.
  func decimals() throws(NotebookError) -> Int? {
    guard let value = values["decimals"] else { return nil }
    guard let decimals = value.text.flatMap({ Int($0) }), (0...15).contains(decimals) else {
      throw value.error(.unexpectedValue(key: "decimals", expected: "a whole number from 0 to 15"))
    }
    return decimals
  }

  /// The whole number to whose multiples a number is rounded.
  func multiple() throws(NotebookError) -> Int? {
    guard let value = values["round"] else { return nil }
    guard let multiple = value.text.flatMap({ Int($0) }), (1...1_000_000_000).contains(multiple) else {
      throw value.error(.unexpectedValue(key: "round", expected: "a whole number above 0, such as 1000"))
    }
    return multiple
  }

  /// Refuses keys that would change nothing beside another.
  func refuse(_ keys: [String], beside other: String) throws(NotebookError) {
    for key in keys {
      if let value = values[key] { throw value.error(.keyDoesNotApply(key, to: other)) }
    }
  }

  func flag(_ key: String) throws(NotebookError) -> Bool {
    guard let value = values[key] else { return false }
    switch value.text {
    case "true", "yes": return true
    case "false", "no": return false
    default: throw value.error(.unexpectedValue(key: key, expected: "true or false"))
    }
  }

  /// A word out of a list of known ones.
  func word<Word: RawRepresentable & CaseIterable>(
    _ key: String, as type: Word.Type
  ) throws(NotebookError) -> Word? where Word.RawValue == String {
    guard let value = values[key] else { return nil }
    guard let text = value.text, let word = Word(rawValue: text) else {
      let known = type.allCases.map(\.rawValue)
      throw value.error(
        .unknownWord(value.text ?? "", key: key, nearest: nearestName(to: value.text ?? "", among: known), known: known)
      )
    }
    return word
  }
}

extension NotebookMapping {
  /// Reads a question from the words of the entries, and places its error at the entry that is at fault.
  func asking<Question>(
    _ read: (QuestionWords) throws(QuestionError) -> Question
  ) throws(NotebookError) -> Question {
    var words: [String: [String]] = [:]
    for key in values.keys.sorted() { words[key] = try texts(key) }
    do throws(QuestionError) { return try read(QuestionWords(words)) } catch {
      throw (error.option.flatMap { values[$0] } ?? node).error(NotebookProblem(error))
    }
  }
}
