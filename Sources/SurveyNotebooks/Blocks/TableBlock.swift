internal import Foundation
internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyMicrodata

/// What every table declares, whatever its rows are made of.
struct TableDeclaration {
  let mapping: NotebookMapping
  let identifier: String
  let caption: String
  let labels: [String]
  let notes: [String]
  let source: String?

  static let keys = ["id", "caption", "labels", "notes", "source"]

  /// Reads what the block declares; its caption and notes may refer to results by name, as sentences do.
  init(_ mapping: NotebookMapping, defaultSource: String?, environment: Environment) throws(NotebookError) {
    self.mapping = mapping
    identifier = try mapping.requiredText("id")
    labels = try mapping.texts("labels")
    let (caption, notes) = (try mapping.requiredText("caption"), try mapping.texts("notes"))
    self.caption = try (mapping["caption"] ?? mapping.node).placing { () throws(NotebookFault) in
      try environment.woven(caption[...])
    }
    var woven: [String] = []
    for (note, node) in zip(notes, mapping["notes"]?.items ?? []) {
      woven.append(try node.placing { () throws(NotebookFault) in try environment.woven(note[...]) })
    }
    self.notes = woven
    source = try mapping.text("source") ?? defaultSource
  }

  /// Makes the table, with the notes that every table of these records carries.
  func table(
    columns: [TableColumn], rows: [TableRow], further: [String] = []
  ) throws(NotebookError) -> Table {
    do {
      return try Table(
        identifier, caption: caption, columns: columns, rows: rows,
        notes: (notes + further).enumerated().map { Note("note-\($0.offset + 1)", $0.element) }, source: source)
    } catch {
      throw mapping.node.error(.document(error))
    }
  }

  /// The label columns; a table without headers for them gets the given ones.
  func labelColumns(_ count: Int, default headers: [String]) throws(NotebookError) -> [TableColumn] {
    let headers = labels.isEmpty ? headers : labels
    guard headers.count == count else {
      throw mapping.node.error(.labelCount(expected: headers.count, found: count))
    }
    return headers.enumerated().map { TableColumn("label_\($0.offset + 1)", header: $0.element, role: .label) }
  }
}

extension TableDeclaration {
  /// What a named result holds for a table of some kind.
  func payload<Payload>(
    _ key: String, _ kind: ResultKind, in environment: Environment, _ extract: (NamedResult.Payload) -> Payload?
  ) throws(NotebookError) -> Payload {
    try payload(named: try mapping.requiredText(key), key: key, kind, at: mapping.node, in: environment, extract)
  }

  /// What each of several named results holds for a table of some kind.
  func payloads<Payload>(
    _ key: String, _ kind: ResultKind, in environment: Environment, _ extract: (NamedResult.Payload) -> Payload?
  ) throws(NotebookError) -> [Payload] {
    let node = mapping[key] ?? mapping.node
    return try mapping.texts(key).map { name throws(NotebookError) in
      try payload(named: name, key: key, kind, at: node, in: environment, extract)
    }
  }

  private func payload<Payload>(
    named name: String, key: String, _ kind: ResultKind, at node: NotebookNode, in environment: Environment,
    _ extract: (NamedResult.Payload) -> Payload?
  ) throws(NotebookError) -> Payload {
    let result = try node.placing { () throws(NotebookFault) in try environment.result(named: name) }
    guard let payload = extract(result.payload) else {
      throw node.error(.unexpectedValue(key: key, expected: "the name of \(kind.rawValue)"))
    }
    return payload
  }

  /// The kinds of named result that a table is made of, in words.
  enum ResultKind: String {
    case model = "a model"
    case margins = "a set of margins"
    case effects = "a set of effects"
    case fraction = "a fraction"
    case doses = "shares over doses"
    case tests = "tests"
  }
}

/// Evaluates a block that declares a table.
struct TableBlock {
  /// Nil for a notebook without records.
  let context: EstimationContext?
  let data: NotebookData?
  let folder: URL
  let language: Language
  let source: String?

  private static let kinds = [
    "rows", "data", "model", "margins", "effects", "fraction", "doses", "tests", "sensitivity", "weighting",
    "weights", "missing", "indicators",
  ]

  /// The keys that some kinds of table know besides those that every table knows.
  private static let keysOfKinds = [
    "rows": ["compare"], "data": ["columns", "where", "decimals", "resource"], "missing": ["where"],
    "indicators": ["items"],
  ]

  /// The table, and the files that it was read from.
  func evaluate(
    _ node: NotebookNode, in environment: Environment
  ) throws(NotebookError) -> (table: Table, sources: [DataSource]) {
    let mapping = try NotebookMapping(
      node,
      known: TableDeclaration.keys + TableBlock.kinds + Set(TableBlock.keysOfKinds.values.joined()).sorted())
    let declaration = try TableDeclaration(mapping, defaultSource: source, environment: environment)
    let vocabulary = Vocabulary(language: language)
    let kind = try mapping.onlyKey(among: TableBlock.kinds)
    let applicable = TableBlock.keysOfKinds[kind] ?? []
    try mapping.refuse(
      Set(TableBlock.keysOfKinds.values.joined()).subtracting(applicable).sorted(), beside: kind)
    if kind == "data" { return try FileTable(folder: folder, vocabulary: vocabulary).evaluate(declaration) }
    guard let context, let data else { throw node.error(.missingKey("data")) }
    let isOptIn = context.design.data.codebook.sampleKind == .optIn
    let models = ModelTable(vocabulary: vocabulary, labels: context.labels, isOptIn: isOptIn)
    let table: Table
    switch kind {
    case "model": table = try models.numbers(declaration, in: environment)
    case "margins": table = try models.margins(declaration, in: environment)
    case "effects": table = try models.effects(declaration, in: environment)
    case "fraction": table = try models.fractions(declaration, in: environment)
    case "doses": table = try models.doses(declaration, in: environment)
    case "tests":
      table = try TestTable(vocabulary: vocabulary, labels: context.labels).evaluate(declaration, in: environment)
    case "sensitivity":
      table = try SensitivityTable(vocabulary: vocabulary, isOptIn: isOptIn).evaluate(declaration, in: environment)
    case "weighting":
      table = try WeightingTable(vocabulary: vocabulary).evaluate(declaration, of: data, context: context)
    case "weights": table = try WeightsTable(vocabulary: vocabulary).evaluate(declaration, context: context)
    case "missing": table = try MissingTable(vocabulary: vocabulary).evaluate(declaration, context: context)
    case "indicators": table = try IndicatorTable(vocabulary: vocabulary).evaluate(declaration, of: data)
    default:
      table = try EstimateTable(context: context, vocabulary: vocabulary).evaluate(declaration)
    }
    return (table, [])
  }
}
