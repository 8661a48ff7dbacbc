internal import SurveyMicrodata

/// A result that prose, tables and checks may refer to by name.
package struct NamedResult {
  /// One number with its interval, count and words.
  package struct Element {
    /// The levels of the groups, by which it is found first.
    package let groups: [String]
    /// The variable and its level, by which it is found where the groups do not tell.
    package let items: [String]
    /// What each field says in a sentence; "text" is what stands where no field is named.
    package let texts: [String: String]
    /// The numbers behind the fields, for checks.
    package let numbers: [String: Double]

    init(groups: [String], items: [String], _ fields: ResultFields) {
      self.groups = groups
      self.items = items
      texts = fields.texts
      numbers = fields.numbers
    }
  }

  package let elements: [Element]
  let payload: Payload

  /// What tables need beyond the texts.
  enum Payload {
    case none
    case estimates(EstimateFamily)
    case model(FittedModel)
    case margins(FittedMargins)
    case effects(FittedEffects)
    case fraction(FittedFraction)
    case doses(FittedDoses)
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

/// The named results of a notebook.
package struct Environment {
  package private(set) var results: [String: NamedResult] = [:]

  mutating func define(_ name: String, _ result: NamedResult, at node: NotebookNode) throws(NotebookError) {
    guard results.updateValue(result, forKey: name) == nil else { throw node.error(.duplicateName(name)) }
  }

  /// Finds a result by name.
  package func result(named name: String) throws(NotebookFault) -> NamedResult {
    guard let result = results[name] else {
      throw NotebookFault(.unknownName(name, nearest: nearestName(to: name, among: results.keys.sorted())))
    }
    return result
  }

  /// Finds the element that a reference means.
  func element(_ reference: Reference) throws(NotebookFault) -> NamedResult.Element {
    let result = try result(named: reference.name)
    return result.elements[try position(of: reference.levels, in: result, named: reference.name)]
  }

  /// Finds the one element of a result that levels mean.
  func position(of levels: [String], in result: NamedResult, named name: String) throws(NotebookFault) -> Int {
    let positions = result.positions(of: levels)
    guard let position = positions.first else {
      let tags = result.tags
      let nearest = levels.first { !tags.contains($0) }.flatMap { nearestName(to: $0, among: tags) }
      throw NotebookFault(.unknownElement(levels.joined(separator: ", "), of: name, nearest: nearest))
    }
    guard positions.count == 1 else { throw NotebookFault(.elementWanted(name, count: positions.count)) }
    return position
  }

  /// What a reference says in a sentence.
  package func text(_ reference: Reference) throws(NotebookFault) -> String {
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
    let element = try element(reference)
    let field = reference.field ?? "value"
    guard let number = element.numbers[field] else {
      let known = element.numbers.keys.sorted()
      throw NotebookFault(.unknownField(field, nearest: nearestName(to: field, among: known), known: known))
    }
    guard number.isFinite else { throw NotebookFault(.undefinedNumber(reference.name)) }
    return number
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
