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
    rule = try IndicatorRule(ruleNode)

    let statedItems = try members.nodes["items"]?.texts()
    let missingRule = try members.nodes["missing"].map { (node) throws(MicrodataError) in
      (node, try MissingItemRule(node))
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
      missing = try MissingItemRule(try members.node("missing"))
    }
    if case .atLeast(let needed) = missing, let place = missingRule?.0, !(1...items.count).contains(needed) {
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
  fileprivate init(_ node: DictionaryNode) throws(MicrodataError) {
    if node.isMapping {
      let members = try node.members(known: ["atLeast"], required: ["atLeast"])
      self = .atLeast(try members.node("atLeast").wholeNumber())
      return
    }
    switch try node.text() {
    case "allAnswered": self = .allAnswered
    case "anyTrueElseAllAnswered": self = .anyTrueElseAllAnswered
    case let word:
      throw node.fault(.unknownMissingRule(word, known: ["allAnswered", "anyTrueElseAllAnswered"]))
    }
  }
}

extension IndicatorRule {
  private static let names = ["anyOf", "allOf", "count", "cutoff", "recode", "condition"]

  fileprivate init(_ node: DictionaryNode) throws(MicrodataError) {
    let members = try node.members(known: Self.names)
    guard let (name, body) = members.nodes.first, members.nodes.count == 1 else {
      throw node.fault(.oneRule(known: Self.names))
    }
    switch name {
    case "anyOf": self = .anyOf(try ItemTest(body))
    case "allOf": self = .allOf(try ItemTest(body))
    case "count": self = .count(try ItemTest(body, besides: ["cutPoints"]), cutPoints: try readCutPoints(body))
    case "cutoff":
      let (comparison, limit) = try readComparison(body)
      self = .cutoff(comparison, limit)
    case "recode": self = .recode(try readRecode(body))
    default:
      do throws(MicrodataError) {
        self = .condition(try Condition(parsing: try body.text()))
      } catch {
        if case .malformedCondition = error {
          throw .inDictionary(error, file: body.file, line: body.line)
        }
        throw error
      }
    }
  }
}

extension ItemTest {
  /// Reads `[level, ...]`, `{levels: [level, ...]}` or `{value: "<= 5"}`.
  fileprivate init(_ node: DictionaryNode, besides otherKeys: [String] = []) throws(MicrodataError) {
    guard node.isMapping else {
      self = .levels(try node.texts())
      return
    }
    let members = try node.members(known: ["levels", "value"] + otherKeys)
    switch (members.nodes["levels"], members.nodes["value"]) {
    case (let levels?, nil): self = .levels(try levels.texts())
    case (nil, let value?):
      let (comparison, limit) = try readComparison(value)
      self = .comparison(comparison, limit)
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
    case .finite(let limit) = DecimalNumber(Array(number.utf8))
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
