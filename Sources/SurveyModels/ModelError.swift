public import SurveyDesigns
public import SurveyEstimates
public import SurveyMicrodata
public import SurveyNumerics

/// Why a model cannot be read, fitted or asked something.
///
/// The cases carry facts; `description` turns them into one sentence.
public indirect enum ModelError: Error, Sendable, Equatable {
  /// The records or a variable are at fault.
  case microdata(MicrodataError)
  /// The design is at fault.
  case design(DesignError)
  /// The times and events of an outcome, or the waves of a trend, are at fault.
  case estimation(EstimationError)
  /// A calculation failed.
  case numerics(NumericsError)
  /// The text of a formula cannot be read from a character on, counted from 1.
  case malformedFormula(FormulaProblem, text: String, position: Int)
  /// A formula names an outcome without a level, and the column does not say which level is modelled.
  case outcomeWithoutLevel(column: String)
  /// A name stands for two different covariates in one model.
  case conflictingVariables(String)
  /// An offset is a column of levels.
  case offsetWithoutNumbers(String)
  /// A function of a number has no value in some complete records.
  case undefinedTransformation(term: String, count: Int)
  /// The complete records have too few different numbers for a spline or polynomials.
  case tooFewValues(term: String)
  /// A column holds infinite numbers.
  case infiniteNumbers(column: String, count: Int)
  /// No record of the domain has a positive weight and every variable known.
  case noCompleteRecords(missing: Int)
  /// There are fewer complete records than parameters.
  case tooFewRecords(records: Int, parameters: Int)
  /// The outcome is the same in every complete record.
  case outcomeWithoutVariation(outcome: String, isTrue: Bool)
  /// The outcome is the same number in every complete record.
  case constantOutcome(String)
  /// Complete records have an outcome that the family has no probability for.
  case outcomeOutsideFamily(outcome: String, family: ResponseFamily, count: Int)
  /// The family has another kind of outcome.
  case wrongKindOfOutcome(outcome: String, family: ResponseFamily)
  /// The family is not offered with this link.
  case linkNotOffered(LinkFunction, family: ResponseFamily)
  /// The parameter θ of a negative binomial family is not a positive number.
  case invalidTheta(Double)
  /// The counts vary no more than Poisson ones, so that θ has no maximum.
  case noOverdispersion
  /// Odds and ratios are asked of a model whose link is neither the logit nor the logarithm.
  case linkWithoutRatios(LinkFunction)
  /// The left side of a formula is that of another kind of model.
  case outcomeOfAnotherModel(column: String, wanted: OutcomeForm)
  /// The outcome has the same level in every complete record.
  case outcomeOfOneLevel(outcome: String)
  /// A model compares every level with every other, and there are too many.
  case tooManyOutcomeLevels(outcome: String, found: Int, limit: Int)
  /// The levels of an ordinal outcome are texts whose order nobody stated.
  case levelsWithoutOrder(outcome: String)
  /// The levels that were given an order are not those of the complete records.
  case incompleteOrder(outcome: String, named: Int, levels: Int)
  /// No record has a level of the outcome under the weights of a replicate.
  case emptyOutcomeLevel(level: LevelName)
  /// A term has coefficients for each threshold and a term that it contains has not.
  case ownTermWithoutMargin(term: String, margin: String)
  /// A test of parallel lines was asked of a model without thresholds, or with a single one.
  case linesOfUnordered
  /// A model that is no generalised linear one was given an offset.
  case offsetNotOffered(String)
  /// A model of times has no terms.
  case noTerms
  /// No complete record has the reference level.
  case emptyReference(term: String, level: String)
  /// A covariate has one level in the complete records.
  case singleLevel(term: String, level: LevelName)
  /// No complete record has a combination of levels.
  case emptyCombination(term: String, levels: [DomainLevel])
  /// The outcome is the same in every complete record with a combination of levels.
  case levelWithoutVariation(term: String, levels: [DomainLevel], isTrue: Bool, recordCount: Int, offersPenalty: Bool)
  /// A combination of coefficients tells the outcomes apart, so that they grow without bound.
  case separated(Separation)
  /// A coefficient's column is a combination of those before it.
  case collinear(term: String, with: [String])
  /// The iteration did not reach its end; the gradient is relative to its scale.
  case didNotConverge(iterations: Int, gradient: Double)
  /// The model has no fit in a replicate of the weights, counted from 1.
  case replicate(Int, ModelError)
  /// The design has too few primary units for the parameters.
  case noDegreesOfFreedom(units: Int, strata: Int, parameters: Int)
  /// The covariance of the coefficients of a term has no inverse.
  case singularCovariance(term: String)
  /// The coefficients of a term rest on records that do not vary, so that their variance is unknown.
  case unknownVariance(term: String)
  /// The model has no such term.
  case unknownTerm(String, nearest: String?)
  /// A number whose effect is asked is also an offset.
  case covariateIsOffset(String)
  /// A level of an exposure has no number for its dose.
  case levelWithoutDose(LevelName, term: String)
  /// A trend was asked over fewer than two doses, or over doses of which two are equal.
  case tooFewDoses(term: String)
  /// A covariate that margins or predictions are asked of has no levels, or a number is asked as a level.
  case notCategorical(String)
  /// A covariate has no such level among the complete records.
  case unknownLevel(String, term: String, nearest: String?)
  /// A prediction lacks the value of a covariate.
  case missingCovariate(String)
  /// A criterion needs a deviance that a dispersion does not enter.
  case criterionNotOffered(family: ResponseFamily)
  /// A criterion was asked of a penalised fit, whose likelihood is not at its maximum.
  case criterionOfPenalized
  /// Small-sample errors were asked of a penalised fit or under replicate weights.
  case smallSampleNotOffered
  /// The family is not offered with a penalty under this link.
  case penaltyNotOffered(family: ResponseFamily, link: LinkFunction)
  /// What was asked needs a yes-or-no outcome under the binomial family.
  case onlyBinomial(family: ResponseFamily)
  /// The groups of a test of fit are a single one, or more than the degrees of freedom of the design can tell apart.
  case goodnessWithoutGroups(groups: Int, degreesOfFreedom: Int)
  /// A coefficient of the smaller of two models is not one of the larger.
  case notNested(term: String)
  /// Two models that are compared have other numbers of complete records.
  case otherRecords(Int, Int)
  /// A confidence level is not between 0 and 1.
  case invalidLevel(Double)
}

/// What the left side of a formula must be for a kind of model.
public enum OutcomeForm: Sendable, Equatable {
  /// A column whose levels are all modelled.
  case levels
  /// A column whose levels have an order and no reference.
  case order
  /// A time until an event.
  case time
  /// A column without a time.
  case statement
}
