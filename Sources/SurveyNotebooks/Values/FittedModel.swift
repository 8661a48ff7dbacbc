internal import ReportDocuments
internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyModels

/// A model that was fitted, with what its tables and the numbers adjusted by it need.
struct FittedModel: Sendable {
  /// The kinds of model that a notebook knows.
  enum Family: String, CaseIterable {
    /// A yes-or-no outcome by logits.
    case logistic
    /// An outcome of ordered levels or whole numbers by proportional odds.
    case ordinal
  }

  let family: Family
  let counts: FitCounts
  let oddsRatios: [OddsRatio]
  /// The test of each term that can be tested.
  let tests: [TermProbability]
  /// Whether each term has one coefficient for all thresholds; none of a logistic model, and nil where that cannot be
  /// tested.
  let parallelLines: [WaldTest]?
  /// What the model predicts: of an ordinal one the share of the levels up to a given one.
  let averagePredictions: @Sendable (_ upTo: String?) throws(ModelError) -> AveragePredictions
}

/// The probability of the test that all coefficients of a term are 0.
struct TermProbability: Sendable {
  let term: String
  let pValue: Double
}

/// The records and degrees of freedom behind a fit.
struct FitCounts: Sendable {
  let unweightedCount: Int
  let missingCount: Int
  let degreesOfFreedom: Int
}

extension FittedModel {
  init(_ fit: ModelFit) throws(ModelError) {
    self.init(
      family: .logistic,
      counts: FitCounts(
        unweightedCount: fit.unweightedCount, missingCount: fit.missingCount, degreesOfFreedom: fit.degreesOfFreedom),
      oddsRatios: try fit.oddsRatios(), tests: try fit.termProbabilities(), parallelLines: [],
      averagePredictions: { _ throws(ModelError) in fit.averagePredictions })
  }

  init(_ fit: CategoricalFit) throws(ModelError) {
    self.init(
      family: .ordinal,
      counts: FitCounts(
        unweightedCount: fit.unweightedCount, missingCount: fit.missingCount, degreesOfFreedom: fit.degreesOfFreedom),
      oddsRatios: try fit.oddsRatios(), tests: try fit.termProbabilities(),
      // Two levels have one threshold, and nothing to be parallel to.
      parallelLines: fit.outcomeLevels.count > 2 ? try? fit.parallelLinesTests() : [],
      averagePredictions: { upTo throws(ModelError) in
        try fit.averagePredictions(upTo: upTo ?? fit.outcomeLevels[0])
      })
  }
}

/// The predictive margins of a model, with the words for their table.
struct FittedMargins {
  let counts: FitCounts
  let margins: PredictiveMargins
  let variable: String
  let reference: String
  let decimals: Int
}

/// The average marginal effects of a model.
struct FittedEffects {
  let counts: FitCounts
  let effects: AverageMarginalEffects
  let decimals: Int
}

/// The part of an outcome that goes together with an exposure, by a model.
struct FittedFraction {
  let counts: FitCounts
  let fraction: AttributableFraction
  /// The columns of the exposure.
  let exposures: [String]
  let decimals: Int
  /// How the number of people is written.
  let peopleFormat: NumberFormat
}

/// The adjusted shares over the doses of an exposure, with their trend.
struct FittedDoses {
  let counts: FitCounts
  let response: DoseResponse
  let variable: String
  let decimals: Int
}

extension ModelFit {
  /// Wald's tests of the terms, of a penalised fit those of its likelihood ratio; none of a term that cannot be tested.
  fileprivate func termProbabilities() throws(ModelError) -> [TermProbability] {
    try tested(model.terms.names) { name throws(ModelError) in
      model.penalty == nil ? try waldTest(of: name).pValue : try likelihoodRatioTest(of: name).pValue
    }
  }
}

extension CategoricalFit {
  /// Wald's tests of the terms; none of a term that cannot be tested.
  fileprivate func termProbabilities() throws(ModelError) -> [TermProbability] {
    try tested(termNames) { name throws(ModelError) in try waldTest(of: name).pValue }
  }
}

/// Tests terms, without those that rest on what does not vary: a model that stands does not fall with a test.
private func tested(
  _ terms: [String], _ probability: (String) throws(ModelError) -> Double
) throws(ModelError) -> [TermProbability] {
  var tests: [TermProbability] = []
  for term in terms {
    do throws(ModelError) {
      tests.append(TermProbability(term: term, pValue: try probability(term)))
    } catch .unknownVariance {
      continue
    }
  }
  return tests
}
