/// A codebook as the data package that it is read from.
extension Codebook {
  /// Writes a `datapackage.json` for one file of records.
  ///
  /// - Parameters:
  ///   - name: The name of the table.
  ///   - path: The file of the records, beside the data package.
  ///   - columns: The columns in the order of the file.
  ///   - form: How the text of the file is written.
  ///   - hints: What columns look like, for whoever edits a draft; readers pass over it.
  /// - Returns: The text of the file.
  package func dataPackage(
    name: String, path: String, columns: [String], form: TextForm = .usual, hints: [String: String] = [:]
  ) -> String {
    var members: [(String, JSON)] = [
      // Labels of missing codes are of version 2 of the standard, which a reader learns from this line.
      ("$schema", .text("https://datapackage.org/profiles/2.0/datapackage.json")),
      ("name", .text(slug(of: name))),
    ]
    members += localized(title, singular: "title", plural: "titles")
    if let sampleKind { members.append(("sampleKind", .text(sampleKind.rawValue))) }
    if isSynthetic { members.append(("synthetic", .boolean(true))) }
    if let caseWeight { members.append(("caseWeight", .text(caseWeight))) }
    let fields = columns.map { column -> JSON in
      let members = (variables[column] ?? VariableDescription(kind: .text)).fieldMembers
      return JSON.object(
        [("name", .text(column))] + members + (hints[column].map { [("looksLike", .text($0))] } ?? []))
    }
    var resource: [(String, JSON)] = [("name", .text(slug(of: name))), ("path", .text(path))]
    if RecordsForm.isNamedText(path) {
      resource.append(("encoding", .text(form.encoding.rawValue)))
      if form.separator != "," { resource.append(("dialect", .object([("delimiter", .text(String(form.separator)))]))) }
    }
    resource.append(("schema", .object([("fields", .list(fields))])))
    members.append(("resources", .list([.object(resource)])))
    return JSON.object(members).text() + "\n"
  }
}

extension VariableDescription {
  /// What a field says of itself besides its name.
  fileprivate var fieldMembers: [(String, JSON)] {
    let areWhole = kind == .levels && levels.allSatisfy { Int($0.name).map(String.init) == $0.name }
    var members: [(String, JSON)] = [("type", .text(typeName(areWhole: areWhole)))]
    members += localized(label, singular: "title", plural: "titles")
    if decimalMark != "." { members.append(("decimalChar", .text(String(decimalMark)))) }
    if !missingCodes.isEmpty { members.append(("missingValues", .list(missingValues))) }
    if !levels.isEmpty || kind == .levels {
      let listed = levels.map { level -> JSON in
        let value = areWhole ? Int(level.name).map(JSON.number) : nil
        return .object(
          [("value", value ?? .text(level.name))] + localized(level.label, singular: "label", plural: "labels"))
      }
      members.append((kind == .levels ? "categories" : "valueLabels", .list(listed)))
    }
    if kind == .levels, !levelsAreOrdered { members.append(("categoriesOrdered", .boolean(false))) }
    var constraints: [(String, JSON)] = []
    if isRequired { constraints.append(("required", .boolean(true))) }
    if let minimum { constraints.append(("minimum", .decimal(minimum))) }
    if let maximum { constraints.append(("maximum", .decimal(maximum))) }
    if !constraints.isEmpty { members.append(("constraints", .object(constraints))) }
    return members
  }

  private func typeName(areWhole: Bool) -> String {
    switch kind {
    case .number: "number"
    case .integer: "integer"
    case .levels: areWhole ? "integer" : "string"
    case .text: "string"
    }
  }

  /// The missing codes, an empty cell first, each with its label and, where that does not tell it, its kind.
  private var missingValues: [JSON] {
    let empty = missingCodes[""] == nil ? [JSON.text("")] : []
    return empty
      + missingCodes.sorted { $0.key < $1.key }.map { code, kind in
        let label = missingLabels[code]
        guard label != nil || kind != .blank else { return .text(code) }
        var members: [(String, JSON)] = [("value", .text(code)), ("label", .text(label ?? kind.name))]
        if let label, MissingKind(label: label) ?? .blank != kind { members.append(("kind", .text(kind.name))) }
        return .object(members)
      }
  }
}

/// A text by language: one in English alone stands by itself.
private func localized(_ text: LocalizedText, singular: String, plural: String) -> [(String, JSON)] {
  guard !text.texts.isEmpty else { return [] }
  if text.texts.count == 1, let english = text.texts["en"] { return [(singular, .text(english))] }
  return [(plural, .object(text.texts.sorted { $0.key < $1.key }.map { ($0, .text($1)) }))]
}

/// A name as the standard wants it: small letters, digits, points, hyphens and low lines.
private func slug(of name: String) -> String {
  let letters = name.lowercased().map { character in
    character.isASCII && (character.isLetter || character.isNumber || ".-_".contains(character)) ? character : "-"
  }
  return String(letters)
}
