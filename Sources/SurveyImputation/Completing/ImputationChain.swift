internal import SurveyDesigns
internal import SurveyMicrodata
internal import SurveyNumerics

/// One imputation: values that are drawn for one variable after another, given all others, until they have settled.
struct ImputationChain {
  private let plan: ImputationPlan
  private let seed: UInt64
  private let imputation: Int
  /// The values of each target, drawn where they are missing; not a number where the record was not asked.
  private(set) var values: [[Double]]
  private var blocks: [PredictorBlock]

  init(_ plan: ImputationPlan, seed: UInt64, imputation: Int) {
    self.plan = plan
    self.seed = seed
    self.imputation = imputation
    values = plan.targets.map(\.values)
    blocks = []
    for (position, target) in plan.targets.enumerated() {
      drawFromMargin(position)
      blocks.append(block(of: target, values[position]))
    }
  }

  /// Draws every variable anew.
  mutating func iterate(_ iteration: Int) throws(ImputationError) {
    for position in plan.order { try draw(position, iteration: iteration) }
  }

  private func block(of target: ImputationTarget, _ values: [Double]) -> PredictorBlock {
    PredictorBlock(
      target.name, values: values, levelCount: target.levels?.count, canBeNotAsked: target.canBeNotAsked)
  }

  /// Starts a variable with answers drawn by their weights.
  private mutating func drawFromMargin(_ position: Int) {
    let target = plan.targets[position]
    guard !target.missing.isEmpty else { return }
    let streams = ImputationStreams(seed: seed, imputation: imputation, iteration: 0, variable: position)
    let rows = target.observed.filter { plan.design.weights[$0] > 0 }
    let donors = Donors(
      predictions: rows.map { _ in 0 }, answers: rows.map { target.values[$0] },
      weights: rows.map { plan.design.weights[$0] })
    for row in target.missing {
      var stream = streams.record(plan.placeOfRow[row])
      values[position][row] = donors.draw(near: 0, from: &stream)
    }
  }

  /// Draws a variable given all others, with parameters from a bootstrap sample of the primary units.
  private mutating func draw(_ position: Int, iteration: Int) throws(ImputationError) {
    let plan = self.plan
    let target = plan.targets[position]
    let streams = ImputationStreams(seed: seed, imputation: imputation, iteration: iteration, variable: position)
    let factors = streams.unitFactors(of: plan.design.structure.stages[0])
    let weightOfRow: (Int) -> Double = { plan.design.weights[$0] * factors[plan.unitOfRow[$0]] }
    let rows = target.observed.filter { weightOfRow($0) > 0 }
    guard !rows.isEmpty else { throw .noObservedValue(target.name) }
    let weights = rows.map(weightOfRow)
    let predictors = blocks.indices.filter { $0 != position }.map { blocks[$0] } + plan.fixed
    let recipients = try recipients(of: target, at: position)
    switch target.method {
    case .predictiveMeanMatching:
      let columns = StandardizedPredictors(predictors, rows: rows, weights: weights)
      let answers = rows.map { target.values[$0] }
      guard let coefficients = try? LinearRegression.coefficients(of: answers, on: columns, weights: weights) else {
        throw .didNotConverge(target.name)
      }
      let donors = Donors(
        predictions: rows.map { columns.linearPredictor(coefficients, row: $0) }, answers: answers, weights: weights)
      for row in recipients {
        var stream = streams.record(plan.placeOfRow[row])
        values[position][row] = donors.draw(
          near: columns.linearPredictor(coefficients, row: row), from: &stream)
      }
    case .logistic:
      guard
        let logits = SequentialLogits(
          of: target.values, levelCount: target.levels?.count ?? 0, on: predictors, rows: rows, weights: weights)
      else { throw .didNotConverge(target.name) }
      for row in recipients {
        var stream = streams.record(plan.placeOfRow[row])
        values[position][row] = logits.draw(row: row, from: &stream)
      }
    }
    blocks[position] = block(of: target, values[position])
  }

  /// The records that a value is drawn for; those that the completed answers say were not asked lose theirs.
  private mutating func recipients(of target: ImputationTarget, at position: Int) throws(ImputationError) -> [Int] {
    guard let condition = target.condition else { return target.missing }
    let data = try plan.completedData(values)
    let isAsked = try reading { () throws(MicrodataError) in try condition.rows(in: data) }
    for row in target.missing where !isAsked[row] { values[position][row] = .nan }
    return target.missing.filter { isAsked[$0] }
  }
}
