/// The derived variables of a monitor, read from a YAML file with a version.
///
/// ```yaml
/// version: "2024.1"
/// indicators:
///   - name: violence
///     label: {nl: Geweld thuis, en: Violence at home}
///     version: "2"
///     window: {nl: afgelopen 12 maanden, en: past 12 months}
///     items: [hit, threatened, humiliated]
///     rule: {anyOf: [sometimes, often]}        # or {anyOf: {value: ">= 2"}}
///     missing: anyTrueElseAllAnswered          # or allAnswered, or {atLeast: 2}
///     code: ICVAC 02
///     comparable: [{from: 2022, reason: {en: A new item}}]
///   - name: forms
///     label: {nl: Aantal vormen, en: Number of forms}
///     version: "1"
///     items: [hit, threatened, humiliated]
///     rule: {count: {levels: [sometimes, often], cutPoints: [1, 2, 3]}}
///     missing: allAnswered
///   - name: insufficient
///     label: {nl: Onvoldoende, en: Insufficient}
///     version: "1"
///     items: [grade]
///     rule: {cutoff: "<= 5"}
///   - name: age_group
///     label: {nl: Leeftijd, en: Age}
///     version: "1"
///     items: [age]
///     rule:
///       recode:
///         - {level: child, label: {nl: kind, en: child}, between: [8, 12]}
///         - {level: teenager, label: {nl: tiener, en: teenager}, between: [13, 18]}
///   - name: silent
///     label: {nl: Zwijgt, en: Silent}
///     version: "1"
///     rule: {condition: violence == yes & told == no}
/// ```
///
/// A recode of levels writes `from: [a, b]` in place of `between`.
///
/// Where routing leaves out items that cannot apply, `missing: anyTrueElseAllAsked` takes what was not asked as a no,
/// and a refusal stays unknown; so do `allAsked` and `{atLeast: 2, notAsked: no}`. A record of which no item was asked
/// has no indicator. `MissingItemRule` has all rules. In a condition, `told is not asked` asks for the kind of missing.
///
/// Where respondents tick all that apply, a block makes an indicator of each answer, `source_tv`, `source_radio` and so
/// on, for columns with a tick or a blank, or for one column whose cells hold several answers:
///
/// ```yaml
/// tickAll:
///   - name: source
///     label: {nl: Nieuws via, en: News from}
///     version: "1"
///     items: [tv, radio, {item: q7_3, name: web, label: {nl: het web, en: the web}}]
///     base: ticked                    # who ticked at least one; or asked, or all
///     ticked: [1]                     # the levels that are ticks, where the columns have others
///   - name: uses
///     label: Uses
///     version: "1"
///     cell: sources                   # cells such as tv;radio
///     separator: ";"
///     answers: [tv, radio, web]
///     base: all
/// ```
///
/// A blank is a no for the records of the base, and for no others. `{blanksAreNo: ticked}` as `missing` of an `anyOf` or
/// `count` does the same for one indicator, with `ticked` as its test: `{count: ticked}`.
public struct IndicatorDictionary: Sendable {
  /// The version of the dictionary as a whole.
  public let version: String
  /// The indicators, in the order of the file.
  public let indicators: [Indicator]
  /// The file.
  public let source: DataSource

  /// Reads a dictionary.
  ///
  /// - Throws: `MicrodataError.malformedDictionary` with the file, the line and what was expected.
  public init(contentsOf path: String) throws(MicrodataError) {
    let file = try FileBytes(contentsOf: path)
    guard let text = file.text else { throw .unreadableFile(file.name, .notText) }
    let root = try DictionaryNode(parsing: text, file: file.name)
    let members = try root.members(known: ["version", "indicators", "tickAll"], required: ["version"])
    source = file.source
    version = try members.node("version").text()
    var indicators: [Indicator] = []
    var names: Set<String> = []
    guard members.nodes["indicators"] != nil || members.nodes["tickAll"] != nil else {
      throw root.fault(.missingKey("indicators"))
    }
    for node in try members.nodes["indicators"]?.elements() ?? [] {
      let indicator = try Indicator(node)
      guard names.insert(indicator.name).inserted else {
        throw node.fault(.repeatedName(indicator.name))
      }
      indicators.append(indicator)
    }
    for node in try members.nodes["tickAll"]?.elements() ?? [] {
      for indicator in try TickAllBlock(node).indicators {
        guard names.insert(indicator.name).inserted else {
          throw node.fault(.repeatedName(indicator.name))
        }
        indicators.append(indicator)
      }
    }
    self.indicators = indicators
    if let cycle = firstCycle(among: indicators) {
      let line = indicators.first { $0.name == cycle.first }?.line ?? 1
      throw .malformedDictionary(.cycle(cycle), file: file.name, line: line)
    }
  }
}

/// The names of indicators that are each made of the next, and the last of the first; nil where there are none.
private func firstCycle(among indicators: [Indicator]) -> [String]? {
  // Indicators whose items are all settled are settled too; what never settles has a cycle in it.
  var open = indicators
  var isOpen = Set(indicators.map(\.name))
  while true {
    let settled = open.filter { $0.items.allSatisfy { !isOpen.contains($0) } }
    if settled.isEmpty { break }
    isOpen.subtract(settled.map(\.name))
    open.removeAll { !isOpen.contains($0.name) }
  }
  guard var current = open.first else { return nil }
  var path: [String] = []
  while !path.contains(current.name) {
    path.append(current.name)
    guard let next = open.first(where: { current.items.contains($0.name) }) else { return path }
    current = next
  }
  return Array(path.drop { $0 != current.name })
}
