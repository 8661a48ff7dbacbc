/// How an entry of a dictionary is read.
extension Indicator {
  /// Reads one entry of a dictionary.
  init(_ node: DictionaryNode) throws(MicrodataError) {
    let members = try node.members(
      known: [
        "name", "label", "version", "items", "rule", "missing", "window", "code", "note", "comparable",
      ],
      required: ["name", "label", "version", "rule"])
    name = try members.node("name").text()
    label = try members.localizedText("label")
    version = try members.node("version").text()
    window = try members.localizedText("window")
    note = try members.localizedText("note")
    code = try members.nodes["code"]?.text()
    line = node.line
    breaks = try members.nodes["comparable"].map(readBreaks) ?? []
    let ruleNode = try members.node("rule")
    rule = try IndicatorRule.reading(ruleNode)

    let statedItems = try members.nodes["items"]?.texts()
    let missingRule = try members.nodes["missing"].map { (node) throws(MicrodataError) in
      (node, try MissingItemRule.reading(node))
    }
    switch rule {
    case .condition(let condition):
      items = statedItems ?? condition.columnNames
      for column in condition.columnNames where !items.contains(column) {
        throw ruleNode.fault(.conditionOutsideItems(column))
      }
      missing = missingRule?.1 ?? .anyTrueElseAllAnswered
    case .cutoff, .recode:
      items = try members.node("items").texts()
      guard items.count == 1 else { throw node.fault(.oneItem(found: items.count)) }
      missing = missingRule?.1 ?? .allAnswered
    case .anyOf, .allOf, .count:
      items = try members.node("items").texts()
      missing = try MissingItemRule.reading(try members.node("missing"))
    case .ticked, .answerInCell: preconditionFailure("a list of ticks is read by itself")
    }
    if let (place, stated) = missingRule, stated.takesNotAskedAsNo, !rule.isOfSeveralItems {
      throw place.fault(.ruleOfSeveralItems)
    }
    if let needed = missing.neededAnswers, let place = missingRule?.0, !(1...items.count).contains(needed) {
      throw place.fault(.tooFewItems(needed: needed, found: items.count))
    }
  }
}

private func readBreaks(_ node: DictionaryNode) throws(MicrodataError) -> [ComparabilityBreak] {
  var breaks: [ComparabilityBreak] = []
  for element in try node.elements() {
    let members = try element.members(known: ["from", "reason"], required: ["from", "reason"])
    breaks.append(
      ComparabilityBreak(wave: try members.node("from").text(), reason: try members.localizedText("reason")))
  }
  return breaks
}

extension MissingItemRule {
  fileprivate static func reading(_ node: DictionaryNode) throws(MicrodataError) -> MissingItemRule {
    if node.isMapping {
      let members = try node.members(known: ["atLeast", "notAsked", "blanksAreNo"])
      if let base = members.nodes["blanksAreNo"] {
        guard members.nodes.count == 1 else { throw node.fault(.oneRule(known: ["atLeast", "blanksAreNo"])) }
        return .blanksAreNo(try TickBase.reading(base))
      }
      let needed = try members.node("atLeast").wholeNumber()
      if let taken = members.nodes["notAsked"], try taken.text() != "no" { throw taken.fault(.expected(.no)) }
      return members.nodes["notAsked"] == nil ? .atLeast(needed) : .atLeastAsked(needed)
    }
    switch try node.text() {
    case "allAnswered": return .allAnswered
    case "anyTrueElseAllAnswered": return .anyTrueElseAllAnswered
    case "allAsked": return .allAsked
    case "anyTrueElseAllAsked": return .anyTrueElseAllAsked
    case let word:
      throw node.fault(
        .unknownMissingRule(word, known: ["allAnswered", "anyTrueElseAllAnswered", "allAsked", "anyTrueElseAllAsked"]))
    }
  }
}

extension TickBase {
  static func reading(_ node: DictionaryNode) throws(MicrodataError) -> TickBase {
    let word = try node.text()
    guard let base = TickBase(rawValue: word) else {
      throw node.fault(.unknownKey(word, known: TickBase.allCases.map(\.rawValue)))
    }
    return base
  }
}

extension IndicatorRule {
  /// Whether the rule holds several items to one test, so that a missing one among them can be taken as a no.
  fileprivate var isOfSeveralItems: Bool {
    switch self {
    case .anyOf, .allOf, .count: true
    case .cutoff, .recode, .condition, .ticked, .answerInCell: false
    }
  }

  private static let names = ["anyOf", "allOf", "count", "cutoff", "recode", "condition"]

