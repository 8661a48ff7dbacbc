internal import FoundationEssentials

/// Records of a file that is no text, written as the text that a CSV file of them would be.
extension RecordText {
  /// Writes records as CSV, so that a column can be added to them.
  init(of data: Microdata, from file: FileBytes) throws(MicrodataError) {
    let text = FileBytes(name: file.name, contents: Data(try data.commaSeparated()), source: file.source)
    let reading = try CSVReading(text, delimiter: CSVByte.comma)
    self.init(reading, rules: try reading.rules(selecting: nil))
  }
}

extension Microdata {
  /// The records as CSV: levels and missing values by their codes, numbers in their shortest form.
  package func commaSeparated() throws(MicrodataError) -> [UInt8] {
    var columns: [[String]] = []
    var values: [Column] = []
    for name in columnNames {
      let column = try storedColumn(name)
      values.append(column)
      let levels: [String] = if case .factor(let factor) = column { factor.levels } else { [] }
      columns.append(levels.map(fieldText))
    }
    let codes = columnNames.map { codebook.variables[$0]?.codesOfReasons ?? [:] }
    var text = Array(columnNames.map(fieldText).joined(separator: ",").utf8)
    text.append(CSVByte.lineFeed)
    for row in 0..<rowCount {
      for index in columns.indices {
        if index > 0 { text.append(CSVByte.comma) }
        if let reason = values[index].missingReason(at: row) {
          text += (codes[index][reason] ?? "").utf8
        } else {
          switch values[index] {
          case .numbers(let numbers): text += numberText(numbers[row]).utf8
          case .factor(let factor): text += columns[index][Int(factor.codes[row])].utf8
          }
        }
      }
      text.append(CSVByte.lineFeed)
    }
    return text
  }
}

extension VariableDescription {
  /// The code that a reason is written as: the first where several mean the same, none for an empty cell.
  package var codesOfReasons: [MissingReason: String] {
    var codes: [MissingReason: String] = [:]
    for (code, reason) in missingReasons.sorted(by: { $0.key < $1.key }) where codes[reason] == nil {
      codes[reason] = fieldText(code)
    }
    codes[missingReasons[""] ?? MissingReason(.blank)] = ""
    return codes
  }
}

/// A number in its shortest form; one above 2^53 has an exponent, by which it is not taken for an identifier.
private func numberText(_ number: Double) -> String {
  let text = levelName(of: number)
  return abs(number) > Double(DecimalNumber.largestWhole) && !text.contains("e") ? text + "e0" : text
}

/// A text as the field of a CSV file.
private func fieldText(_ text: String) -> String {
  let isPlain = text.utf8.allSatisfy {
    ![CSVByte.comma, CSVByte.quote, CSVByte.lineFeed, CSVByte.carriageReturn].contains($0)
  }
  guard !isPlain else { return text }
  return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}
