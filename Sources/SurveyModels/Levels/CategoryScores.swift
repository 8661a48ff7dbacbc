internal import SurveyDesigns
internal import SurveyNumerics

/// The scores of the records under a model of several levels, or their influence on its parameters, block by block.
struct CategoryScores: Sendable {
  let likelihood: CategoryLikelihood
  let parameters: [Double]
  /// A⁻¹, to write the influence A⁻¹s of each record in place of its score s; nil for the score.
  let multiplier: Matrix?

  private var count: Int { likelihood.layout.parameterCount }

  /// The scores, an element for each parameter.
  var values: ComputedValues {
    ComputedValues(count: count) { rows, values in fill(rows, &values, elements: count) }
  }

  /// Writes the scores at the start of the elements of each record; not-a-number first where it is not complete.
  private func fill(_ range: Range<Int>, _ values: inout [Double], elements: Int) {
    for row in 0..<range.count { values[row * elements] = .nan }
    let (layout, response) = (likelihood.layout, likelihood.response)
    var scores = [Double](repeating: 0, count: layout.predictorCount)
    var information = [Double](repeating: 0, count: response.pairs.count)
    forEachBlock(of: range) { block, rows in
      for (i, row) in rows.enumerated() {
        block.select(i)
        for q in scores.indices { scores[q] = 0 }
        for pair in information.indices { information[pair] = 0 }
        _ = response.evaluate(
          Int(likelihood.levels[Int(row)]), block.predictorsOfRecord, scores: &scores, information: &information)
        let start = (Int(row) - range.lowerBound) * elements
        for j in 0..<count { values[start + j] = 0 }
        let total = scores.reduce(0, +)
        add(total, scores, ofColumn: 0, 1, to: &values, from: start)
        block.records.forEachValue(ofRecord: i) { column, value in
          add(total, scores, ofColumn: column, value, to: &values, from: start)
        }
      }
    }
  }

  private func add(
    _ total: Double, _ scores: [Double], ofColumn column: Int, _ value: Double, to values: inout [Double],
    from start: Int
  ) {
    let layout = likelihood.layout
    if let position = likelihood.ownPosition[column] {
      for q in scores.indices where scores[q] != 0 {
        add(scores[q] * value, ofParameter: q * layout.own.count + position, to: &values, from: start)
      }
    } else if let position = likelihood.sharedPosition[column] {
      add(total * value, ofParameter: layout.firstShared + position, to: &values, from: start)
    }
  }

  private func add(_ score: Double, ofParameter parameter: Int, to values: inout [Double], from start: Int) {
    guard let multiplier = multiplier?.elements else {
      values[start + parameter] += score
      return
    }
    let first = parameter * count
    for j in 0..<count { values[start + j] += score * multiplier[first + j] }
  }

  private func forEachBlock(
    of range: Range<Int>, fixing fixed: FixedValues = FixedValues(),
    _ body: (inout CategoryBlock, ArraySlice<Int32>) -> Void
  ) {
    var block = CategoryBlock(likelihood)
    likelihood.frame.forEachBlock(of: likelihood.frame.rows[likelihood.frame.positions(of: range)]) { rows in
      block.read(rows, at: parameters, fixing: fixed)
      body(&block, rows)
    }
  }
}
