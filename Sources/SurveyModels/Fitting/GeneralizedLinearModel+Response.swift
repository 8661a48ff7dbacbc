/// The response of an outcome under a family and link.
extension GeneralizedLinearModel {
  /// Returns the response of the outcome under the family and link.
  ///
  /// - Throws: `ModelError` where the family has no such outcome, or there is nothing to explain.
  func response(to values: OutcomeValues, in frame: ModelFrame, weights: [Double]) throws(ModelError) -> any Response {
    switch (family, values) {
    case (.binomial, .binary(let codes)):
      let trueCount = frame.rows.count { codes[Int($0)] == 1 }
      guard trueCount > 0, trueCount < frame.rows.count else {
        throw .outcomeWithoutVariation(outcome: outcome.name, isTrue: trueCount > 0)
      }
      return link == .logit ? LogitResponse(outcome: codes) : BinaryResponse(outcome: codes, link: link)
    case (.poisson, .binary(let codes)): return try numberResponse(codes.map { Double($0) }, frame, weights)
    case (.gaussian, .numbers(let numbers)), (.poisson, .numbers(let numbers)), (.gamma, .numbers(let numbers)),
      (.negativeBinomial, .numbers(let numbers)):
      return try numberResponse(numbers, frame, weights)
    case (_, .binary), (.binomial, _): throw .wrongKindOfOutcome(outcome: outcome.name, family: family)
    }
  }

  private func numberResponse(
    _ numbers: [Double], _ frame: ModelFrame, _ weights: [Double]
  ) throws(ModelError) -> any Response {
    if case .negativeBinomial(let theta?) = family {
      guard theta > 0, theta.isFinite else { throw .invalidTheta(theta) }
    }
    let outsideCount = frame.rows.count { !family.hasOutcome(numbers[Int($0)]) }
    guard outsideCount == 0 else {
      throw .outcomeOutsideFamily(outcome: outcome.name, family: family, count: outsideCount)
    }
    let first = numbers[Int(frame.rows[0])]
    guard frame.rows.contains(where: { numbers[Int($0)] != first }) else { throw .constantOutcome(outcome.name) }
    return NumberResponse(outcome: numbers, family: family, link: link, rows: frame.rows, weights: weights)
  }
}

extension ResponseFamily {
  /// Whether an outcome has a probability under the family.
  fileprivate func hasOutcome(_ value: Double) -> Bool {
    switch self {
    case .binomial: value == 0 || value == 1
    case .gaussian: value.isFinite
    case .poisson: value >= 0 && value.isFinite
    case .negativeBinomial: value >= 0 && value.isFinite && value == value.rounded()
    case .gamma: value > 0 && value.isFinite
    }
  }
}
