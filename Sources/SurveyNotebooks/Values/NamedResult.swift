internal import ReportDocuments
internal import SurveyEstimates
internal import SurveyMicrodata

/// A result that prose, tables and checks may refer to by name.
package struct NamedResult: Sendable {
  /// One number with its interval, count and words.
  package struct Element: Sendable {
    /// The levels of the groups, by which it is found first.
    package let groups: [String]
    /// The variable and its level, by which it is found where the groups do not tell.
    package let items: [String]
    /// What each field says in a sentence; "text" is what stands where no field is named.
    package let texts: [String: String]
    /// The numbers behind the fields, for checks.
    package let numbers: [String: Double]
    /// The fields with an interval of their own.
    let figures: [String: Figure]

    init(groups: [String], items: [String], _ fields: ResultFields) {
      self.groups = groups
      self.items = items
      texts = fields.texts
      numbers = fields.numbers
      figures = fields.figures
    }
  }

  package let elements: [Element]
  let payload: Payload

  /// What tables need beyond the texts.
  enum Payload: Sendable {
    case none
    case estimates(EstimateFamily)
    case model(NamedModel)
    case margins(FittedMargins)
    case effects(FittedEffects)
    case fraction(FittedFraction)
    case doses(FittedDoses)
    case tests(FittedTests)
    /// The names of the levels behind fields such as `last`, which conditions and references take.
    case levels([String: String])
  }

  init(_ elements: [Element], payload: Payload = .none) {
    self.elements = elements
    self.payload = payload
  }

  /// The positions of the elements that levels mean: those with groups of these levels, else with such items too.
  func positions(of levels: [String]) -> [Int] {
    let byGroup = elements.indices.filter { position in
      levels.allSatisfy { elements[position].groups.contains($0) }
    }
    guard byGroup.isEmpty else { return byGroup }
    return elements.indices.filter { position in
      let tags = elements[position].groups + elements[position].items
      return levels.allSatisfy { tags.contains($0) }
    }
  }

  /// Every level by which an element can be found.
  var tags: [String] { elements.flatMap { $0.groups + $0.items } }
}

