internal import Foundation
internal import SurveyNumerics

/// Cramer's V, how strongly two variables are associated: 0 for not at all, 1 for a table that one decides the other.
public struct AssociationStrength: Measured {
  /// V, with its standard error by the delta method, which is not a number where V is 0; no interval where V is 0 or 1.
  public let number: MeasuredNumber
  /// The degrees of freedom of the interval.
  public var degreesOfFreedom: Int { Int(number.degreesOfFreedom) }
}

extension CrossTabulation {
  /// Estimates Cramer's V = √(Σ(π − πᵣπ꜀)²/(πᵣπ꜀)/(min(r, c) − 1)).
  ///
  /// The interval is symmetric on Fisher's scale, atanh V ± t·s/(1 − V²), and cut off at 0, below which V cannot lie.
  /// It is that of an association that exists: V is above 0 in nearly every sample, so that whether there is one is
  /// for a test to say (`test`). The value and standard error are those of R
  /// `svycontrast(svymean(~interaction(a, b), design), quote(...))`.
  public func strength(level: Double = 0.95) -> AssociationStrength {
    let contrast = shares.contrast(level: level) { values in
      let cells = TableCells(values, rows: rowLevels.count, columns: columnLevels.count)
      let scale = Double(min(rowLevels.count, columnLevels.count) - 1)
      let value = (cells.pearsonDiscrepancy / scale).squareRoot()
      return SmoothValue(value, derivatives: cells.derivativesOfPearsonDiscrepancy.map { $0 / (2 * value * scale) })
    }
    let (value, error) = (contrast.value, contrast.standardError)
    guard contrast.degreesOfFreedom > 0, error > 0, value > 0, value < 1 else {
      return AssociationStrength(
        number: MeasuredNumber(
          value, standardError: value > 0 ? error : .nan, degreesOfFreedom: Double(contrast.degreesOfFreedom),
          confidenceInterval: nil))
    }
    let t = StudentTDistribution(degreesOfFreedom: Double(contrast.degreesOfFreedom))
    let half = t.upperQuantile((1 - level) / 2) * error / (1 - value * value)
    return AssociationStrength(
      number: MeasuredNumber(
        value, standardError: error, degreesOfFreedom: Double(contrast.degreesOfFreedom),
        confidenceInterval: ConfidenceInterval(
          method: .wald, level: level, lower: max(0, tanh(atanh(value) - half)), upper: tanh(atanh(value) + half))))
  }
}

extension TableCells {
  /// The derivative by each cell of Σπ²/(πᵣπ꜀) − 1, which is Pearson's discrepancy where the shares add up to 1.
  fileprivate var derivativesOfPearsonDiscrepancy: [Double] {
    var ofRows = [Double](repeating: 0, count: rows)
    var ofColumns = [Double](repeating: 0, count: columns)
    for cell in values.indices {
      let (i, j) = (cell / columns, cell % columns)
      let square = values[cell] * values[cell] / (rowSums[i] * columnSums[j])
      ofRows[i] += square / rowSums[i]
      ofColumns[j] += square / columnSums[j]
    }
    return values.indices.map { cell in
      let (i, j) = (cell / columns, cell % columns)
      return 2 * values[cell] / (rowSums[i] * columnSums[j]) - ofRows[i] - ofColumns[j]
    }
  }
}
