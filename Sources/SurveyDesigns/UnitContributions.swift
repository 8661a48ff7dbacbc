internal import SurveyNumerics

/// The contribution of each finest unit to each estimate, written out on demand as dense rows.
struct UnitContributions: Sendable {
  private let parts: [(first: Int, contributions: InfluenceContributions)]
  let columnCount: Int

  /// Puts the columns of several influences side by side.
  init(_ contributions: [InfluenceContributions]) {
    var parts: [(first: Int, contributions: InfluenceContributions)] = []
    var count = 0
    for part in contributions {
      parts.append((count, part))
      count += part.columnCount
    }
    self.parts = parts
    columnCount = count
  }

  /// Adds the contributions of a run of finest units to one row.
  func add(_ finestUnits: Range<Int>, to row: inout [Double]) {
    // By position: an element taken out would be counted in and out for every unit.
    for position in parts.indices {
      parts[position].contributions.add(finestUnits, to: &row, from: parts[position].first)
    }
  }

  /// Marks the estimates in which any record of a run of finest units takes part.
  func markPresent(_ finestUnits: Range<Int>, in present: inout [Bool]) {
    for (first, part) in parts { part.markPresent(finestUnits, in: &present, from: first) }
  }
}

/// The contributions of each finest unit to the estimates of one influence.
///
/// Calibrated weights take the part of a contribution that the calibration variables explain away from it.
struct InfluenceContributions: Sendable {
  let columnCount: Int
  private let influence: Influence
  private let values: [Double]
  private let firstEntry: [Int32]
  /// Of each weighting step the totals of its variables, and their coefficients, those of one variable together.
  private let adjustments: [(totals: UnitTotals, coefficients: [Double])]

  init(_ influence: Influence, adjustments: [(totals: UnitTotals, coefficients: Matrix)]) {
    self.influence = influence
    columnCount = influence.columnCount
    values = influence.valuesOfEntries()
    firstEntry = influence.firstEntryOfUnit()
    self.adjustments = adjustments.map { ($0.totals, $0.coefficients.transposed.elements) }
  }

  /// Adds the contributions of a run of finest units to one row, from a column on.
  func add(_ finestUnits: Range<Int>, to row: inout [Double], from first: Int) {
    let k = influence.estimatesPerGroup
    let entries = Int(firstEntry[finestUnits.lowerBound])..<Int(firstEntry[finestUnits.upperBound])
    for entry in entries {
      let column = first + Int(influence.table.groups[entry]) * k
      for estimate in 0..<k { row[column + estimate] += values[entry * k + estimate] }
    }
    for position in adjustments.indices {
      adjustments[position].totals.forEach(of: finestUnits) { variable, total in
        let start = variable * columnCount
        for column in 0..<columnCount {
          row[first + column] -= total * adjustments[position].coefficients[start + column]
        }
      }
    }
  }

  /// Marks the estimates in which any record of a run of finest units takes part, from a column on.
  func markPresent(_ finestUnits: Range<Int>, in present: inout [Bool], from first: Int) {
    let k = influence.estimatesPerGroup
    for entry in Int(firstEntry[finestUnits.lowerBound])..<Int(firstEntry[finestUnits.upperBound]) {
      let column = first + Int(influence.table.groups[entry]) * k
      for estimate in 0..<k where influence.isPresent(entry: entry, estimate: estimate) {
        present[column + estimate] = true
      }
    }
  }
}
