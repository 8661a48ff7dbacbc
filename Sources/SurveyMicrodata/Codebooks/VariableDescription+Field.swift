/// How a field of a Table Schema is read.
extension VariableDescription {
  /// Reads a field of a Table Schema; its own missing codes replace those of the schema.
  init(_ field: PackageNode, schemaCodes: MissingCodes) throws(MicrodataError) {
    let constraints = try field.optional("constraints")
    let codes = try field.optional("missingValues").map(MissingCodes.init) ?? schemaCodes
    self.init(
      label: try field.localizedText("titles", "title"), missingCodes: codes.kinds,
      isRequired: try constraints?.optional("required")?.boolean() ?? false, missingLabels: codes.labels)

    let typeNode = try field.optional("type")
    let type = try typeNode?.word(FieldType.self) ?? .string
    if type == .number || type == .integer { try readForm(of: field) }
    if let categories = try field.optional("categories") {
      kind = .levels
      levels = try readCategories(categories)
      levelsAreOrdered = try field.optional("categoriesOrdered")?.boolean() ?? true
    } else if let values = try constraints?.optional("enum") {
      kind = .levels
      levels = try readCategories(values)
    } else {
      switch type {
      case .integer, .year: kind = .integer
      case .number: kind = .number
      case .boolean:
        kind = .levels
        levels = [
          LevelDescription(
            name: "false", otherSpellings: try spellings(field, "falseValues", ["False", "FALSE", "0"])),
          LevelDescription(name: "true", otherSpellings: try spellings(field, "trueValues", ["True", "TRUE", "1"])),
        ]
      case .string, .any, .date, .time, .datetime, .yearmonth, .duration: kind = .text
      }
    }
    if kind != .levels, let labels = try field.optional("valueLabels") { levels = try readCategories(labels) }
    for level in levels where missingCodes[level.name] != nil { throw field.fault(.repeatedCode(level.name)) }
    if kind == .number || kind == .integer {
      minimum = try constraints?.optional("minimum")?.number()
      maximum = try constraints?.optional("maximum")?.number()
      if let minimum, let maximum, minimum > maximum { throw field.fault(.emptyRange) }
    }
  }
}

extension VariableDescription {
  /// Reads how the numbers of a field are written.
  private mutating func readForm(of field: PackageNode) throws(MicrodataError) {
    if let node = try field.optional("decimalChar") {
      let text = try node.text()
      guard text == "." || text == "," else { throw node.fault(.unsupported("a point or a comma")) }
      decimalMark = text == "," ? "," : "."
    }
    for name in ["groupChar", "bareNumber"] {
      if let node = try field.optional(name) {
        guard case .boolean(true) = node.node.value else {
          throw node.fault(.unsupported("numbers as in 1234\(decimalMark)5"))
        }
      }
    }
  }
}

/// The types of a Table Schema that can be read; a date or time is kept as text.
private enum FieldType: String, CaseIterable {
  case string
  case integer
  case number
  case boolean
  case year
  case any
  case date
  case time
  case datetime
  case yearmonth
  case duration
}

private func spellings(
  _ field: PackageNode, _ name: String, _ standard: [String]
) throws(MicrodataError) -> [String] {
  guard let node = try field.optional(name) else { return standard }
  var spellings: [String] = []
  for element in try node.elements() { spellings.append(try element.code()) }
  return spellings
}

/// Reads levels: codes alone, or objects with a value and labels.
private func readCategories(_ list: PackageNode) throws(MicrodataError) -> [LevelDescription] {
  var levels: [LevelDescription] = []
  var names: Set<String> = []
  for element in try list.elements() {
    let level: LevelDescription
    if case .object = element.node.value {
      level = LevelDescription(
        name: try element.required("value").code(), label: try element.localizedText("labels", "label"))
    } else {
      level = LevelDescription(name: try element.code())
    }
    guard !level.name.isEmpty else { throw element.fault(.expected(.name)) }
    guard names.insert(level.name).inserted else { throw element.fault(.repeatedCode(level.name)) }
    levels.append(level)
  }
  return levels
}
