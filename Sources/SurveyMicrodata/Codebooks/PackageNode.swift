/// A value of a data package and where it stands, so that a fault can name both.
struct PackageNode {
  let node: JSONNode
  /// The place in the data package, such as `resources[0].schema.fields[3].type`.
  let path: String
  let file: String

  func fault(_ problem: DataPackageProblem) -> MicrodataError {
    .malformedDataPackage(problem, file: file, line: node.line, path: path)
  }

  /// The value of a name; null counts as absent.
  func optional(_ name: String) throws(MicrodataError) -> PackageNode? {
    guard case .object = node.value else { throw fault(.expected(.object)) }
    guard let member = node[name] else { return nil }
    if case .null = member.value { return nil }
    return PackageNode(node: member, path: path.isEmpty ? name : "\(path).\(name)", file: file)
  }

  func required(_ name: String) throws(MicrodataError) -> PackageNode {
    guard let member = try optional(name) else { throw fault(.missingProperty(name)) }
    return member
  }

  func elements() throws(MicrodataError) -> [PackageNode] {
    guard case .list(let nodes) = node.value else { throw fault(.expected(.list)) }
    return nodes.enumerated().map { PackageNode(node: $1, path: "\(path)[\($0)]", file: file) }
  }

  func members() throws(MicrodataError) -> [(name: String, node: PackageNode)] {
    guard case .object(let members) = node.value else { throw fault(.expected(.object)) }
    return members.map { ($0.name, PackageNode(node: $0.node, path: "\(path).\($0.name)", file: file)) }
  }

  func text() throws(MicrodataError) -> String {
    guard case .text(let text) = node.value else { throw fault(.expected(.text)) }
    return text
  }

  func name() throws(MicrodataError) -> String {
    guard case .text(let text) = node.value, !text.isEmpty else { throw fault(.expected(.name)) }
    return text
  }

  func boolean() throws(MicrodataError) -> Bool {
    guard case .boolean(let boolean) = node.value else { throw fault(.expected(.boolean)) }
    return boolean
  }

  func number() throws(MicrodataError) -> Double {
    guard case .number(let number) = node.value, let value = DecimalNumber(Array(number.utf8)).value else {
      throw fault(.expected(.number))
    }
    return value
  }

  /// A code as it stands in the records: a text, or a number as written.
  func code() throws(MicrodataError) -> String {
    switch node.value {
    case .text(let text): return text
    case .number(let number): return number
    case .boolean(let boolean): return boolean ? "true" : "false"
    default: throw fault(.expected(.code))
    }
  }

  /// One of the words of an enumeration.
  func word<Word: RawRepresentable & CaseIterable>(
    _ type: Word.Type
  ) throws(MicrodataError) -> Word where Word.RawValue == String {
    let text = try text()
    guard let word = Word(rawValue: text) else {
      throw fault(.unknownWord(text, known: Word.allCases.map(\.rawValue)))
    }
    return word
  }

  /// The text by language: the object `plural` (`{"nl": ..., "en": ...}`), else the text `singular`, which is English.
  func localizedText(_ plural: String, _ singular: String) throws(MicrodataError) -> LocalizedText {
    if let translations = try optional(plural) {
      var texts: [String: String] = [:]
      for (language, node) in try translations.members() { texts[language] = try node.text() }
      return LocalizedText(texts)
    }
    if let text = try optional(singular) { return LocalizedText(["en": try text.text()]) }
    return LocalizedText()
  }
}
