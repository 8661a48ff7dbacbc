internal import SurveyMicrodata
internal import Yams

/// A value in a notebook's YAML that knows its line, and that refuses keys it does not know.
struct NotebookNode: Sendable {
  /// What a value is made of.
  private indirect enum Content {
    case scalar(String)
    case sequence([NotebookNode])
    case mapping([(key: NotebookNode, value: NotebookNode)])
  }

  private let content: Content
  let file: String
  /// The line of the file, counted from 1.
  let line: Int

  /// The number of values after which a block is refused: aliases of aliases can stand for any number of them.
  private static let largestCount = 100_000

  private init(_ node: Node, file: String, firstLine: Int, count: inout Int) throws(NotebookError) {
    self.file = file
    line = firstLine + (node.mark?.line ?? 1) - 1
    count += 1
    guard count <= Self.largestCount else {
      let message = "it holds more than \(Self.largestCount) values"
      throw NotebookError(file: file, line: line, problem: .invalidYAML(message))
    }
    switch node {
    case .scalar(let scalar): content = .scalar(scalar.string)
    case .alias(let alias): content = .scalar("*\(alias.anchor)")
    case .sequence(let sequence):
      var items: [NotebookNode] = []
      for item in sequence {
        items.append(try NotebookNode(item, file: file, firstLine: firstLine, count: &count))
      }
      content = .sequence(items)
    case .mapping(let mapping):
      var pairs: [(key: NotebookNode, value: NotebookNode)] = []
      for (key, value) in mapping {
        let place = try NotebookNode(key, file: file, firstLine: firstLine, count: &count)
        pairs.append((place, try NotebookNode(value, file: file, firstLine: firstLine, count: &count)))
      }
      content = .mapping(pairs)
    }
  }

  /// Reads the YAML of a block, nil where it is empty.
  static func reading(_ yaml: String, file: String, firstLine: Int) throws(NotebookError) -> NotebookNode? {
    let root: Node?
    do {
      root = try Yams.compose(yaml: yaml)
    } catch let error as YamlError {
      let (line, message) = error.place
      throw NotebookError(file: file, line: firstLine + line - 1, problem: .invalidYAML(message))
    } catch {
      throw NotebookError(file: file, line: firstLine, problem: .invalidYAML("unknown reason"))
    }
    guard let root else { return nil }
    var count = 0
    return try NotebookNode(root, file: file, firstLine: firstLine, count: &count)
  }

  private init(_ content: Content, like other: NotebookNode) {
    self.content = content
    (file, line) = (other.file, other.line)
  }

  /// The value with each text in it replaced by what a step makes of it, told the keys under which it stands.
  func replacingTexts(
    under path: [String] = [],
    _ step: (_ text: String, _ path: [String], _ place: NotebookNode) throws(NotebookError) -> String
  ) throws(NotebookError) -> NotebookNode {
    switch content {
    case .scalar(let text): return NotebookNode(.scalar(try step(text, path, self)), like: self)
    case .sequence(let items):
      var replaced: [NotebookNode] = []
      for item in items { replaced.append(try item.replacingTexts(under: path, step)) }
      return NotebookNode(.sequence(replaced), like: self)
    case .mapping(let pairs):
      var replaced: [(key: NotebookNode, value: NotebookNode)] = []
      for (key, value) in pairs {
        replaced.append((key, try value.replacingTexts(under: path + [key.text ?? ""], step)))
      }
      return NotebookNode(.mapping(replaced), like: self)
    }
  }

  /// Calls a step with each text in the value and the keys under which it stands.
  func forEachText(
    under path: [String] = [], _ step: (_ text: String, _ path: [String], _ place: NotebookNode) -> Void
  ) {
    switch content {
    case .scalar(let text): step(text, path, self)
    case .sequence(let items): for item in items { item.forEachText(under: path, step) }
    case .mapping(let pairs):
      for (key, value) in pairs { value.forEachText(under: path + [key.text ?? ""], step) }
    }
  }

  /// An error at this value.
  func error(_ problem: NotebookProblem) -> NotebookError { NotebookError(file: file, line: line, problem: problem) }

  /// The value as text, nil where it is a list or a mapping.
  var text: String? {
    guard case .scalar(let text) = content else { return nil }
    return text
  }

  /// The value as a finite number.
  var number: Double? { text.flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil } }

  /// The entries of a mapping, in order; an error for anything else and for unknown or repeated keys.
  func entries(known: [String]? = nil) throws(NotebookError) -> [(key: String, value: NotebookNode)] {
    guard case .mapping(let pairs) = content else {
      throw error(.keysWanted)
    }
    var entries: [(key: String, value: NotebookNode)] = []
    for (place, value) in pairs {
      let key = place.text ?? ""
      if let known, !known.contains(key) {
        throw place.error(.unknownKey(key, nearest: nearestName(to: key, among: known), known: known))
      }
      guard !entries.contains(where: { $0.key == key }) else { throw place.error(.duplicateName(key)) }
      entries.append((key, value))
    }
    return entries
  }

  /// The elements of a list; a single value is a list of one.
  var items: [NotebookNode] {
    guard case .sequence(let items) = content else { return [self] }
    return items
  }
}

extension YamlError {
  /// The line and the reason, without a copy of the text around it.
  fileprivate var place: (line: Int, message: String) {
    switch self {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (mark.line, problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      (context.mark.line, "a key occurs twice: " + duplicates.joined(separator: ", "))
    case .reader(let problem, let offset, _, let yaml):
      (1 + yaml.utf8.prefix(offset ?? 0).count { $0 == UInt8(ascii: "\n") }, problem)
    default: (1, "not valid YAML")
    }
  }
}
