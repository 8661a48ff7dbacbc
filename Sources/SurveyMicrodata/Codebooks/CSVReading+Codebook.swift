/// Records read with and without a codebook.
extension CSVReading {
  /// Reads the records as they stand.
  package func microdata(
    name: String, columns: [String]?, keepsText: Bool = false
  ) throws(MicrodataError) -> Microdata {
    let rules = try rules(selecting: columns)
    let table = try table(rules)
    return try Microdata(name: name, columns: table.columns, sources: [source(read: table.rules)])
      .read(from: origin(of: table), text: keepsText ? RecordText(self, rules: rules) : nil)
  }

  /// Reads the records by a codebook and gathers all ways in which they differ from it.
  ///
  /// A column that the codebook does not have is held against the file, unless such columns are to be kept as they
  /// stand.
  func microdata(
    name: String, package: DataPackage, table resource: TableResource, columns: [String]?, keepsUndeclared: Bool,
    keepsText: Bool = false
  ) throws(MicrodataError) -> Microdata {
    let codebook = package.codebook(of: resource)
    let fields = resource.fields ?? []
    let declared = fields.map(\.name)
    var violations: [CodebookViolation] = []
    var rules = try rules(selecting: columns, described: Set(codebook.variables.keys))
    for index in rules.indices {
      let column = rules[index].name
      if let description = codebook.variables[column] {
        if rules[index].isRead { rules[index] = ColumnRule(column, description, decimalMark: format.decimalMark) }
      } else if !keepsUndeclared {
        rules[index].kind = .unread
        let nearest = nearestName(to: column, among: declared)
        // Where the codebook knows none of the names, the file may have no header: its first line is a record.
        let isHeader = header.names.contains(where: declared.contains) && !mayBeRecord(header.names)
        violations.append(
          CodebookViolation(
            column: isHeader ? column : "number \(index + 1)", kind: .undeclaredColumn(nearest: nearest)))
      }
    }
    // Where no name is known the first line is a record, whose values no message may hold.
    guard declared.isEmpty || header.names.contains(where: { codebook.variables[$0] != nil }) else {
      throw .unreadableFile(file.name, .noHeader)
    }
    for column in declared where !header.names.contains(column) {
      let nearest =
        header.names.contains(where: declared.contains)
        ? nearestColumn(to: column, among: header.names) : nil
      violations.append(CodebookViolation(column: column, kind: .absentColumn(nearest: nearest)))
    }

    let table = try table(rules)
    for (rule, faults) in zip(rules.filter(\.isRead), table.faults) where rule.isDeclared {
      violations += faults.violations(of: rule).map { violation in
        CodebookViolation(
          column: rule.name, kind: violation.kind, count: violation.count, firstLine: line(of: violation.offset))
      }
    }
    guard violations.isEmpty else { throw .outsideCodebook(violations, file: file.name) }
    return try Microdata(
      name: name, columns: table.columns, codebook: codebook, sources: [source(read: table.rules), package.file.source]
    )
    .read(from: origin(of: table), text: keepsText ? RecordText(self, rules: rules) : nil)
  }
}

extension FaultTally {
  /// The faults as violations of the codebook, each with the byte where its first record begins.
  fileprivate func violations(of rule: ColumnRule) -> [(kind: CodebookViolation.Kind, count: Int, offset: Int)] {
    guard !isEmpty else { return [] }
    var limits = (minimum: 0.0, maximum: 0.0)
    if case .numbers(let number) = rule.kind { limits = (number.minimum, number.maximum) }
    let kinds: [(fault: ColumnFault, kind: CodebookViolation.Kind)] = [
      (.text, .notANumber), (.notInteger, .notAnInteger),
      (.belowMinimum, .belowMinimum(limits.minimum)), (.aboveMaximum, .aboveMaximum(limits.maximum)),
      (.unknownLevel, .unknownLevel), (.requiredMissing, .requiredButMissing),
    ]
    return kinds.compactMap { fault, kind in
      let count = counts[fault.rawValue]
      return count > 0 ? (kind, count, firstOffsets[fault.rawValue]) : nil
    }
  }
}
