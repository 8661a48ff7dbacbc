internal import SurveyDesigns
internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyNumerics

/// What is wrong with a model, in sentences.
extension ModelError: CustomStringConvertible {
  /// One sentence for a person: what was expected, what was found, and where.
  public var description: String { sentence(penalty: "penalized(by: .firth)") }

  /// Returns the sentence.
  ///
  /// - Parameter option: how a penalised fit is asked for; nil where it cannot be.
  /// - Returns: what was expected, what was found, and where.
  package func sentence(penalty option: String?) -> String {
    switch self {
    case .microdata(let error): error.description
    case .design(let error): error.description
    case .estimation(let error): error.description
    case .numerics(let error): error.description
    case .malformedFormula(let problem, let text, let position):
      "Formula \"\(text)\", character \(position): \(problem.sentence)"
    case .outcomeWithoutLevel(let column):
      "Outcome \"\(column)\" holds numbers other than 0 and 1; say which one is modelled, as in \(column) == 2."
    case .conflictingVariables(let name):
      "\"\(name)\" stands for two different covariates in this model; use it in one way."
    case .tooFewValues(let term):
      "Term \"\(term)\": the complete records have too few different numbers for its columns; take fewer."
    case .offsetWithoutNumbers(let name): "An offset must be a number; \"\(name)\" has levels."
    case .undefinedTransformation(let term, let count):
      "Term \"\(term)\" has no finite value in \(count) \(count == 1 ? "record" : "records") with a known number; "
        + "leave these records out with a condition."
    case .infiniteNumbers(let column, let count):
      "Column \"\(column)\" must hold finite numbers; \(count) \(count == 1 ? "record holds" : "records hold") "
        + "an infinite one."
    case .noCompleteRecords(let missing):
      "No record has a positive weight and every variable of the model; "
        + "\(missing) \(missing == 1 ? "record lacks" : "records lack") a variable."
    case .tooFewRecords(let records, let parameters):
      "The model has \(parameters) parameters but only \(records) complete \(records == 1 ? "record" : "records")."
    case .outcomeWithoutVariation(let outcome, let isTrue):
      "Outcome \"\(outcome)\" is \(isTrue ? "true" : "false") in every complete record, so there is nothing to explain."
    case .constantOutcome(let outcome):
      "Outcome \"\(outcome)\" is the same number in every complete record, so there is nothing to explain."
    case .outcomeOutsideFamily(let outcome, let family, let count):
      "\(withArticle(family.name, capitalized: true)) model needs \(family.wantedNumbers); outcome \"\(outcome)\" holds another in "
        + "\(count) complete \(count == 1 ? "record" : "records")."
    case .wrongKindOfOutcome(let outcome, let family):
      "\(withArticle(family.name, capitalized: true)) model needs \(family == .binomial ? "a yes-or-no outcome" : "a number as outcome"); "
        + "\"\(outcome)\" is \(family == .binomial ? "a number" : "a statement")."
    case .linkNotOffered(let link, let family):
      "\(withArticle(family.name, capitalized: true)) model is not offered with the \(link.name) link; expected "
        + family.links.map(\.name).joined(separator: " or ") + "."
    case .invalidTheta(let theta):
      "The parameter theta of a negative binomial family must be a positive number; found \(theta)."
    case .noOverdispersion:
      "The counts vary no more than a poisson model says, so that theta grows without bound; use that family."
    case .linkWithoutRatios(let link):
      "Coefficients under the \(link.name) link are not logarithms of ratios; only those under logit and log are."
    case .outcomeOfAnotherModel(let column, .levels):
      "A model of all levels of \"\(column)\" has that column alone on its left: \(column) ~ ..."
    case .outcomeOfAnotherModel(let column, .order):
      "The levels of \"\(column)\" have an order and no reference; write \(column) ~ ..."
    case .outcomeOfAnotherModel(let column, .time):
      "A model of times has Surv(TIME, EVENT) on its left; found \"\(column)\"."
    case .outcomeOfAnotherModel(let column, .statement):
      "Only a Cox model has a time on its left; write \(column) ~ ... for this one."
    case .outcomeOfOneLevel(let outcome):
      "Outcome \"\(outcome)\" has the same level in every complete record, so there is nothing to explain."
    case .tooManyOutcomeLevels(let outcome, let found, let limit):
      "Outcome \"\(outcome)\" has \(found) levels; a multinomial model takes at most \(limit)."
    case .levelsWithoutOrder(let outcome):
      "The levels of \"\(outcome)\" are texts whose order nobody stated; state them from the lowest to the highest, or "
        + "let a codebook list them."
    case .incompleteOrder(let outcome, let named, let levels):
      "The order of \"\(outcome)\" must name each of the \(levels) levels that complete records have once; "
        + "it names \(named) of them."
    case .emptyOutcomeLevel(let level):
      "No complete record with a positive weight has the level \(level) of the outcome; merge it with a neighbour."
    case .ownTermWithoutMargin(let term, let margin):
      "Term \"\(term)\" has coefficients of its own at every threshold, so \"\(margin)\" must have them too."
    case .linesOfUnordered: "Only an ordinal model of three levels or more has lines that can be parallel."
    case .offsetNotOffered(let name):
      "Only generalised linear models take an offset; leave \"\(name)\" out."
    case .noTerms: "A model of times needs at least one term."
    case .emptyReference(let term, let level):
      "Term \"\(term)\": no complete record has the reference level \"\(level)\"."
    case .singleLevel(let term, let level):
      "Term \"\(term)\" has a single level among the complete records, \(level); leave the term out."
    case .emptyCombination(let term, let levels):
      "Term \"\(term)\": no complete record has \(Self.list(levels)); merge levels or leave the interaction out."
    // Of few records the level stays unsaid: it would tell the answer of everyone who has it.
    case .levelWithoutVariation(let term, let levels, _, let recordCount, let offersPenalty):
      "Term \"\(term)\": the outcome is the same in every record "
        + (recordCount < fewestNamed ? "at one of its levels, " : "with \(Self.list(levels)), ")
        + "so its coefficient is infinite; merge levels or leave the term out"
        + Self.offer(offersPenalty ? option : nil)
    case .separated(let separation):
      "The outcomes are separated by \(Self.list(hidesLevels(of: separation) ? separation.modelTerms : separation.terms))"
        + place(of: separation)
        + ", so that no finite estimate exists; "
        + "leave \(separation.terms.count == 1 ? "this term" : "one of these terms") out"
        + Self.offer(separation.offersPenalty ? option : nil)
    case .collinear(let term, let others):
      others.isEmpty
        ? "Term \"\(term)\" is 0 in every complete record; leave it out."
        : "Term \"\(term)\" is a linear combination of \(Self.list(others)); leave it out."
    case .didNotConverge(let iterations, let gradient):
      "The fit did not converge in \(iterations) iterations; the relative gradient is \(gradient)."
    case .replicate(let number, let error):
      "The model has no fit in replicate \(number). \(error.sentence(penalty: option))"
    case .noDegreesOfFreedom(let units, let strata, let parameters):
      "\(parameters) parameters leave no degrees of freedom: the complete records reach \(units) primary "
        + "\(units == 1 ? "unit" : "units") in \(strata) \(strata == 1 ? "stratum" : "strata"), "
        + "and units - strata + 1 - parameters must be positive."
    case .singularCovariance(let term):
      "The covariance of the coefficients of term \"\(term)\" has no inverse, so they cannot be tested together."
    case .unknownVariance(let term):
      "Term \"\(term)\" cannot be tested: a coefficient of it rests on what does not vary, which says nothing of how far "
        + "it may be off."
    case .unknownTerm(let name, let nearest):
      "The model has no term \"\(name)\"." + Self.suggestion(nearest)
    case .covariateIsOffset(let name):
      "\"\(name)\" is an offset of the model as well, so that it cannot change by itself."
    case .levelWithoutDose(let level, let term):
      "Level \(level) of \"\(term)\" is no number; give it a dose."
    case .tooFewDoses(let term):
      "A trend over \"\(term)\" needs two doses or more, all different."
    case .notCategorical(let name):
      "Term \"\(name)\" is a number and has no levels."
    case .unknownLevel(let level, let term, let nearest):
      "Term \"\(term)\" has no level \"\(level)\" among the complete records." + Self.suggestion(nearest)
    case .missingCovariate(let name):
      "A prediction needs a value of \"\(name)\"."
    case .criterionNotOffered(let family):
      "\(withArticle(family.name, capitalized: true)) model has no such criterion: its deviance does not say how probable the outcomes are."
    case .criterionOfPenalized:
      "A penalised fit has no such criterion: its likelihood is not at its maximum."
    case .smallSampleNotOffered:
      "Small-sample standard errors are those of an ordinary fit with linearised variances; this one is penalised or has "
        + "replicate weights."
    case .penaltyNotOffered(let family, let link):
      "\(withArticle(family.name, capitalized: true)) model with the \(link.name) link is not offered with Firth's penalty; expected binomial with logit "
        + "or poisson with log."
    case .onlyBinomial(let family):
      "Only a binomial model tells yes from no; this is \(withArticle(family.name)) model."
    case .goodnessWithoutGroups(let groups, let degreesOfFreedom):
      "Goodness of fit compares 2 groups of fitted probabilities or more, fewer than the design's degrees of freedom "
        + "and 2; found \(groups) \(groups == 1 ? "group" : "groups") and \(degreesOfFreedom)."
    case .notNested(let term):
      "Coefficient \"\(term)\" is not one of the larger model, so the smaller does not lie within it."
    case .otherRecords(let one, let other):
      "Models are compared on the same records; one has \(one) complete records and the other \(other)."
    case .invalidLevel(let level):
      "A confidence level must lie between 0 and 1; found \(level)."
    }
  }

