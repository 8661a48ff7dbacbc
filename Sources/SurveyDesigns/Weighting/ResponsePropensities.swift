package import SurveyMicrodata
internal import SurveyNumerics

/// The fitted probabilities that records answered, with their mean and how far they spread.
///
/// With p from the regression of ``SurveyDesign/adjustedForNonresponse(_:propensityOn:classes:)``, the mean is
/// p̄ = Σwp/Σw and the spread S² = Σw(p − p̄)²/Σw.
package struct ResponsePropensities: Sendable {
  private let model: PropensityModel
  private let weights: [Double]
  private let fit: PropensityModel.Fit
  private let inverse: Matrix
  /// p̄.
  package let mean: Double
  /// S².
  package let spread: Double

  fileprivate init(_ model: PropensityModel, weights: [Double]) throws(DesignError) {
    self.model = model
    self.weights = weights
    fit = try model.fitted(weights: weights)
    inverse = try model.information(fit)
    let probabilities = fit.probabilities
    let total = weights.reduce(0, +)
    let mean = zip(weights, probabilities).reduce(0) { $0 + $1.0 * $1.1 } / total
    self.mean = mean
    spread = zip(weights, probabilities).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) } / total
  }

  /// Returns the propensities that other weights give, found from these on.
  package func refitted(weights: [Double]) throws(DesignError) -> ResponsePropensities {
    var model = model
    model.start = fit.coefficients
    return try ResponsePropensities(model, weights: weights)
  }

  /// How much of the spread the sample adds to that of the population.
  ///
  /// With n = (Σw)²/Σw² and V = A⁻¹(Σw²p(1 − p)xxᵀ)A⁻¹, A = Σwp(1 − p)xxᵀ, the covariance of the coefficients given the
  /// sample, it is tr(V Σw z zᵀ)/Σw − (1/n − 1/Σw)S² with z = p(1 − p)x.
  package var bias: Double {
    let information = fit.informationWeights
    func product(_ weight: (Int) -> Double) -> Matrix {
      model.variables.crossProduct(with: model.variables, weights: weights.indices.map(weight))
    }
    let meat = product { weights[$0] * information[$0] }
    let squares = product { weights[$0] > 0 ? information[$0] * information[$0] / weights[$0] : 0 }
    let trace = (inverse * (meat * (inverse * squares))).diagonal.reduce(0, +)
    let total = weights.reduce(0, +)
    let inverseCount = weights.reduce(0) { $0 + $1 * $1 } / (total * total)
    return trace / total - (inverseCount - 1 / total) * spread
  }

  /// The influence of each record on S²: ((p − p̄)² − S² + (r − p) xᵀA⁻¹ Σ2w(p − p̄)p(1 − p)x)/Σw.
  package var influenceOnSpread: [Double] {
    let deviations = fit.probabilities.map { $0 - mean }
    let gradient = model.variables.sums(
      weights: zip(fit.informationWeights, deviations).map { 2 * $0 * $1 })
    let slopes = model.variables.predictor(inverse * gradient)
    let total = weights.reduce(0, +)
    return weights.indices.map { row in
      let residual = (model.isMember[row] ? 1 : 0) - fit.probabilities[row]
      return (deviations[row] * deviations[row] - spread + residual * slopes[row]) / total
    }
  }
}

extension SurveyDesign {
  /// Fits the probability that a record of the domain answered.
  package func responsePropensities(
    of response: Binary, on predictors: [WeightingPredictor]
  ) throws(DesignError) -> ResponsePropensities {
    let (values, isMember) = try membership(response, predictors) { _ in true }
    let model = PropensityModel(
      variables: values.variables, labels: values.labels, isMember: isMember, form: .response, classCount: nil,
      keepsOthers: false, start: [Double](repeating: 0, count: values.variables.columnCount))
    return try ResponsePropensities(model, weights: domainWeights)
  }

  /// The weights of the records in the domain, 0 for all others.
  var domainWeights: [Double] { inDomain(weights) }

  /// Returns weights with 0 for the records that are not in the domain.
  package func inDomain(_ weights: [Double]) -> [Double] {
    domain.map { zip(weights, $0).map { $1 ? $0 : 0 } } ?? weights
  }
}
