public import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyNumerics

/// The value of a covariate that a prediction is made at.
public enum CovariateValue: Sendable, Hashable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByStringLiteral
{
  /// A number.
  case number(Double)
  /// The name of a level.
  case level(String)

  /// Creates a number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// Creates a number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  /// Creates a level.
  public init(stringLiteral value: String) { self = .level(value) }
}

/// The fitted mean at one set of covariates.
public struct Prediction: Measured {
  /// The mean, of a yes-or-no outcome a probability, with μ′ times the standard error of the linear predictor.
  public let number: MeasuredNumber
  /// The degrees of freedom of the interval.
  public var degreesOfFreedom: Int { Int(number.degreesOfFreedom) }
  /// The interval, symmetric on the scale of the linear predictor.
  public var confidenceInterval: ConfidenceInterval { number.intervalOfFit }
}

extension ModelFit {
  /// Returns the fitted probability at given values of all covariates, as `prediction(at:level:)` does.
  public func predictedProbability(
    at values: [String: CovariateValue], level: Double = 0.95
  ) throws(ModelError) -> Prediction {
    try prediction(at: values, level: level)
  }

  /// Returns the fitted mean at given values of all covariates, those of offsets included.
  ///
  /// The same as R `predict(fit, newdata, type = "response")`.
  ///
  /// - Throws: `ModelError.missingCovariate`, `ModelError.unknownLevel` with the nearest, or
  ///   `ModelError.notCategorical` where a level is given for a number.
  public func prediction(
    at values: [String: CovariateValue], level: Double = 0.95
  ) throws(ModelError) -> Prediction {
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    let row = try likelihood.columns.row(at: values, frame: likelihood.frame)
    let predictor = zip(row, scaledCoefficients).reduce(0) { $0 + $1.0 * $1.1 } + (try offset(at: values))
    let standardError = unknown?.touch(row) == true ? .nan : scaledCovariance.standardError(along: row)
    let half = StudentTInterval(degreesOfFreedom: degreesOfFreedom, level: level).multiplier * standardError
    var means = [predictor, predictor - half, predictor + half]
    likelihood.response.replaceByMeans(&means, count: 3)
    var slope = [standardError]
    likelihood.response.multiplyByMeanDerivatives(&slope, predictor: [predictor], count: 1)
    return Prediction(
      number: MeasuredNumber(
        means[0], standardError: abs(slope[0]), degreesOfFreedom: Double(degreesOfFreedom),
        confidenceInterval: ConfidenceInterval(
          method: model.link == .logit ? .logit : .wald, level: level, lower: min(means[1], means[2]),
          upper: max(means[1], means[2])),
        scale: model.link == .logit ? .share(.logit) : .number))
  }

  /// The offset at given values of its numbers.
  private func offset(at values: [String: CovariateValue]) throws(ModelError) -> Double {
    var sum = 0.0
    for variable in model.terms.offsets {
      guard case .number(let number) = values[variable.columnName] else {
        throw .missingCovariate(variable.columnName)
      }
      sum += variable.value(of: number)
    }
    return sum
  }
}

extension ModelColumns {
  /// The row of the scaled and centred design matrix at given values of the covariates.
  func row(at values: [String: CovariateValue], frame: ModelFrame) throws(ModelError) -> [Double] {
    var codes: [Int32] = []
    var numbers: [Double] = []
    for covariate in frame.covariates {
      guard let value = values[covariate.name] ?? values[covariate.variable.columnName] else {
        throw .missingCovariate(covariate.name)
      }
      switch (covariate.values, value) {
      case (.numbers, .number(let number)):
        numbers.append(
          try covariate.levelValues.isEmpty
            ? covariate.value(of: number) : covariate.value(ofLevel: levelName(of: number), in: frame))
        codes.append(0)
      case (.numbers, .level(let level)):
        guard !covariate.levelValues.isEmpty else { throw .notCategorical(covariate.name) }
        numbers.append(try covariate.value(ofLevel: level, in: frame))
        codes.append(0)
      case (.levels(_, let names), _):
        let name = value.levelName
        guard let code = names.firstIndex(of: name) else {
          throw .unknownLevel(name, term: covariate.name, nearest: covariate.nearestLevel(to: name))
        }
        numbers.append(1)
        codes.append(Int32(code))
      }
    }
    var row = [Double](repeating: 0, count: count + 1)
    row[0] = 1
    for term in pieces {
      let cell = term.factors.reduce(0) { $0 + codes[$1.covariate] * $1.stride }
      row[Int(term.columnOfCell[Int(cell)])] = term.numbers.reduce(1) { product, number in
        product * (numbers[number.covariate] * number.scale - number.shift)
      }
    }
    return [Double](row.dropLast())
  }
}

extension CovariateValue {
  /// The name of the level, which may be a number.
  var levelName: String {
    switch self {
    case .number(let number): SurveyMicrodata.levelName(of: number)
    case .level(let name): name
    }
  }
}

extension Covariate {
  /// The value of a column of contrasts at a level.
  fileprivate func value(ofLevel level: String, in frame: ModelFrame) throws(ModelError) -> Double {
    for covariate in frame.covariates where covariate.variable == variable {
      guard case .levels(_, let names) = covariate.values else { continue }
      guard let code = names.firstIndex(of: level) else {
        throw .unknownLevel(level, term: name, nearest: covariate.nearestLevel(to: level))
      }
      return levelValues[code]
    }
    return 0
  }
}