  /// The fewest records at a level whose outcome may be said.
  private var fewestNamed: Int { 10 }

  /// Whether so few records have the levels that their names, those of coefficients among them, would tell on somebody.
  private func hidesLevels(of separation: Separation) -> Bool {
    separation.hidesNames || (!separation.levels.isEmpty && separation.recordCount < fewestNamed)
  }

  /// Where the outcomes are separated, as far as that tells on nobody.
  private func place(of separation: Separation) -> String {
    guard !separation.levels.isEmpty, !hidesLevels(of: separation) else { return "" }
    let records = "records with \(Self.list(separation.levels))"
    return separation.outcome.map { ", the outcome being \($0) in all \(records)" } ?? " among \(records)"
  }

  private static func offer(_ option: String?) -> String {
    option.map { ", or fit with Firth's penalty, \($0)." } ?? "."
  }

  private static func suggestion(_ nearest: String?) -> String { nearest.map { " Did you mean \"\($0)\"?" } ?? "" }

  private static func list(_ levels: [DomainLevel]) -> String {
    levels.map { "\($0.variable) = \($0.nameInMessages)" }.joined(separator: " and ")
  }

  private static func list(_ names: [String]) -> String {
    let quoted = names.map { "\"\($0)\"" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension ResponseFamily {
  /// The outcomes that the family can have.
  fileprivate var wantedNumbers: String {
    switch self {
    case .binomial: "outcomes that are yes or no"
    case .gaussian: "finite numbers"
    case .poisson: "numbers of at least 0"
    case .negativeBinomial: "whole numbers of at least 0"
    case .gamma: "numbers above 0"
    }
  }
}

/// Runs a step on the records and turns its error into a model error.
func reading<Result>(_ step: () throws(MicrodataError) -> Result) throws(ModelError) -> Result {
  do { return try step() } catch { throw .microdata(error) }
}

/// Runs a step on the design and turns its error into a model error.
func designing<Result>(_ step: () throws(DesignError) -> Result) throws(ModelError) -> Result {
  do { return try step() } catch { throw .design(error) }
}

/// Runs a calculation and turns its error into a model error.
func calculating<Result>(_ step: () throws(NumericsError) -> Result) throws(ModelError) -> Result {
  do { return try step() } catch { throw .numerics(error) }
}

/// Reads times and events and turns their error into a model error.
func estimating<Result>(_ step: () throws(EstimationError) -> Result) throws(ModelError) -> Result {
  do { return try step() } catch { throw .estimation(error) }
}
