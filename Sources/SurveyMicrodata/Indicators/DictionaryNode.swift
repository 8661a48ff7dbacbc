internal import Yams

/// A value of a file of definitions in YAML, and its line.
package struct DictionaryNode {
  let node: Node
  let file: String

  /// Reads the text of a YAML file.
  package init(parsing text: String, file: String) throws(MicrodataError) {
    let node: Node?
    do {
      node = try compose(yaml: text)
    } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _)
    {
      throw .malformedDictionary(.notYAML(problem), file: file, line: mark.line)
    } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
      throw .malformedDictionary(.repeatedKey(keys.sorted().first ?? ""), file: file, line: context.mark.line)
    } catch {
      throw .malformedDictionary(.notYAML("cannot be read"), file: file, line: 1)
    }
    guard let node else { throw .malformedDictionary(.expected(.mapping), file: file, line: 1) }
    self.init(node: node, file: file)
  }

  private init(node: Node, file: String) {
    self.node = node
    self.file = file
  }

  var line: Int { node.mark?.line ?? 1 }

  package func fault(_ problem: DictionaryProblem) -> MicrodataError {
    .malformedDictionary(problem, file: file, line: line)
  }

  /// The text of a scalar, as written: `yes` is the text yes.
  package func text() throws(MicrodataError) -> String {
    guard case .scalar(let scalar) = node, !scalar.string.isEmpty else { throw fault(.expected(.text)) }
    return scalar.string
  }

  package func number() throws(MicrodataError) -> Double {
    guard case .scalar(let scalar) = node, let value = DecimalNumber(Array(scalar.string.utf8)).value else {
      throw fault(.expected(.number))
    }
    return value
  }

  package func wholeNumber() throws(MicrodataError) -> Int {
    guard let whole = Int(exactly: try number()) else { throw fault(.expected(.wholeNumber)) }
    return whole
  }

  func elements() throws(MicrodataError) -> [DictionaryNode] {
    guard case .sequence(let sequence) = node else { throw fault(.expected(.list)) }
    return sequence.map { DictionaryNode(node: $0, file: file) }
  }

  func texts() throws(MicrodataError) -> [String] {
    var texts: [String] = []
    for element in try elements() { texts.append(try element.text()) }
    guard !texts.isEmpty else { throw fault(.expected(.list)) }
    return texts
  }

  /// Whether the value is this word.
  func isText(_ word: String) -> Bool { node.scalar?.string == word }

  var isMapping: Bool { node.mapping != nil }

  /// The members of a mapping with any keys, in the order of the file.
  package func entries() throws(MicrodataError) -> [(key: DictionaryNode, value: DictionaryNode)] {
    guard case .mapping(let mapping) = node else { throw fault(.expected(.mapping)) }
    return mapping.map { (DictionaryNode(node: $0.key, file: file), DictionaryNode(node: $0.value, file: file)) }
  }

  /// Runs a step on the records and places its error here.
  package func placing<Result>(_ step: () throws(MicrodataError) -> Result) throws(MicrodataError) -> Result {
    do { return try step() } catch { throw .inDictionary(error, file: file, line: line) }
  }

  /// The members of a mapping whose keys must be among the known ones.
  package func members(known: [String], required: [String] = []) throws(MicrodataError) -> DictionaryMembers {
    guard case .mapping(let mapping) = node else { throw fault(.expected(.mapping)) }
    var nodes: [String: DictionaryNode] = [:]
    for (key, value) in mapping {
      let keyNode = DictionaryNode(node: key, file: file)
      let name = try keyNode.text()
      guard known.contains(name) else { throw keyNode.fault(.unknownKey(name, known: known)) }
      nodes[name] = DictionaryNode(node: value, file: file)
    }
    for name in required where nodes[name] == nil { throw fault(.missingKey(name)) }
    return DictionaryMembers(parent: self, nodes: nodes)
  }

  /// A text by language, `{nl: ..., en: ...}`; a text alone is English.
  func localizedText() throws(MicrodataError) -> LocalizedText {
    guard isMapping else { return LocalizedText(["en": try text()]) }
    var texts: [String: String] = [:]
    for (language, node) in try members(known: ["nl", "en"]).nodes { texts[language] = try node.text() }
    return LocalizedText(texts)
  }
}

/// The members of a mapping by name.
package struct DictionaryMembers {
  let parent: DictionaryNode
  package let nodes: [String: DictionaryNode]

  func node(_ name: String) throws(MicrodataError) -> DictionaryNode {
    guard let node = nodes[name] else { throw parent.fault(.missingKey(name)) }
    return node
  }

  func localizedText(_ name: String) throws(MicrodataError) -> LocalizedText {
    try nodes[name]?.localizedText() ?? LocalizedText()
  }
}
