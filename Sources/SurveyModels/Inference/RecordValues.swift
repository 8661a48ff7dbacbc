private import Foundation
internal import SurveyDesigns

/// Totals of values that were worked out for each record.
extension ComputedValues {
  /// Values that are worked out already: lists with an element for each record of the data.
  ///
  /// The first is not a number where a record does not count.
  static func ofRecords(_ lists: [[Double]]) -> ComputedValues {
    ComputedValues(count: lists.count) { range, values in
      for (place, row) in range.enumerated() {
        for (position, list) in lists.enumerated() { values[place * lists.count + position] = list[row] }
      }
    }
  }
}

extension Likelihood {
  /// Returns the linear predictor of each complete record, in their order.
  func predictors(at coefficients: [Double]) -> [Double] {
    let parts = mapParts { rows in
      var block = RecordBlock(columns)
      var predictor = [Double](repeating: 0, count: RecordBlock.largestCount)
      var all: [Double] = []
      forEachBlock(of: rows) { some in
        block.read(some, of: columns)
        block.linearPredictor(coefficients, into: &predictor)
        all += predictor[..<some.count]
      }
      return all
    }
    return parts.flatMap { $0 }
  }
}

extension Double {
  /// Returns the number with so many significant digits.
  func rounded(toDigits digits: Int) -> Double {
    guard self != 0, isFinite else { return self }
    let factor = pow(10, Double(digits - 1) - log10(abs(self)).rounded(.down))
    return (self * factor).rounded() / factor
  }
}