  fileprivate static func reading(_ node: DictionaryNode) throws(MicrodataError) -> IndicatorRule {
    let members = try node.members(known: Self.names)
    guard let (name, body) = members.nodes.first, members.nodes.count == 1 else {
      throw node.fault(.oneRule(known: Self.names))
    }
    switch name {
    case "anyOf": return .anyOf(try ItemTest.reading(body))
    case "allOf": return .allOf(try ItemTest.reading(body))
    case "count":
      return .count(try ItemTest.reading(body, besides: ["cutPoints"]), cutPoints: try readCutPoints(body))
    case "cutoff":
      let (comparison, limit) = try readComparison(body)
      return .cutoff(comparison, limit)
    case "recode": return .recode(try readRecode(body))
    default: return .condition(try readCondition(body))
    }
  }
}

private func readCondition(_ node: DictionaryNode) throws(MicrodataError) -> Condition {
  let text = try node.text()
  do throws(MicrodataError) {
    return try Condition(parsing: text)
  } catch {
    throw .inDictionary(error, file: node.file, line: node.line)
  }
}

extension ItemTest {
  /// Reads `[level, ...]`, `{levels: [level, ...]}`, `{value: "<= 5"}` or `ticked`.
  fileprivate static func reading(
    _ node: DictionaryNode, besides otherKeys: [String] = []
  ) throws(MicrodataError) -> ItemTest {
    guard node.isMapping else { return node.isText("ticked") ? .ticked : .levels(try node.texts()) }
    let members = try node.members(known: ["levels", "value"] + otherKeys)
    switch (members.nodes["levels"], members.nodes["value"]) {
    case (let levels?, nil): return levels.isText("ticked") ? .ticked : .levels(try levels.texts())
    case (nil, let value?):
      let (comparison, limit) = try readComparison(value)
      return .comparison(comparison, limit)
    default: throw node.fault(.oneRule(known: ["levels", "value"]))
    }
  }
}

private func readCutPoints(_ node: DictionaryNode) throws(MicrodataError) -> [Int] {
  guard node.isMapping else { return [] }
  guard let list = try node.members(known: ["levels", "value", "cutPoints"]).nodes["cutPoints"] else { return [] }
  var points: [Int] = []
  for element in try list.elements() {
    let point = try element.wholeNumber()
    guard point > points.last ?? 0 else { throw element.fault(.cutPointsNotRising) }
    points.append(point)
  }
  return points
}

private func readComparison(_ node: DictionaryNode) throws(MicrodataError) -> (Comparison, Double) {
  let text = try node.text()
  let sign = text.prefix { "=!<>".contains($0) }
  let number = text.dropFirst(sign.count).filter { $0 != " " }
  guard let comparison = Comparison(rawValue: String(sign)),
    let limit = DecimalNumber(Array(number.utf8)).value
  else { throw node.fault(.expected(.comparison)) }
  return (comparison, limit)
}

private func readRecode(_ node: DictionaryNode) throws(MicrodataError) -> [RecodedLevel] {
  var levels: [RecodedLevel] = []
  for element in try node.elements() {
    let members = try element.members(known: ["level", "label", "from", "between"], required: ["level"])
    let name = try members.node("level").text()
    let source: RecodedLevel.Source
    switch (members.nodes["from"], members.nodes["between"]) {
    case (let from?, nil): source = .levels(try from.texts())
    case (nil, let between?):
      let limits = try between.elements()
      guard limits.count == 2 else { throw between.fault(.expected(.range)) }
      let (lower, upper) = (try limits[0].number(), try limits[1].number())
      guard lower <= upper else { throw between.fault(.expected(.range)) }
      source = .between(lower, upper)
    default: throw element.fault(.oneRule(known: ["from", "between"]))
    }
    let level = RecodedLevel(name: name, label: try members.localizedText("label"), source: source)
    if levels.contains(where: { $0.name == name || $0.source.overlaps(source) }) {
      throw element.fault(.overlappingLevels(name))
    }
    levels.append(level)
  }
  guard !levels.isEmpty else { throw node.fault(.expected(.list)) }
  return levels
}

extension RecodedLevel.Source {
  fileprivate func overlaps(_ other: Self) -> Bool {
    switch (self, other) {
    case (.levels(let own), .levels(let others)): !Set(own).isDisjoint(with: others)
    case (.between(let lower, let upper), .between(let otherLower, let otherUpper)):
      lower <= otherUpper && otherLower <= upper
    // An item has levels or numbers, never both.
    default: true
    }
  }
}
