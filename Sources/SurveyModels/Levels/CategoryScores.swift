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

  /// The scores, followed by the probability of some levels of the outcome at each level of a covariate.
  func withMargins(over covariate: Int, levelCount: Int, ofLevels isWanted: [Bool]) -> ComputedValues {
    let elements = count + levelCount
    return ComputedValues(count: elements) { rows, values in
      fill(rows, &values, elements: elements)
      for code in 0..<levelCount {
        fillProbability(
          rows, &values, fixing: likelihood.frame.fixing(covariate: covariate, code: Int32(code)), ofLevels: isWanted,
          elements, count + code)
      }
    }
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

  private func fillProbability(
    _ range: Range<Int>, _ values: inout [Double], fixing fixed: FixedValues,
    ofLevels isWanted: [Bool], _ elements: Int, _ offset: Int
  ) {
    var derivatives = [Double](repeating: 0, count: likelihood.layout.predictorCount)
    forEachBlock(of: range, fixing: fixed) { block, rows in
      for (i, row) in rows.enumerated() {
        block.select(i)
        values[(Int(row) - range.lowerBound) * elements + offset] = likelihood.response.probability(
          ofLevels: isWanted, block.predictorsOfRecord, derivatives: &derivatives)
      }
    }
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

extension CategoryLikelihood {
  /// Returns the weighted mean of the probability of some levels with a covariate set to each of its levels.
  func margins(
    at parameters: [Double], over covariate: Int, levelCount: Int, ofLevels isWanted: [Bool]
  ) -> [Double] {
    let parts = frame.mapParts(width: width) { rows in
      var block = CategoryBlock(self)
      var derivatives = [Double](repeating: 0, count: layout.predictorCount)
      var sums = [Double](repeating: 0, count: levelCount + 1)
      frame.forEachBlock(of: rows) { some in
        for row in some { sums[levelCount] += weights[Int(row)] }
        for level in 0..<levelCount {
          block.read(some, at: parameters, fixing: frame.fixing(covariate: covariate, code: Int32(level)))
          for (i, row) in some.enumerated() {
            block.select(i)
            sums[level] +=
              weights[Int(row)]
              * response.probability(ofLevels: isWanted, block.predictorsOfRecord, derivatives: &derivatives)
          }
        }
      }
      return sums
    }
    let sums = parts.dropFirst().reduce(parts[0]) { sum, part in zip(sum, part).map { $0 + $1 } }
    return (0..<levelCount).map { sums[$0] / sums[levelCount] }
  }

  /// Returns the derivative of such a mean by the parameters, with a covariate set to one level.
  func marginGradient(
    at parameters: [Double], fixing fixed: FixedValues, ofLevels isWanted: [Bool], weightSum: Double
  ) -> [Double] {
    let parts = frame.mapParts(width: width) { rows in
      var block = CategoryBlock(self)
      let empty = [Double](repeating: 0, count: RecordBlock.largestCount)
      var derivatives = [Double](repeating: 0, count: layout.predictorCount)
      var factors = [[Double]](repeating: empty, count: layout.predictorCount)
      var sums = [[Double]](
        repeating: [Double](repeating: 0, count: columns.count + 1), count: layout.predictorCount)
      frame.forEachBlock(of: rows) { some in
        block.read(some, at: parameters, fixing: fixed)
        for (i, row) in some.enumerated() {
          block.select(i)
          _ = response.probability(ofLevels: isWanted, block.predictorsOfRecord, derivatives: &derivatives)
          for q in derivatives.indices { factors[q][i] = derivatives[q] * weights[Int(row)] / weightSum }
        }
        for q in sums.indices { block.records.addCrossProduct(with: factors[q], to: &sums[q]) }
      }
      return sums
    }
    var gradient = [Double](repeating: 0, count: layout.parameterCount)
    for sums in parts {
      for q in sums.indices {
        for column in 0..<columns.count {
          gradient[layout.parameter(ofColumn: column, inPredictor: q)] += sums[q][column]
        }
      }
    }
    return gradient
  }
}
