internal import SurveyDesigns
internal import SurveyNumerics

/// A model fitted again with the weights of every replicate of a design.
struct ReplicateFits<Likelihood: ModelLikelihood>: Sendable {
  private let design: SurveyDesign
  private let replicates: ReplicateWeights
  private let likelihood: Likelihood
  /// The parameters in each replicate, of the scaled and centred columns.
  let parameters: [[Double]]

  /// Fits the model to each replicate, starting at the parameters of the full sample.
  ///
  /// - Throws: `ModelError.replicate` with the first replicate that has no finite, unique estimate.
  init(
    _ likelihood: Likelihood, of design: SurveyDesign, replicates: ReplicateWeights, from start: [Double],
    iterationLimit: Int
  ) throws(ModelError) {
    self.design = design
    self.replicates = replicates
    self.likelihood = likelihood
    let results = Self.map(likelihood, of: design, replicates) { replicate, likelihood in
      Result { () throws(ModelError) in
        try likelihood.maximized(iterationLimit: iterationLimit, startingAt: start).parameters
      }
    }
    var parameters: [[Double]] = []
    for (replicate, result) in results.enumerated() {
      do { parameters.append(try result.get()) } catch { throw .replicate(replicate + 1, error) }
    }
    self.parameters = parameters
  }

  /// The covariance of the parameters.
  func covariance(around estimates: [Double]) -> Matrix { covariance(of: parameters, around: estimates) }

  /// Returns the covariance of quantities that follow from the parameters and the weights of a replicate.
  func covariance(
    around estimates: [Double],
    of quantities: @Sendable (_ likelihood: Likelihood, _ parameters: [Double]) -> [Double]
  ) -> Matrix {
    let values = Self.map(likelihood, of: design, replicates) { replicate, likelihood in
      quantities(likelihood, parameters[replicate])
    }
    return covariance(of: values, around: estimates)
  }

  private func covariance(of values: [[Double]], around estimates: [Double]) -> Matrix {
    let deviations = values.map { zip($0, estimates).map { $0 - $1 } }
    var sums = ReplicateDeviations(replicates, columnCount: estimates.count)
    for (replicate, row) in deviations.enumerated() { sums.add(row[...], ofReplicate: replicate) }
    return sums.covariance { body in
      for (replicate, row) in deviations.enumerated() { body(replicate, row[...]) }
    }
  }

  /// Runs a closure with the likelihood of each replicate; each thread holds the weights of one.
  private static func map<Value: Sendable>(
    _ likelihood: Likelihood, of design: SurveyDesign, _ replicates: ReplicateWeights,
    _ body: @Sendable (_ replicate: Int, _ likelihood: Likelihood) -> Value
  ) -> [Value] {
    let work: @Sendable (Int) -> Value = { replicate in
      body(replicate, likelihood.reweighted(by: design.weights(ofReplicate: replicate)))
    }
    if let width = likelihood.width { return FixedOrder.map(blockCount: replicates.count, width: width, work) }
    return FixedOrder.map(blockCount: replicates.count, work)
  }
}
