/// Records as a CSV file with the data package that says what they mean.
extension Microdata {
  /// Writes the records as a CSV file of a name, and its codebook as a data package.
  ///
  /// - Returns: The bytes of the two, and in sentences what they do not hold as it was.
  package func csvFile(
    named name: String
  ) throws(MicrodataError) -> (records: [UInt8], package: String, losses: [String]) {
    var losses: [ConversionLoss] = []
    var codebook = codebook
    for column in columnNames {
      let values = try storedColumn(column)
      var description = codebook.variables[column] ?? description(of: values)
      if case .factor(let factor) = values, let blank = factor.levels.firstIndex(of: "") {
        let count = factor.codes.count { $0 == Int32(blank) }
        if count > 0 { losses.append(.blankAnswersLost(column: column, count: count)) }
        description.levels.removeAll { $0.name.isEmpty }
      }
      // An empty cell is missing as it stands.
      if description.missingCodes[""] == .blank, description.missingLabels[""] == nil {
        description.missingCodes[""] = nil
      }
      description.decimalMark = "."
      codebook.variables[column] = description
    }
    let package = codebook.dataPackage(name: baseName(of: name), path: name, columns: columnNames)
    return (try commaSeparated(), package, losses.map { $0.sentence("CSV") })
  }

  /// What a column without a description holds.
  private func description(of values: Column) -> VariableDescription {
    switch values {
    case .numbers: VariableDescription(kind: .number)
    case .factor: VariableDescription(kind: .text)
    }
  }
}
