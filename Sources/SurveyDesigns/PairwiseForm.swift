internal import SurveyNumerics

/// A variance that depends on which units were drawn together: a quadratic form of the contributions of a stage.
///
///     V = Σᵢ dᵢ TᵢTᵢᵀ + Σ m L_f L_gᵀ,   L_f = Σᵢ z_fᵢ Tᵢ
///
/// The features z say what the coefficient of a pair depends on: an indicator for each unit where every pair has its
/// own, the inclusion probability where that is all that matters, an indicator of a class of units where they are alike.
/// A sample of many units then needs no matrix of pairs.
package struct PairwiseForm: Sendable {
  /// One entry of the matrix m; entries off the diagonal stand twice, once for each order.
  struct Term: Sendable {
    let first: Int32
    let second: Int32
    let coefficient: Double
  }

  /// The coefficient d of each unit.
  var unitCoefficients: [Double]
  /// Where the features of each unit start; one more element than units.
  private(set) var firstFeature: [Int32] = [0]
  private(set) var features: [(feature: Int32, value: Double)] = []
  private(set) var featureCount = 0
  private(set) var terms: [Term] = []

  /// Starts with no units.
  init() { unitCoefficients = [] }

  /// Adds the next unit, with its features.
  mutating func addUnit(_ coefficient: Double, features added: [(feature: Int32, value: Double)] = []) {
    unitCoefficients.append(coefficient)
    features += added
    firstFeature.append(Int32(features.count))
    for (feature, _) in added { featureCount = max(featureCount, Int(feature) + 1) }
  }

  /// Adds m L_f L_gᵀ and, where the features differ, m L_g L_fᵀ.
  mutating func addTerm(_ first: Int32, _ second: Int32, _ coefficient: Double) {
    guard coefficient != 0 else { return }
    terms.append(Term(first: first, second: second, coefficient: coefficient))
    if first != second { terms.append(Term(first: second, second: first, coefficient: coefficient)) }
  }

  /// Returns the form of the contributions of the units of a stage.
  func covariance(_ contributions: UnitContributions, stage: DesignStage) -> Matrix {
    let columnCount = contributions.columnCount
    var sums = [[Double]](repeating: [Double](repeating: 0, count: columnCount), count: featureCount)
    var covariance = Matrix(rowCount: columnCount, columnCount: columnCount)
    var row = [Double](repeating: 0, count: columnCount)
    for unit in 0..<stage.unitCount {
      for column in row.indices { row[column] = 0 }
      contributions.add(stage.finestUnits(ofUnit: unit), to: &row)
      add(row, row, coefficient: unitCoefficients[unit], to: &covariance)
      for index in Int(firstFeature[unit])..<Int(firstFeature[unit + 1]) {
        let (feature, value) = features[index]
        for column in row.indices { sums[Int(feature)][column] += value * row[column] }
      }
    }
    for term in terms {
      add(sums[Int(term.first)], sums[Int(term.second)], coefficient: term.coefficient, to: &covariance)
    }
    return covariance.symmetrized()
  }

  private func add(_ first: [Double], _ second: [Double], coefficient: Double, to sum: inout Matrix) {
    guard coefficient != 0 else { return }
    for column in second.indices where second[column] != 0 {
      let value = coefficient * second[column]
      for row in first.indices { sum.elements[column * first.count + row] += value * first[row] }
    }
  }
}
