/// Counts the ways in which values differ from their description, and keeps the first record of each.
struct ViolationTally {
  private let column: String
  private var found: [(kind: CodebookViolation.Kind, count: Int, firstRow: Int)] = []

  init(_ column: String) { self.column = column }

  mutating func note(_ kind: CodebookViolation.Kind, row: Int) {
    if let index = found.firstIndex(where: { $0.kind == kind }) {
      found[index].count += 1
    } else {
      found.append((kind, 1, row))
    }
  }

  /// The differences in the order of their first records.
  var violations: [CodebookViolation] {
    found.map { CodebookViolation(column: column, kind: $0.kind, count: $0.count, firstRecord: $0.firstRow + 1) }
  }
}

/// Holds numbers against what a description says of them.
struct NumberChecks {
  private let isRequired: Bool
  private let isInteger: Bool
  private let minimum: Double
  private let maximum: Double
  private let isNeeded: Bool
  private var tally = ViolationTally("")

  init(_ description: VariableDescription) {
    isRequired = description.isRequired
    isInteger = description.kind == .integer
    minimum = description.minimum ?? -.infinity
    maximum = description.maximum ?? .infinity
    isNeeded = isRequired || isInteger || minimum > -.infinity || maximum < .infinity
  }

  @inline(__always)
  mutating func note(_ value: Double, row: Int) {
    guard isNeeded else { return }
    if value.isNaN {
      if isRequired { tally.note(.requiredButMissing, row: row) }
    } else if value < minimum {
      tally.note(.belowMinimum(minimum), row: row)
    } else if value > maximum {
      tally.note(.aboveMaximum(maximum), row: row)
    } else if isInteger, value != value.rounded() {
      tally.note(.notAnInteger, row: row)
    }
  }

  func violations(of column: String) -> [CodebookViolation] {
    tally.violations.map {
      CodebookViolation(column: column, kind: $0.kind, count: $0.count, firstRecord: $0.firstRecord)
    }
  }
}