/// The named results of a notebook, in its own design and in alternatives to it.
package struct Environment: Sendable {
  let language: Language
  /// The levels that a codebook or a dictionary lists, which messages may name.
  private let nameable: Set<String>
  package private(set) var results: [String: NamedResult] = [:]
  /// The alternatives, in the order of the notebook.
  private(set) var alternatives: [Alternative] = []

  /// Some results in another design.
  struct Alternative: Sendable {
    let name: String
    let label: String
    let results: [String: NamedResult]
  }

  init(language: Language, nameable: Set<String> = []) {
    self.language = language
    self.nameable = nameable
  }

  /// The word that stands for the design of the notebook and all alternatives together.
  static let allDesigns = "all"

  mutating func define(_ name: String, _ result: NamedResult, at node: NotebookNode) throws(NotebookError) {
    guard results.updateValue(result, forKey: name) == nil else { throw node.error(.duplicateName(name)) }
  }

  mutating func define(_ alternative: Alternative, at node: NotebookNode) throws(NotebookError) {
    guard alternative.name != Environment.allDesigns else { throw node.error(.reservedName(alternative.name)) }
    guard !alternatives.contains(where: { $0.name == alternative.name })
    else {
      throw node.error(.duplicateName(alternative.name))
    }
    alternatives.append(alternative)
  }

  /// The results that some definitions leave: those of `values`, which stay as they are in every design.
  func leaving(out names: some Collection<String>) -> Environment {
    var environment = self
    for name in names { environment.results[name] = nil }
    environment.alternatives = []
    return environment
  }

  /// Finds a result by name.
  package func result(named name: String) throws(NotebookFault) -> NamedResult {
    guard let result = results[name] else {
      throw NotebookFault(.unknownName(name, nearest: nearestName(to: name, among: results.keys.sorted())))
    }
    return result
  }

  /// Finds the element that a reference means, in the design that it names.
  func element(_ reference: Reference) throws(NotebookFault) -> NamedResult.Element {
    let result: NamedResult
    if let design = reference.design {
      guard let alternative = alternatives.first(where: { $0.name == design }) else {
        let known = alternatives.map(\.name)
        throw NotebookFault(.unknownDesign(design, nearest: nearestName(to: design, among: known), known: known))
      }
      guard let found = alternative.results[reference.name] else {
        let known = alternative.results.keys.sorted()
        throw NotebookFault(
          .notEvaluated(reference.name, nearest: nearestName(to: reference.name, among: known), known: known))
      }
      result = found
    } else {
      result = try self.result(named: reference.name)
    }
    return result.elements[try position(of: reference.levels, in: result, named: reference.name)]
  }

  /// Finds what a reference means in the design of the notebook, and in every alternative.
  func elements(_ reference: Reference) throws(NotebookFault) -> [NamedResult.Element] {
    guard !alternatives.isEmpty else {
      throw NotebookFault(.unknownDesign(Environment.allDesigns, nearest: nil, known: []))
    }
    var elements = [try element(reference.under(nil))]
    for alternative in alternatives { elements.append(try element(reference.under(alternative.name))) }
    return elements
  }

  /// Finds the one element of a result that levels mean.
  func position(of wanted: [String], in result: NamedResult, named name: String) throws(NotebookFault) -> Int {
    let levels = try wanted.map { (level) throws(NotebookFault) in try self.level(level) }
    let positions = result.positions(of: levels)
    guard let position = positions.first else {
      let tags = result.tags.filter(nameable.contains)
      let nearest = levels.first { !tags.contains($0) }.flatMap { nearestName(to: $0, among: tags) }
      throw NotebookFault(.unknownElement(levels.joined(separator: ", "), of: name, nearest: nearest))
    }
    guard positions.count == 1 else { throw NotebookFault(.elementWanted(name, count: positions.count)) }
    return position
  }

  /// The level that is meant: `waves.last` is the last of the levels that were named `waves`.
  private func level(_ text: String) throws(NotebookFault) -> String {
    guard let reference = Reference(text), reference.levels.isEmpty, reference.field != nil,
      case .levels = results[reference.name]?.payload
    else { return text }
    return try code(reference)
  }

  /// What a reference stands for in a condition or a formula: the name of a level rather than its label.
  func code(_ reference: Reference) throws(NotebookFault) -> String {
    let text = try text(reference)
    guard case .levels(let names) = results[reference.name]?.payload, let field = reference.field else { return text }
    return names[field] ?? text
  }

  /// What a reference says in a sentence.
  package func text(_ reference: Reference) throws(NotebookFault) -> String {
    if reference.design == Environment.allDesigns { return try range(reference) }
    let element = try element(reference)
    let field = reference.field ?? "text"
    guard let text = element.texts[field] else {
      let known = element.texts.keys.filter { $0 != "text" }.sorted()
      throw NotebookFault(.unknownField(field, nearest: nearestName(to: field, among: known), known: known))
    }
    guard !text.isEmpty else { throw NotebookFault(.undefinedNumber(reference.name)) }
    return text
  }

  /// The number behind a reference.
  package func number(_ reference: Reference) throws(NotebookFault) -> Double {
    guard reference.design != Environment.allDesigns else { throw NotebookFault(.oneDesignWanted(reference.name)) }
    return try number(reference, of: element(reference))
  }

  /// The numbers behind a reference: one, or one for each design under `all`.
  func numbers(_ reference: Reference) throws(NotebookFault) -> [Double] {
    guard reference.design == Environment.allDesigns else { return [try number(reference)] }
    return try elements(reference).map { element throws(NotebookFault) in try number(reference, of: element) }
  }

  private func number(_ reference: Reference, of element: NamedResult.Element) throws(NotebookFault) -> Double {
    let field = reference.field ?? "value"
    guard let number = element.numbers[field] else {
      let known = element.numbers.keys.sorted()
      throw NotebookFault(.unknownField(field, nearest: nearestName(to: field, among: known), known: known))
    }
    guard number.isFinite else { throw NotebookFault(.undefinedNumber(reference.name)) }
    return number
  }

  /// "7,6% tot 8,3%": the smallest and the largest number over all designs.
  private func range(_ reference: Reference) throws(NotebookFault) -> String {
    let field = reference.field ?? "value"
    let elements = try self.elements(reference)
    let numbers = try self.numbers(reference)
    let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
    let (least, most) = (elements[order[0]], elements[order[order.count - 1]])
    let sentences = Sentences(language: language)
    let word = " \(language.term(.to)) "
    guard let lowest = least.figures[field], let highest = most.figures[field] else {
      return (least.texts[field] ?? "") + word + (most.texts[field] ?? "")
    }
    return sentences.text(lowest.value, lowest.form) + word + sentences.phrase(highest.value, highest.form)
  }
}

/// A problem that does not know its place yet.
package struct NotebookFault: Error {
  package let problem: NotebookProblem

  init(_ problem: NotebookProblem) { self.problem = problem }
}

extension NotebookNode {
  /// Runs a step and places its fault here.
  func placing<Result>(_ step: () throws(NotebookFault) -> Result) throws(NotebookError) -> Result {
    do { return try step() } catch { throw self.error(error.problem) }
  }
}
