import Peilstok

/// What `check` tells of records: counts by column, and the audit of a design.
struct DataSummary {
  private let data: Microdata
  private let columns: [ColumnSummary]
  /// What reading the records has shown of their columns.
  private let remarks: [String]
  private let design: DescribedDesign?
  private let audit: DesignAudit?
  private let weighing: WeighingAnswer?

  init(
    _ data: Microdata, design: DescribedDesign?, weighing: WeighingAnswer?, by groups: [String]
  ) throws(MicrodataError) {
    self.data = data
    self.weighing = weighing
    self.design = design
    columns = data.columnNames.compactMap { name in
      (try? data.column(name)).map { ColumnSummary(name, values: $0, description: data.codebook.variables[name]) }
    }
    remarks =
      data.remarks().filter { remark in
        remark.kind != .farValues || design?.columns.contains(remark.column) != true
      }.map(\.description) + (design == nil ? [data.codebook.caseWeight].compactMap { $0.map(caseWeightNote) } : [])
    if let design { audit = try DesignAudit(design.design, by: groups) } else { audit = nil }
  }
}

extension DataSummary {
  private var diagnostics: [String] { remarks + (design?.diagnostics ?? []) + (audit?.diagnostics ?? []) }

  private var provenance: Provenance { Provenance(data: data, design: design, condition: nil) }

  /// The summary as JSON.
  var json: JSONValue {
    .object([
      ("records", .integer(data.rowCount)),
      ("hasCodebook", .bool(!data.codebook.variables.isEmpty)),
      ("columns", .array(columns.map(\.json))),
      ("design", audit?.json ?? .null),
      ("weighing", weighing?.json ?? .null),
      ("diagnostics", .strings(diagnostics)),
      ("provenance", provenance.json),
    ])
  }

  /// The summary as one table of the columns and, with a design, two of the design, with those of weighing.
  func tables(isForReading: Bool) throws -> [Table] {
    let escaped = isForReading ? MarkdownText.escaped : { $0 }
    let codebook = data.codebook.variables.isEmpty ? "no codebook" : "as their codebook says"
    let source = escaped(provenance.words)
    var tables = [
      try Table(
        "1", caption: escaped("\(data.rowCount) records of \(data.name), \(codebook)"), columns: columnHeaders,
        rows: columns.map(row),
        notes: remarks.enumerated().map { Note("remark\($0)", escaped($1)) } + labelNotes(escaped),
        source: audit == nil ? source : nil)
    ]
    guard let audit else { return tables }
    tables.append(
      try Table(
        "2", caption: "Strata and units by stage", columns: stageHeaders, rows: audit.stages.enumerated().map(row)))
    if let weights = audit.weights {
      tables.append(
        try Table(
          "3", caption: "Weights", columns: weightHeaders, rows: [row(weights, audit.degreesOfFreedom)],
          notes: diagnostics.dropFirst(remarks.count).enumerated().map { Note("note\($0)", escaped($1)) },
          source: source))
    }
    if !audit.domains.isEmpty {
      tables.append(
        try Table("4", caption: "Weights and units by domain", columns: domainHeaders, rows: audit.domains.map(row)))
    }
    return try tables + (weighing?.tables(isForReading: isForReading, from: tables.count + 1) ?? [])
  }

  /// The missing records of each label that the codebook has besides the kinds.
  private func labelNotes(_ escaped: (String) -> String) -> [Note] {
    columns.filter { !$0.labelledCounts.isEmpty }.enumerated().map { position, column in
      let counts = column.labelledCounts.map { label, kind, count in
        "\(count) \"\(label)\" (\(kind.words.lowercased()))"
      }
      return Note(
        "label\(position)", escaped("Missing in \(column.name): \(counts.joined(separator: ", ")).\(column.hint ?? "")")
      )
    }
  }

  private var domainHeaders: [TableColumn] {
    [
      TableColumn("domain", header: "Domain", role: .label),
      TableColumn("records", header: "Records", role: .count),
      TableColumn("minimum", header: "Smallest", role: .estimate),
      TableColumn("maximum", header: "Largest", role: .estimate),
      TableColumn("designEffect", header: "Kish design effect", role: .estimate),
      TableColumn("effectiveCount", header: "Effective records", role: .estimate),
      TableColumn("strata", header: "Strata", role: .count),
      TableColumn("units", header: "Units", role: .count),
      TableColumn("single", header: "Single-unit strata", role: .count),
    ]
  }

  private func row(_ domain: DesignAudit.Domain) -> TableRow {
    let weights = domain.weights
    let number: (Double) -> Cell = { .number($0, .number(decimals: decimals(showing: 5, digitsOf: $0))) }
    return TableRow([
      .text(domain.label), .count(weights.unweightedCount), number(weights.minimum), number(weights.maximum),
      .number(weights.designEffect, .number(decimals: 3)), .number(weights.effectiveCount, .number(decimals: 1)),
      .count(domain.strataCount), .count(domain.unitCount), .count(domain.singleUnitStrataCount),
    ])
  }

  private var columnHeaders: [TableColumn] {
    [
      TableColumn("column", header: "Column", role: .label),
      TableColumn("type", header: "Type", role: .text),
      TableColumn("known", header: "Known", role: .count),
    ]
      + MissingKind.allCases.map { TableColumn($0.key, header: $0.words, role: .count) }
      + [TableColumn("range", header: "Codebook range", role: .text)]
  }

  private func row(_ column: ColumnSummary) -> TableRow {
    let type = column.levelCount.map { "\($0) levels" } ?? column.type
    return TableRow(
      [.text(column.name), .text(type), .count(column.knownCount)]
        + MissingKind.allCases.map { .count(column.missingCounts[$0] ?? 0) }
        + [.text(column.range ?? "none")])
  }

  private var stageHeaders: [TableColumn] {
    [
      TableColumn("stage", header: "Stage", role: .label),
      TableColumn("strata", header: "Strata", role: .count),
      TableColumn("units", header: "Units", role: .count),
      TableColumn("fewest", header: "Fewest in a stratum", role: .count),
      TableColumn("most", header: "Most in a stratum", role: .count),
      TableColumn("single", header: "Single-unit strata", role: .count),
    ]
  }

  private func row(_ number: Int, _ stage: DesignAudit.Stage) -> TableRow {
    TableRow([
      .text("\(number + 1)"), .count(stage.strataCount), .count(stage.unitCount), .count(stage.fewestUnits),
      .count(stage.mostUnits), .count(stage.singleUnitStrataCount),
    ])
  }

  private var weightHeaders: [TableColumn] {
    [
      TableColumn("records", header: "Records", role: .count),
      TableColumn("minimum", header: "Smallest", role: .estimate),
      TableColumn("maximum", header: "Largest", role: .estimate),
      TableColumn("sum", header: "Sum", role: .estimate),
      TableColumn("designEffect", header: "Kish design effect", role: .estimate),
      TableColumn("effectiveCount", header: "Effective records", role: .estimate),
      TableColumn("degreesOfFreedom", header: "Degrees of freedom", role: .count),
    ]
  }

  private func row(_ weights: WeightSummary, _ degreesOfFreedom: Int) -> TableRow {
    let number: (Double) -> Cell = { .number($0, .number(decimals: decimals(showing: 5, digitsOf: $0))) }
    return TableRow([
      .count(weights.unweightedCount), number(weights.minimum), number(weights.maximum), number(weights.sum),
      .number(weights.designEffect, .number(decimals: 3)), .number(weights.effectiveCount, .number(decimals: 1)),
      .count(degreesOfFreedom),
    ])
  }
}
