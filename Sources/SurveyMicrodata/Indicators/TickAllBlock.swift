/// A list of which respondents tick all that apply, as a dictionary has it: an indicator for each answer.
struct TickAllBlock {
  let indicators: [Indicator]

  private static let keys = [
    "name", "label", "version", "window", "note", "code", "base", "items", "ticked", "cell", "separator", "answers",
  ]

  /// Reads one entry of `tickAll`.
  init(_ node: DictionaryNode) throws(MicrodataError) {
    let members = try node.members(known: Self.keys, required: ["name", "label", "version", "base"])
    let base = try TickBase.reading(try members.node("base"))
    let (items, cell) = (members.nodes["items"], members.nodes["cell"])
    let answers: [TickedAnswer]
    let columns: [String]
    let rule: (TickedAnswer) -> IndicatorRule
    switch (items, cell) {
    case (let items?, nil):
      for name in ["separator", "answers"] {
        if let other = members.nodes[name] { throw other.fault(.keyBeside(name, "items")) }
      }
      answers = try TickedAnswer.reading(items, key: "item")
      columns = answers.map(\.value)
      let levels = try members.nodes["ticked"]?.texts()
      let test = levels.map { ItemTest.levels($0) } ?? .ticked
      rule = { .ticked(item: $0.value, test) }
    case (nil, let cell?):
      if let other = members.nodes["ticked"] { throw other.fault(.keyBeside("ticked", "cell")) }
      answers = try TickedAnswer.reading(try members.node("answers"), key: "answer")
      columns = [try cell.text()]
      let cells = CellAnswers(
        separator: try members.nodes["separator"]?.text() ?? ";", answers: answers.map(\.value))
      for answer in answers where answer.value.contains(cells.separator) {
        throw node.fault(.separatorInAnswer(answer.value))
      }
      rule = { .answerInCell($0.value, cells) }
    default: throw node.fault(.oneRule(known: ["items", "cell"]))
    }
    let (name, label) = (try members.node("name").text(), try members.localizedText("label"))
    let (version, window) = (try members.node("version").text(), try members.localizedText("window"))
    let (note, code) = (try members.localizedText("note"), try members.nodes["code"]?.text())
    indicators = answers.map { answer in
      Indicator(
        name: "\(name)_\(answer.name)", label: label.followed(by: answer.label), version: version, items: columns,
        rule: rule(answer), missing: .blanksAreNo(base), window: window, code: code, note: note, breaks: [],
        line: node.line)
    }
  }
}

/// One answer of a list: the column or the text that stands for it, its name and its label.
private struct TickedAnswer {
  let value: String
  let name: String
  let label: LocalizedText

  static func reading(_ list: DictionaryNode, key: String) throws(MicrodataError) -> [TickedAnswer] {
    var answers: [TickedAnswer] = []
    for element in try list.elements() {
      let answer: TickedAnswer
      if element.isMapping {
        let members = try element.members(known: [key, "name", "label"], required: [key])
        let value = try members.node(key).text()
        let name = try members.nodes["name"]?.text() ?? value
        answer = TickedAnswer(
          value: value, name: name, label: try members.nodes["label"]?.localizedText() ?? LocalizedText(["en": name]))
      } else {
        let value = try element.text()
        answer = TickedAnswer(value: value, name: value, label: LocalizedText(["en": value]))
      }
      guard !answers.contains(where: { $0.name == answer.name || $0.value == answer.value }) else {
        throw element.fault(.repeatedName(answer.name))
      }
      answers.append(answer)
    }
    guard !answers.isEmpty else { throw list.fault(.expected(.list)) }
    return answers
  }
}

extension LocalizedText {
  /// The text with another after a colon, in each language that either has.
  fileprivate func followed(by other: LocalizedText) -> LocalizedText {
    let languages = Set(texts.keys).union(other.texts.keys)
    return LocalizedText(
      Dictionary(
        uniqueKeysWithValues: languages.map { language in
          (language, [text(in: language), other.text(in: language)].compactMap { $0 }.joined(separator: ": "))
        }))
  }
}
