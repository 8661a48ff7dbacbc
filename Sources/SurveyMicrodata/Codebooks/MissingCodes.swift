/// The missing codes of a field, their kinds and the labels that are no kinds.
struct MissingCodes {
  private(set) var kinds: [String: MissingKind] = [:]
  private(set) var labels: [String: String] = [:]

  /// No codes.
  init() {}

  /// Reads missing codes: codes alone, or objects with a value and, as may be, a label and a kind.
  ///
  /// A Data Package may label a code as it likes: a label that names a kind gives the kind, any other is kept.
  init(_ list: PackageNode) throws(MicrodataError) {
    for element in try list.elements() {
      let code: String
      var kind = MissingKind.blank
      if case .object = element.node.value {
        code = try element.required("value").code()
        if let label = try element.optional("label")?.text(), !label.isEmpty {
          if let named = MissingKind(label: label) { kind = named }
          if label != kind.name { labels[code] = label }
        }
        if let stated = try element.optional("kind") {
          let names = MissingKind.allCases.map(\.name)
          let text = try stated.text()
          guard let named = MissingKind(label: text) else { throw stated.fault(.unknownWord(text, known: names)) }
          kind = named
        }
      } else {
        code = try element.code()
      }
      guard kinds.updateValue(kind, forKey: code) == nil else { throw element.fault(.repeatedCode(code)) }
      guard labels.count <= MissingReason.largestLabelCount else {
        throw list.fault(.unsupported("at most \(MissingReason.largestLabelCount) labels of missing codes"))
      }
    }
  }
}

extension MissingKind {
  /// The name of the kind in a codebook.
  package var name: String {
    switch self {
    case .blank: "blank"
    case .notAsked: "notAsked"
    case .refused: "refused"
    case .doesNotKnow: "doesNotKnow"
    }
  }

  /// The kind that a label names: its letters and digits are those of the kind's name, whatever their case.
  init?(label: String) {
    let letters = { (text: String) in text.lowercased().filter { $0.isLetter || $0.isNumber } }
    guard let kind = MissingKind.allCases.first(where: { letters($0.name) == letters(label) }) else { return nil }
    self = kind
  }
}
