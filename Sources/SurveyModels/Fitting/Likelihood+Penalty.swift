internal import SurveyNumerics

/// A response that can be penalised where its link is canonical: its information is then μ′, whatever the outcomes.
protocol CanonicalResponse: Response {
  /// Multiplies values by the third derivative of the mean at linear predictors.
  func multiplyByMeanThirdDerivatives(_ values: inout [Double], predictor: [Double], count: Int)
}

extension Likelihood {
  /// Adds Firth's penalty to the likelihood at some coefficients, where it is taken.
  ///
  /// With I = Σ w μ′xxᵀ, q = xᵀI⁻¹x and Nⱼ = Σ w μ″ xⱼxxᵀ:
  ///
  ///     penalty           −log|I|, beside the deviance
  ///     gradient          ½ tr(I⁻¹Nⱼ)
  ///     information       ½ tr(I⁻¹NⱼI⁻¹Nₖ) − ½ Σ w q μ‴ xⱼxₖ
  func penalized(_ evaluation: LikelihoodEvaluation, at coefficients: [Double]) -> LikelihoodEvaluation {
    guard penalization == .taken, let response = response as? any CanonicalResponse else { return evaluation }
    var sum = evaluation
    guard let factorization = ScaledCholesky(evaluation.information) else {
      sum.penalty = .infinity
      return sum
    }
    let inverse = factorization.inverse
    let slopes = informationSlopes(of: response, at: coefficients, inverse: inverse)
    let products = slopes.matrices.map { inverse * $0 }
    sum.penalty = -factorization.logDeterminant
    for j in products.indices {
      sum.gradient[j] += products[j].diagonal.reduce(0, +) / 2
      for k in products.indices {
        let transposed = products[k].transposed
        let trace = zip(products[j].elements, transposed.elements).reduce(0) { $0 + $1.0 * $1.1 }
        sum.information[j, k] += (trace - slopes.curvature[j, k]) / 2
      }
    }
    sum.information = sum.information.symmetrized()
    return sum
  }

  private func informationSlopes(
    of response: any CanonicalResponse, at coefficients: [Double], inverse: Matrix
  ) -> InformationSlopes {
    let parts = mapParts { rows in
      var sum = InformationSlopes(columnCount: columns.count)
      var block = RecordBlock(columns)
      var predictor = [Double](repeating: 0, count: RecordBlock.largestCount)
      forEachBlock(of: rows) { some in
        block.read(some, of: columns)
        block.linearPredictor(coefficients, into: &predictor)
        var second = some.map { weights[Int($0)] * weightScale }
        var third = second
        response.multiplyByMeanSecondDerivatives(&second, predictor: predictor, count: some.count)
        response.multiplyByMeanThirdDerivatives(&third, predictor: predictor, count: some.count)
        for i in 0..<some.count {
          let row = block.row(ofRecord: i)
          sum.add(row, second: second[i], third: third[i] * inverse.quadraticForm(row))
        }
      }
      return sum
    }
    return parts.dropFirst().reduce(into: parts[0]) { $0.add($1) }
  }
}

/// A record's columns that are not 0, ascending, with their values.
typealias SparseRow = [(column: Int, value: Double)]

extension RecordBlock {
  /// Returns a record's columns that are not 0, the intercept first.
  func row(ofRecord i: Int) -> SparseRow {
    var row: SparseRow = [(0, 1)]
    forEachValue(ofRecord: i) { row.append(($0, $1)) }
    return row
  }
}

extension Matrix {
  /// Returns xᵀAx, this being A.
  func quadraticForm(_ row: SparseRow) -> Double {
    var sum = 0.0
    for (j, x) in row { for (k, y) in row { sum += x * self[j, k] * y } }
    return sum
  }
}

/// How the information Σ w μ′xxᵀ changes with the coefficients.
private struct InformationSlopes {
  private let columnCount: Int
  /// Σ w μ″ xⱼxₖxₗ for j ≤ k ≤ l.
  private var cubes: [Double]
  /// Σ w q μ‴ xⱼxₖ.
  private(set) var curvature: Matrix

  init(columnCount: Int) {
    self.columnCount = columnCount
    cubes = [Double](repeating: 0, count: columnCount * (columnCount + 1) * (columnCount + 2) / 6)
    curvature = Matrix(rowCount: columnCount, columnCount: columnCount)
  }

  /// Where the sum of three ascending columns stands.
  private static func place(_ j: Int, _ k: Int, _ l: Int) -> Int {
    l * (l + 1) * (l + 2) / 6 + k * (k + 1) / 2 + j
  }

  mutating func add(_ row: SparseRow, second: Double, third: Double) {
    for (l, z) in row {
      for (k, y) in row {
        curvature[k, l] += third * y * z
        guard k <= l else { continue }
        for (j, x) in row where j <= k { cubes[Self.place(j, k, l)] += second * x * y * z }
      }
    }
  }

  mutating func add(_ other: InformationSlopes) {
    for i in cubes.indices { cubes[i] += other.cubes[i] }
    curvature = curvature + other.curvature
  }

  /// The slope of the information by each coefficient, Nⱼ.
  var matrices: [Matrix] {
    (0..<columnCount).map { j in
      var matrix = Matrix(rowCount: columnCount, columnCount: columnCount)
      for k in 0..<columnCount {
        for l in 0..<columnCount {
          let sorted = [j, k, l].sorted()
          matrix[k, l] = cubes[Self.place(sorted[0], sorted[1], sorted[2])]
        }
      }
      return matrix
    }
  }
}
