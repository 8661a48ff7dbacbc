internal import SurveyNumerics

/// The linearised contributions of the sampling units to a set of estimates, as a linear map of their totals.
///
/// An estimate θ = f(totals) has the influence Σₛ (∂f/∂Tₛ) · (total s of the unit) for each unit. Each group of the
/// table has the same number of estimates; the estimate `j` of group `g` is column `g * estimatesPerGroup + j`.
package struct Influence: Sendable {
  /// The totals by unit.
  package let table: TotalsTable
  /// The number of estimates of each group.
  package let estimatesPerGroup: Int
  /// The derivatives ∂θⱼ/∂Tₛ of each group, indexed `(group * width + s) * estimatesPerGroup + j`.
  package let derivatives: [Double]
  /// The measure whose records count as present for each estimate of a group.
  package let measureOfEstimate: [Int]

  /// Creates the influence of estimates from their derivatives by each total.
  package init(table: TotalsTable, estimatesPerGroup: Int, derivatives: [Double], measureOfEstimate: [Int]) {
    precondition(
      derivatives.count == table.groupCount * table.width * estimatesPerGroup,
      "\(derivatives.count) derivatives for \(table.groupCount) groups of \(table.width) by \(estimatesPerGroup)")
    precondition(
      measureOfEstimate.count == estimatesPerGroup,
      "\(measureOfEstimate.count) measures for \(estimatesPerGroup) estimates")
    self.table = table
    self.estimatesPerGroup = estimatesPerGroup
    self.derivatives = derivatives
    self.measureOfEstimate = measureOfEstimate
  }

  /// The number of estimates of all groups.
  package var columnCount: Int { table.groupCount * estimatesPerGroup }

  /// Returns where the entries of each finest unit start; one more element than units.
  func firstEntryOfUnit() -> [Int32] {
    var first = [Int32](repeating: 0, count: table.unitCount + 1)
    for unit in table.units { first[Int(unit) + 1] += 1 }
    for unit in 0..<table.unitCount { first[unit + 1] += first[unit] }
    return first
  }

  /// Returns the influence of each entry on the estimates of its group.
  func valuesOfEntries() -> [Double] {
    let (width, k) = (table.width, estimatesPerGroup)
    var values = [Double](repeating: 0, count: table.entryCount * k)
    // Most totals do not enter most estimates: gather the derivatives that are not zero, once for each group.
    var terms: [[(sum: Int, estimate: Int, derivative: Double)]] = []
    for group in 0..<table.groupCount {
      var ofGroup: [(sum: Int, estimate: Int, derivative: Double)] = []
      for estimate in 0..<k {
        for sum in 0..<width {
          let derivative = derivatives[(group * width + sum) * k + estimate]
          if derivative != 0 { ofGroup.append((sum, estimate, derivative)) }
        }
      }
      terms.append(ofGroup)
    }
    for entry in 0..<table.entryCount {
      for term in terms[Int(table.groups[entry])] {
        values[entry * k + term.estimate] += table.sums[entry * width + term.sum] * term.derivative
      }
    }
    return values
  }

  /// Returns a matrix with a column for each total as one with a column for each estimate.
  func applyingDerivatives(toColumnsOf product: Matrix) -> Matrix {
    let (width, k) = (table.width, estimatesPerGroup)
    var result = Matrix(rowCount: product.rowCount, columnCount: columnCount)
    for group in 0..<table.groupCount {
      for sum in 0..<width {
        for estimate in 0..<k {
          let derivative = derivatives[(group * width + sum) * k + estimate]
          guard derivative != 0 else { continue }
          for row in 0..<product.rowCount {
            result[row, group * k + estimate] += product[row, group * width + sum] * derivative
          }
        }
      }
    }
    return result
  }

  /// Whether the records of an entry take part in an estimate of its group.
  func isPresent(entry: Int, estimate: Int) -> Bool {
    table.sums[entry * table.width + table.offsets[measureOfEstimate[estimate]]] > 0
  }
}
