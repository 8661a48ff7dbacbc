internal import Foundation
internal import SurveyMicrodata
internal import SurveyNumerics

/// A weighted logistic regression of which records are members, and what it makes of their weights.
///
/// With p = 1/(1 + e^(−xᵀβ)) and r for members, β solves Σ (a − b p) x = 0:
///
/// * response: a = wr, b = w, so that members stand for all with the factor 1/p;
/// * participation: a = wr, b = w(1 − r), with 1/p, where the others are a sample of the population from which members
///   came (Chen, Li and Wu 2020, equation 3);
/// * odds: a = wr, b = w, with (1 − p)/p: the others again, against whom membership is an odds (Elliott and Valliant 2017;
///   Wang, Valliant and Li 2021).
struct PropensityModel: Sendable {
  enum Form: Sendable { case response, participation, odds }

  let variables: AuxiliaryVariables
  let labels: [ControlLabel]
  let isMember: [Bool]
  let form: Form
  /// The number of classes of equal weight whose members stand for all in it; nil for the factors of each record.
  let classCount: Int?
  /// Whether others keep their weights, for a later step.
  let keepsOthers: Bool
  /// Where the search starts.
  var start: [Double]

  /// The fit at one set of coefficients.
  struct Fit {
    let coefficients: [Double]
    /// p of each item.
    let probabilities: [Double]
    /// a − bp.
    let scoreWeights: [Double]
    /// bp(1 − p), the weights of the information.
    let informationWeights: [Double]
  }

  /// Fits the regression by Newton's method.
  ///
  /// - Throws: `DesignError` where nobody is a member, the search does not converge, or someone could not be a member.
  func fitted(weights: [Double]) throws(DesignError) -> Fit {
    guard weights.indices.contains(where: { isMember[$0] && weights[$0] > 0 }),
      form == .response || weights.indices.contains(where: { !isMember[$0] && weights[$0] > 0 })
    else { throw .propensityOfOneKind }
    var fit = fit(start, weights)
    var previous = Double.infinity
    for iteration in 0...50 {
      let score = variables.sums(weights: fit.scoreWeights)
      let sizes = variables.absoluteSums(weights: sizes(fit, weights))
      let misfits = zip(score, sizes).map { $1 > 0 ? abs($0) / $1 : 0 }
      let worst = misfits.indices.max { misfits[$0] < misfits[$1] } ?? 0
      if misfits[worst] <= 1e-13 || (misfits[worst] <= 1e-11 && misfits[worst] > previous / 2) {
        guard !leavesOut(fit, weights) else { throw .propensityOfZero }
        return fit
      }
      previous = misfits[worst]
      guard iteration < 50, let next = try stepped(from: fit, score: score, weights) else {
        guard !leavesOut(fit, weights) else { throw .propensityOfZero }
        throw .propensityDidNotConverge(
          iterations: iteration, predictor: labels[worst].margin, level: labels[worst].level)
      }
      fit = next
    }
    return fit
  }

  /// Whether the probability of a record went to 0.
  private func leavesOut(_ fit: Fit, _ weights: [Double]) -> Bool {
    weights.indices.contains { weights[$0] > 0 && fit.probabilities[$0] < 1e-9 }
  }

  /// The fit after one Newton step, halved until the slope along it has not turned to more than half of what it was.
  private func stepped(from fit: Fit, score: [Double], _ weights: [Double]) throws(DesignError) -> Fit? {
    let step = try information(fit) * score
    let before = zip(score, step).reduce(0) { $0 + $1.0 * $1.1 }
    guard before > 0 else { return nil }
    var length = 1.0
    for _ in 0..<60 {
      let next = self.fit(zip(fit.coefficients, step).map { $0 + length * $1 }, weights)
      let after = zip(variables.sums(weights: next.scoreWeights), step).reduce(0) { $0 + $1.0 * $1.1 }
      if after >= -before / 2 { return next }
      length /= 2
    }
    return nil
  }

