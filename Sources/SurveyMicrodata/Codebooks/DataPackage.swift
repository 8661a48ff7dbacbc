/// A `datapackage.json`: which file holds the records, how it is written and what its columns mean.
///
/// It follows the Frictionless Data Package and Table Schema standards; `Codebook` lists what is read of them.
struct DataPackage {
  let file: FileBytes
  let title: LocalizedText
  let sampleKind: SampleKind?
  let isSynthetic: Bool
  let caseWeight: String?
  private let resources: [PackageNode]
  private let root: PackageNode

  init(contentsOf path: String) throws(MicrodataError) {
    let file = try FileBytes(contentsOf: path)
    guard let text = file.text else { throw .unreadableFile(file.name, .notText) }
    let node: JSONNode
    do throws(JSONFault) {
      node = try JSONNode(parsing: text)
    } catch {
      throw .malformedJSON(error.problem, file: file.name, line: error.line, column: error.column)
    }
    let root = PackageNode(node: node, path: "", file: file.name)
    self.file = file
    self.root = root
    title = try root.localizedText("titles", "title")
    sampleKind = try root.optional("sampleKind")?.word(SampleKind.self)
    isSynthetic = try root.optional("synthetic")?.boolean() ?? false
    caseWeight = try root.optional("caseWeight")?.text()
    resources = try root.required("resources").elements()
  }

  /// The table of a name, or the first resource that holds records.
  func table(_ name: String?) throws(MicrodataError) -> TableResource {
    var names: [String] = []
    for resource in resources {
      let resourceName = try resource.optional("name")?.text() ?? ""
      names.append(resourceName)
      if let name {
        if resourceName == name { return try TableResource(resource, name: name) }
      } else if try TableResource.isTable(resource) {
        return try TableResource(resource, name: resourceName)
      }
    }
    guard let name else { throw root.fault(.noTable) }
    throw root.fault(.unknownResource(name, nearest: nearestName(to: name, among: names)))
  }

  /// What the package says of the columns of one of its tables.
  func codebook(of table: TableResource) -> Codebook {
    var variables: [String: VariableDescription] = [:]
    for (name, description) in table.fields ?? [] { variables[name] = description }
    var codebook = Codebook(sampleKind: sampleKind, title: title, isSynthetic: isSynthetic, variables: variables)
    codebook.caseWeight = caseWeight
    return codebook
  }
}

/// One table of a data package: its file, its dialect and its fields.
struct TableResource {
  let name: String
  /// The path of the file inside the folder of the package.
  let path: String
  /// The byte between fields; nil where the package states none.
  let delimiter: UInt8?
  /// How the characters of the file are stored; nil where the package does not state it.
  let encoding: TextEncoding?
  /// The columns in order; nil without a schema.
  let fields: [(name: String, description: VariableDescription)]?

  init(_ node: PackageNode, name: String) throws(MicrodataError) {
    let pathNode = try Self.pathNode(of: node)
    let path = try pathNode.name()
    let leavesFolder =
      path.hasPrefix("/") || path.hasPrefix("~") || path.contains("\\") || path.contains("://")
      || path.split(separator: "/").contains("..")
    guard !leavesFolder else { throw pathNode.fault(.pathOutsideFolder) }
    self.path = path
    self.name = name.isEmpty ? baseName(of: lastComponent(of: path)) : name
    encoding = try node.optional("encoding").map { node throws(MicrodataError) in
      guard let encoding = TextEncoding(named: try node.text()) else {
        throw node.fault(.unsupported(TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")))
      }
      return encoding
    }
    delimiter = try node.optional("dialect").map(readDelimiter) ?? nil
    fields = try node.optional("schema").map(readFields)
  }

  /// Whether a resource holds records that can be read, by its format, media type or the ending of its path.
  static func isTable(_ node: PackageNode) throws(MicrodataError) -> Bool {
    if let format = try node.optional("format") {
      return RecordsForm.isNamed(by: "." + (try format.text()))
    }
    if let type = try node.optional("mediatype") { return try type.text().lowercased().hasPrefix("text/csv") }
    guard try node.optional("path") != nil else { return false }
    return RecordsForm.isNamed(by: try pathNode(of: node).text())
  }

  private static func pathNode(of node: PackageNode) throws(MicrodataError) -> PackageNode {
    let path = try node.required("path")
    guard case .list = path.node.value else { return path }
    let parts = try path.elements()
    guard parts.count == 1 else { throw path.fault(.unsupported("one file for each table")) }
    return parts[0]
  }
}

private func readDelimiter(_ dialect: PackageNode) throws(MicrodataError) -> UInt8? {
  // Only what changes how the bytes are cut matters; anything else than RFC 4180 is refused rather than misread.
  if let quote = try dialect.optional("quoteChar"), try quote.text() != "\"" { throw quote.fault(.unsupported("\"")) }
  for (name, standard) in [("doubleQuote", true), ("header", true), ("skipInitialSpace", false)] {
    if let node = try dialect.optional(name), try node.boolean() != standard {
      throw node.fault(.unsupported("\(standard)"))
    }
  }
  for name in ["escapeChar", "commentChar", "commentRows", "headerRows", "headerJoin"] {
    if let node = try dialect.optional(name) { throw node.fault(.unsupported("no \(name)")) }
  }
  guard let node = try dialect.optional("delimiter") else { return nil }
  let text = try node.text()
  guard let byte = text.utf8.first, text.utf8.count == 1, byte < 0x80, ![0, 0x0A, 0x0D, 0x22].contains(byte) else {
    throw node.fault(.unsupported("one ASCII character"))
  }
  return byte
}

private func readFields(_ schema: PackageNode) throws(MicrodataError) -> [(
  name: String, description: VariableDescription
)] {
  let schemaCodes = try schema.optional("missingValues").map(MissingCodes.init) ?? MissingCodes()
  var fields: [(name: String, description: VariableDescription)] = []
  var names: Set<String> = []
  for field in try schema.required("fields").elements() {
    let nameNode = try field.required("name")
    let name = try nameNode.name()
    guard names.insert(name).inserted else { throw nameNode.fault(.repeatedField(name)) }
    fields.append((name, try VariableDescription(field, schemaCodes: schemaCodes)))
  }
  return fields
}
