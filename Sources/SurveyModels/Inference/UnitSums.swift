internal import SurveyDesigns
internal import SurveyMicrodata
internal import SurveyNumerics

/// The sums over the complete records of one primary unit that influence and small-sample errors are made of.
///
/// With A = LLᵀ the inverse of the information Σ w v xxᵀ, v being the information that is expected of a record of
/// weight 1 and s its score, z = Lᵀx is a record in coordinates in which the information is the identity.
struct UnitSums {
  /// The first record of the unit, by its row of the data.
  let firstRow: Int32
  private(set) var recordCount = 0
  /// Σ (z, wz)(z, wz)ᵀ v.
  private(set) var gram: Matrix
  /// Σ (z, wz) s.
  private(set) var scores: [Double]

  fileprivate init(firstRow: Int32, columnCount: Int) {
    self.firstRow = firstRow
    gram = Matrix(rowCount: 2 * columnCount, columnCount: 2 * columnCount)
    scores = [Double](repeating: 0, count: 2 * columnCount)
  }

  fileprivate mutating func add(_ z: [Double], weight: Double, score: Double, information: Double) {
    recordCount += 1
    let both = z + z.map { $0 * weight }
    for j in both.indices {
      scores[j] += both[j] * score
      for k in both.indices { gram[k, j] += both[k] * both[j] * information }
    }
  }

  /// Σ w s z: the unit's part of the score.
  var score: [Double] { Array(scores[(scores.count / 2)...]) }

  /// Σ w v zᵀz: the share of the parameters that the unit's records determine.
  var leverage: Double {
    let count = scores.count / 2
    return (0..<count).reduce(0) { $0 + gram[$1, count + $1] }
  }
}

extension ModelFit {
  /// L, such that LLᵀ is the inverse of the information with weights scaled to mean 1.
  var informationRoot: Matrix {
    get throws(ModelError) {
      let inverse = (1 / likelihood.weightScale) * scoreMultiplier
      return try calculating { () throws(NumericsError) in try CholeskyFactorization(inverse.symmetrized()) }.factor
    }
  }

  /// Calls a closure with the sums of each primary unit that has complete records, in the order of the design.
  func forEachUnit(_ root: Matrix, _ body: (UnitSums) throws(ModelError) -> Void) throws(ModelError) {
    let (structure, frame, columns) = (design.structure, likelihood.frame, likelihood.columns)
    var isComplete = [Bool](repeating: false, count: design.data.rowCount)
    for row in frame.rows { isComplete[Int(row)] = true }
    let order = structure.rowsByFinestUnit.filter { isComplete[Int($0)] }
    var primaryUnit = [Int32](repeating: 0, count: structure.finestUnitCount)
    for unit in 0..<structure.stages[0].unitCount {
      for finest in structure.stages[0].finestUnits(ofUnit: unit) { primaryUnit[finest] = Int32(unit) }
    }
    let scoreValues = ScoreValues(likelihood: likelihood, coefficients: scaledCoefficients)
    let ones = [Double](repeating: 1, count: design.data.rowCount)
    var records = RecordBlock(columns)
    var block = ResponseBlock()
    var current: (unit: Int32, sums: UnitSums)?
    for start in stride(from: 0, to: order.count, by: RecordBlock.largestCount) {
      let some = order[start..<min(start + RecordBlock.largestCount, order.count)]
      records.read(some, of: columns)
      records.linearPredictor(scaledCoefficients, into: &block.predictor)
      let penalty = scoreValues.penaltyScores(of: records, block.predictor)
      likelihood.response.evaluate(some, weights: ones, weightScale: 1, information: .expected, in: &block)
      for i in penalty.indices { block.score[i] += penalty[i] }
      for (i, row) in some.enumerated() {
        let unit = primaryUnit[Int(structure.finestUnitOfRow[Int(row)])]
        if current?.unit != unit {
          if let current { try body(current.sums) }
          current = (unit, UnitSums(firstRow: row, columnCount: columns.count))
        }
        var z = [Double](repeating: 0, count: columns.count)
        for (column, value) in records.row(ofRecord: i) {
          for k in z.indices { z[k] += value * root[column, k] }
        }
        current?.sums.add(
          z, weight: likelihood.weights[Int(row)] * likelihood.weightScale, score: block.score[i],
          information: block.information[i])
      }
    }
    if let current { try body(current.sums) }
  }
}