  /// The inverse of Σ bp(1 − p) xxᵀ.
  func information(_ fit: Fit) throws(DesignError) -> Matrix {
    do {
      return try generalizedInverse(of: variables.crossProduct(with: variables, weights: fit.informationWeights))
    } catch {
      throw .numerics(error)
    }
  }

  /// The fit at coefficients.
  func fit(_ coefficients: [Double], _ weights: [Double]) -> Fit {
    var probabilities = variables.predictor(coefficients)
    logistic(&probabilities)
    let others = form == .participation
    return Fit(
      coefficients: coefficients, probabilities: probabilities,
      scoreWeights: weights.indices.map {
        weights[$0] * (isMember[$0] ? 1 - (others ? 0 : probabilities[$0]) : -probabilities[$0])
      },
      informationWeights: weights.indices.map {
        others && isMember[$0] ? 0 : weights[$0] * probabilities[$0] * (1 - probabilities[$0])
      })
  }

  private func sizes(_ fit: Fit, _ weights: [Double]) -> [Double] {
    weights.indices.map { isMember[$0] ? weights[$0] : weights[$0] * fit.probabilities[$0] }
  }

  /// What the weight of each item is multiplied by.
  func factors(_ fit: Fit, weights: [Double]) throws(DesignError) -> [Double] {
    if classCount != nil {
      guard let factors = classes(fit, weights).factors(weights: weights) else { throw .classWithoutRespondents }
      return factors
    }
    return variables.predictor(fit.coefficients).enumerated().map { item, predictor in
      guard isMember[item] else { return keepsOthers ? 1 : 0 }
      return (form == .odds ? 0 : 1) + exp(-predictor)
    }
  }

  /// The classes of equal weight by the fitted probability; items of one probability are in one class.
  func classes(_ fit: Fit, _ weights: [Double]) -> ResponseCells {
    let count = classCount ?? 1
    let order = weights.indices.filter { weights[$0] > 0 }
      .sorted { (fit.probabilities[$0], $0) < (fit.probabilities[$1], $1) }
    let total = order.reduce(0.0) { $0 + weights[$1] }
    var cells = [Int32](repeating: 0, count: weights.count)
    var (below, position) = (0.0, 0)
    while position < order.count {
      var (end, tied) = (position, 0.0)
      while end < order.count, fit.probabilities[order[end]] == fit.probabilities[order[position]] {
        tied += weights[order[end]]
        end += 1
      }
      // A class holds those of whom the middle lies in its part of the weight.
      let cell = min(count - 1, Int((below + tied / 2) / total * Double(count)))
      for item in order[position..<end] { cells[item] = Int32(cell) }
      below += tied
      position = end
    }
    return ResponseCells(cellOfItem: cells, responds: isMember, count: count)
  }

  /// The model of items that share all values and membership, with the item of each record; nil where one is a number.
  func profiles() -> (model: PropensityModel, itemOfRow: IdentifierCodes)? {
    guard let (variables, isMember, items) = variables.profiles(within: isMember) else { return nil }
    let model = PropensityModel(
      variables: variables, labels: labels, isMember: isMember, form: form, classCount: classCount,
      keepsOthers: keepsOthers, start: start)
    return (model, items)
  }
}

extension AuxiliaryVariables {
  /// The variables of items that share all values and a mark; nil where a variable is a number.
  func profiles(
    within marks: [Bool]
  ) -> (variables: AuxiliaryVariables, marks: [Bool], itemOfRow: IdentifierCodes)? {
    guard let (profiles, profileOfRow) = profiles() else { return nil }
    let items = IdentifierCodes(
      combining: [(profileOfRow.codes, profileOfRow.count), (marks.map { $0 ? 1 : 0 }, 2)], rowCount: marks.count)
    let profileOfItem = items.valueOfEachCode(in: profileOfRow.codes)
    let blocks = profiles.blocks.map { block in
      Block(columnOfItem: profileOfItem.map { block.columnOfItem[Int($0)] }, values: nil)
    }
    return (
      AuxiliaryVariables(blocks: blocks, columnCount: columnCount),
      items.valueOfEachCode(in: marks.map { $0 ? 1 : 0 }).map { $0 == 1 }, items
    )
  }
}
