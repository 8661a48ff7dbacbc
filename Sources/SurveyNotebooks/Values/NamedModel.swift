internal import ReportDocuments
internal import SurveyEstimates
internal import SurveyImputation
internal import SurveyMicrodata
internal import SurveyModels
internal import SurveyQuestions

/// A model that was fitted, with what its tables and the numbers adjusted by it need.
struct NamedModel: Sendable {
  let family: ModelFamily
  let counts: FitCounts
  /// What the numbers of the rows are; nil for coefficients.
  let ratioKind: RatioKind?
  let rows: [ModelRow]
  /// The test of each term that can be tested.
  let tests: [TermTest]
  /// Why a term cannot be tested.
  let untested: [String]
  /// Whether each term has one coefficient for all thresholds; none of a model without, and nil where that cannot be tested.
  let parallelLines: [WaldTest]?
  private let model: FittedModel

  /// Takes over a model; of a penalised one the terms are tested by their likelihood ratio.
  init(_ model: FittedModel, of question: ModelQuestion) throws(ModelError) {
    self.model = model
    family = question.family
    ratioKind = model.ratioKind
    let fit = model.fit
    let isOfRatios = ratioKind != nil
    rows = isOfRatios ? try model.ratios().map { ModelRow($0) } : fit.coefficients.map { ModelRow($0) }
    (tests, untested) = fit.tests(question.isPenalized ? .likelihoodRatio : .wald)
    switch model {
    case .means(let fit):
      counts = FitCounts(fit.unweightedCount, missing: fit.missingCount, degreesOfFreedom: fit.degreesOfFreedom)
      parallelLines = []
    case .levels(let fit):
      counts = FitCounts(fit.unweightedCount, missing: fit.missingCount, degreesOfFreedom: fit.degreesOfFreedom)
      // Two levels have one threshold, and nothing to be parallel to.
      parallelLines = family == .ordinal && fit.outcomeLevels.count > 2 ? try? fit.parallelLinesTests() : []
    case .times(let fit):
      counts = FitCounts(fit.unweightedCount, missing: fit.missingCount, degreesOfFreedom: fit.degreesOfFreedom)
      parallelLines = []
    }
  }

  /// Whether the mean of the outcome is a share.
  var isOfShares: Bool {
    guard case .means(let fit) = model else { return true }
    if case .binary = fit.model.outcome { return true }
    return false
  }

  /// What the model predicts: of several levels the share of those up to one, or of some.
  func averagePredictions(upTo last: String?, ofLevels levels: [String]) throws(ModelError) -> AveragePredictions? {
    switch model {
    case .means(let fit): fit.averagePredictions
    case .levels(let fit):
      if let last { try fit.averagePredictions(upTo: last) } else { try fit.averagePredictions(ofLevels: levels) }
    case .times: nil
    }
  }
}

/// What a table and a sentence say of one coefficient, or of e to its power.
struct ModelRow: Measured {
  let term: String
  let modelTerm: String
  let levels: [DomainLevel]
  /// The level of the outcome that it belongs to, where its name does not say it.
  let outcomeLevel: String?
  let number: MeasuredNumber
  /// Whether this is the level that the others of the term are compared with.
  let isReference: Bool

  init(_ ratio: OddsRatio) {
    (term, modelTerm, levels, number, isReference) = (
      ratio.term, ratio.modelTerm, ratio.levels, ratio.number, ratio.isReference
    )
    outcomeLevel = ratio.outcomeLevel
  }

  init(_ coefficient: Coefficient) {
    (term, modelTerm, levels, number, isReference) = (
      coefficient.term, coefficient.modelTerm, coefficient.levels, coefficient.number, false
    )
    outcomeLevel = coefficient.outcomeLevel
  }
}

/// The records and degrees of freedom behind a fit.
struct FitCounts: Sendable {
  let unweightedCount: Int
  let missingCount: Int
  let degreesOfFreedom: Int

  init(_ unweightedCount: Int, missing missingCount: Int, degreesOfFreedom: Int) {
    (self.unweightedCount, self.missingCount, self.degreesOfFreedom) = (unweightedCount, missingCount, degreesOfFreedom)
  }
}

/// How the means that a model adjusts are written: shares in per cent, their changes in percentage points.
struct AdjustedForm: Sendable {
  let isOfShares: Bool
  let decimals: Int

  var mean: NumberFormat { isOfShares ? .percentage(decimals: decimals) : .number(decimals: decimals) }
  var change: NumberFormat { isOfShares ? .percentagePoints(decimals: decimals) : .number(decimals: decimals) }
}

/// The predictive margins of a model, with the words for their table.
struct FittedMargins {
  let counts: FitCounts
  let margins: PredictiveMargins
  let variable: String
  let reference: String
  let form: AdjustedForm
}

/// The average marginal effects of a model.
struct FittedEffects {
  let counts: FitCounts
  let effects: AverageMarginalEffects
  let form: AdjustedForm
}

/// The part of an outcome that goes together with an exposure, by a model.
struct FittedFraction {
  let counts: FitCounts
  let fraction: AttributableFraction
  /// The columns of the exposure.
  let exposures: [String]
  let form: AdjustedForm
  /// How the number of people is written.
  let peopleFormat: NumberFormat
}

/// The adjusted shares or means over the doses of an exposure, with their trend.
struct FittedDoses {
  let counts: FitCounts
  let response: DoseResponse
  let variable: String
  let form: AdjustedForm
}
