internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyMicrodata

/// Evaluates the values that say what the records, the codebook and the dictionary are, so that no sentence types it:
/// the levels that occur, a range, a threshold, a period, the items of an indicator, the number of analyses.
struct BoundValue {
  /// Nil for a notebook without records.
  let context: EstimationContext?
  let language: Language

  static let operations = ["levels", "range", "threshold", "window", "items", "designs", "version-of"]

  func result(
    _ operation: String, _ mapping: NotebookMapping, in environment: Environment
  ) throws(NotebookError) -> NamedResult {
    let name = try mapping.requiredText(operation)
    guard operation != "designs" else {
      guard name == Environment.allDesigns else { throw mapping.node.error(unexpected(operation, "all")) }
      return NamedResult([element(list(environment.alternatives.map(\.label)))])
    }
    guard let context else { throw mapping.node.error(.missingKey("data")) }
    switch operation {
    case "levels": return try levels(of: name, mapping, in: context)
    case "range": return NamedResult([element(try range(of: name, mapping, in: context))])
    case "version-of":
      guard name == "dictionary" else { throw mapping.node.error(unexpected(operation, "dictionary")) }
      guard let dictionary = context.dictionary else { throw mapping.node.error(.missingKey("dictionary")) }
      return NamedResult([element(text(dictionary.version))])
    default:
      let indicator = try indicator(name, operation, mapping, in: context)
      return NamedResult([element(try fields(of: indicator, operation, mapping, in: context))])
    }
  }

  /// The levels of a variable that occur, in their order, with what sentences and conditions need of them.
  private func levels(
    of name: String, _ mapping: NotebookMapping, in context: EstimationContext
  ) throws(NotebookError) -> NamedResult {
    let data = context.design.data
    let condition = try mapping.text("where")
    let (factor, rows) = try mapping.node.reading { () throws(MicrodataError) in
      (
        try data.factor(of: Categorical(name)),
        try condition.map { text throws(MicrodataError) in try Condition(parsing: text).rows(in: data) }
      )
    }
    var occurs = [Bool](repeating: false, count: factor.levels.count)
    for (row, code) in factor.codes.enumerated() where code >= 0 && rows?[row] != false {
      if context.design.weights[row] > 0 { occurs[Int(code)] = true }
    }
    let found = factor.levels.indices.filter { occurs[$0] }.map { factor.levels[$0] }
    guard let first = found.first, let last = found.last else {
      throw mapping.node.error(unexpected("levels", "a variable that some of these records have an answer to"))
    }
    let label = { (level: String) in context.labels.label(ofLevel: level, of: name) }
    var fields = list(found.map(label))
    fields.set("first", text: label(first))
    fields.set("last", text: label(last))
    fields.set("period", text: first == last ? label(first) : "\(label(first))-\(label(last))")
    var raw = ["first": first, "last": last, "period": first == last ? first : "\(first)-\(last)"]
    // A reference to what does not exist is refused, as one to an undefined number is.
    fields.set("previous", text: "")
    fields.set("earlier", text: "")
    if found.count > 1 {
      let previous = found[found.count - 2]
      fields.set("previous", text: label(previous))
      fields.set("earlier", text: language.list(found.dropLast().map(label)))
      raw["previous"] = previous
    }
    return NamedResult([element(fields)], payload: .levels(raw))
  }

  private func range(
    of name: String, _ mapping: NotebookMapping, in context: EstimationContext
  ) throws(NotebookError) -> ResultFields {
    let data = context.design.data
    _ = try mapping.node.reading { () throws(MicrodataError) in try data.column(name) }
    let description = data.codebook.variables[name]
    guard let minimum = description?.minimum, let maximum = description?.maximum else {
      throw mapping.node.error(unexpected("range", "a column whose codebook gives its minimum and its maximum"))
    }
    let (first, last) = (number(minimum), number(maximum))
    var fields = text(language.words.range(first, last))
    fields.set("first", minimum, number)
    fields.set("last", maximum, number)
    return fields
  }

  private func fields(
    of indicator: Indicator, _ operation: String, _ mapping: NotebookMapping, in context: EstimationContext
  ) throws(NotebookError) -> ResultFields {
    switch operation {
    case "threshold":
      guard case .cutoff(_, let limit) = indicator.rule else {
        throw mapping.node.error(unexpected(operation, "an indicator whose rule is a cutoff"))
      }
      var fields = text(number(limit))
      fields.set("value", limit, number)
      return fields
    case "window":
      guard let window = indicator.window.text(in: language.rawValue) else {
        throw mapping.node.error(unexpected(operation, "an indicator with a window"))
      }
      var fields = text(window)
      fields.set("heading", text: window.prefix(1).uppercased() + window.dropFirst())
      return fields
    default: return list(indicator.items.map { context.labels.label(of: $0) })
    }
  }

  private func indicator(
    _ name: String, _ operation: String, _ mapping: NotebookMapping, in context: EstimationContext
  ) throws(NotebookError) -> Indicator {
    guard let dictionary = context.dictionary else { throw mapping.node.error(.missingKey("dictionary")) }
    guard let indicator = dictionary.indicators.first(where: { $0.name == name }) else {
      let known = dictionary.indicators.map(\.name)
      throw mapping.node.error(
        .unknownWord(name, key: operation, nearest: nearestName(to: name, among: known), known: known))
    }
    return indicator
  }

  /// A list in words, its length in figures and in a word.
  private func list(_ items: [String]) -> ResultFields {
    var fields = text(language.list(items))
    fields.set("list", text: fields["text"])
    fields.set("alternatives", text: language.alternatives(items))
    fields.set("value", Double(items.count)) { number($0) }
    fields.set("count", Double(items.count)) { number($0) }
    fields.set("count-word", text: language.word(for: items.count))
    return fields
  }

  private func text(_ text: String) -> ResultFields {
    var fields = ResultFields()
    fields.set("text", text: text)
    return fields
  }

  private func element(_ fields: ResultFields) -> NamedResult.Element {
    NamedResult.Element(groups: [], items: [], fields)
  }

  private func number(_ value: Double) -> String {
    NumberFormat.number(decimals: value == value.rounded() ? 0 : 2).text(value, in: language)
  }

  private func unexpected(_ key: String, _ expected: String) -> NotebookProblem {
    .unexpectedValue(key: key, expected: expected)
  }
}

extension Language {
  /// "2022 of 2024".
  func alternatives(_ items: [String]) -> String {
    guard items.count > 1, let last = items.last else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(words.or) " + last
  }

  /// A count in a word where it has a short one.
  func word(for count: Int) -> String {
    words.numberWords.indices.contains(count) ? words.numberWords[count] : String(count)
  }
}
