package import SurveyNumerics

/// How far the units of a design move estimates at all.
extension Influence {
  /// The sum of the squares of the influences of the units around 0: 0 only where no unit moves an estimate.
  ///
  /// It leaves out what a design knows, calibration and what part of a population was drawn, so that a variance of 0 beside
  /// it is that of a number that is known, and one without it that of a number about which nothing is known.
  package var squaresOfUnits: Matrix {
    let values = valuesOfEntries()
    let (first, k) = (firstEntryOfUnit(), estimatesPerGroup)
    var sum = Matrix(rowCount: columnCount, columnCount: columnCount)
    for unit in 0..<table.unitCount {
      for one in Int(first[unit])..<Int(first[unit + 1]) {
        for other in Int(first[unit])..<Int(first[unit + 1]) {
          let (row, column) = (Int(table.groups[one]) * k, Int(table.groups[other]) * k)
          for i in 0..<k where values[one * k + i] != 0 {
            for j in 0..<k { sum[row + i, column + j] += values[one * k + i] * values[other * k + j] }
          }
        }
      }
    }
    return sum
  }
}
