private import Foundation
internal import SurveyDesigns
public import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyNumerics

/// How well a model's predictor puts yes above no: the area under the receiver operating characteristic.
public struct RankArea: Measured, Hashable {
  /// The share of the weight of all pairs of a yes and a no in which the yes has the larger predictor; ties are half.
  public let number: MeasuredNumber
  /// The degrees of freedom of the interval: those of the design.
  public var degreesOfFreedom: Int { Int(number.degreesOfFreedom) }
  /// The interval, symmetric on the logit scale.
  public var confidenceInterval: ConfidenceInterval { number.intervalOfFit }
}

extension ModelFit {
  /// Returns the weighted area under the receiver operating characteristic of a yes-or-no outcome.
  ///
  ///     A = Σᵢ Σⱼ wᵢwⱼ ([ηᵢ > ηⱼ] + [ηᵢ = ηⱼ]/2) / W₁W₀   over i with yes and j with no
  ///
  /// The influence of a yes is (its share of the no that it is above − A)/W₁ and that of a no likewise, for predictors as
  /// they are (Yao, Li and Graubard 2015); under replicate weights each replicate has its own predictors. Predictors
  /// tie where they agree to 12 digits. R has no such function; WeightedROC gives the same area without its error.
  ///
  /// - Parameter level: the probability with which the interval covers; without one, that of the fit.
  /// - Returns: the area with its standard error and interval.
  /// - Throws: `ModelError.onlyBinomial` for another family.
  public func rankArea(level: Double? = nil) throws(ModelError) -> RankArea {
    let level = level ?? self.level
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    guard model.family == .binomial else { throw .onlyBinomial(family: model.family) }
    let ranked = RankedOutcomes(likelihood, at: scaledCoefficients)
    let value = ranked.area
    let replicated = replicates?.covariance(around: [value]) { likelihood, coefficients in
      [RankedOutcomes(likelihood, at: coefficients).area]
    }
    let influence = ranked.influence(of: design.data.rowCount)
    let sandwich = try ParameterCovariance(
      scores: .ofRecords([influence]), multiplier: nil, of: design, parameterCount: 1, replicated: replicated)
    let standardError = sandwich.covariance[0, 0].squareRoot()
    let t = StudentTInterval(degreesOfFreedom: sandwich.degreesOfFreedom, level: level)
    return RankArea(
      number: t.number(value, standardError: standardError, family: .binomial))
  }
}

/// The outcomes of the complete records in the order of their predictors.
private struct RankedOutcomes {
  /// A record with what it says.
  private struct Outcome {
    let row: Int
    let weight: Double
    let isTrue: Bool
    let predictor: Double
  }

  private let outcomes: [Outcome]
  private let trueWeight: Double
  private let falseWeight: Double
  /// The share of the weight of the other outcome that each record is on the right side of.
  private let wins: [Double]

  init(_ likelihood: Likelihood, at coefficients: [Double]) {
    let predictors = likelihood.predictors(at: coefficients)
    let outcomes = zip(likelihood.frame.rows, predictors)
      .map { row, predictor in
        Outcome(
          row: Int(row), weight: likelihood.weights[Int(row)], isTrue: likelihood.response.end(ofRow: row) == .upper,
          predictor: predictor.rounded(toDigits: 12))
      }
      .sorted { ($0.predictor, $0.row) < ($1.predictor, $1.row) }
    let trueWeight = outcomes.reduce(0) { $1.isTrue ? $0 + $1.weight : $0 }
    let falseWeight = outcomes.reduce(0) { $1.isTrue ? $0 : $0 + $1.weight }
    var wins = [Double](repeating: 0, count: outcomes.count)
    var (falseBelow, trueBelow, start) = (0.0, 0.0, 0)
    while start < outcomes.count {
      let end = outcomes[start...].firstIndex { $0.predictor != outcomes[start].predictor } ?? outcomes.count
      let tied = outcomes[start..<end]
      let trueTied = tied.reduce(0) { $1.isTrue ? $0 + $1.weight : $0 }
      let falseTied = tied.reduce(0) { $1.isTrue ? $0 : $0 + $1.weight }
      for i in start..<end {
        wins[i] =
          outcomes[i].isTrue
          ? (falseBelow + falseTied / 2) / falseWeight : (trueWeight - trueBelow - trueTied / 2) / trueWeight
      }
      (falseBelow, trueBelow, start) = (falseBelow + falseTied, trueBelow + trueTied, end)
    }
    (self.outcomes, self.trueWeight, self.falseWeight, self.wins) = (outcomes, trueWeight, falseWeight, wins)
  }

  var area: Double {
    zip(outcomes, wins).reduce(0) { $1.0.isTrue ? $0 + $1.0.weight * $1.1 : $0 } / trueWeight
  }

  /// The influence of each record of the data on the area; not a number where it is not complete.
  func influence(of rowCount: Int) -> [Double] {
    let area = self.area
    var influence = [Double](repeating: .nan, count: rowCount)
    for (outcome, share) in zip(outcomes, wins) {
      influence[outcome.row] = (share - area) / (outcome.isTrue ? trueWeight : falseWeight)
    }
    return influence
  }
}
