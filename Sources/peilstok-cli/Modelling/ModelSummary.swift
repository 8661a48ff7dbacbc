import Peilstok

/// What a fitted model has to say, of whatever family.
struct ModelSummary {
  /// What the model is called, such as "Logistic model".
  let kind: String
  /// The family by the name that is asked for.
  let family: String
  /// The link; nil where there is no choice.
  var link: String?
  /// What the likelihood is penalised by.
  var penalty: Penalty?
  /// The parameter of a negative binomial family.
  var theta: Double?
  /// The outcome with its level.
  let outcome: VariableLevel
  /// The levels of an outcome that has several.
  var outcomeLevels: [String] = []
  var coefficients: [AnsweredCoefficient]
  var thresholds: [AnsweredCoefficient] = []
  /// The covariance of the coefficients, then the thresholds.
  var covariance: Matrix
  /// The residual degrees of freedom; where answers were imputed those that complete records would have.
  var degreesOfFreedom: Int
  let level: Double
  var iterationCount: Int
  var unweightedCount: Int
  var missingCount: Int
  /// The records with the event, of a model of times.
  var eventCount: Int?
  /// The number of imputations that were pooled; nil where nothing was imputed.
  var imputationCount: Int?
  var diagnostics: [String]
  /// e to the power of the coefficients, and what that is called; nil where it means nothing.
  var ratios: (one: String, several: String, values: [AnsweredRatio])?
  /// A test of each term that can be tested.
  var tests: [TermTest] = []
  /// What kind of test that is.
  var testChoice = TermTestKind.wald
  /// Tests of parallel lines.
  var lineTests: [TermTest] = []
  /// How well the model fits.
  var measures = FitMeasures()
  /// What follows from the model, where that was asked.
  var adjusted: AdjustedNumbers?

  /// Whether each coefficient has degrees of freedom of its own.
  var haveOwnDegreesOfFreedom: Bool { imputationCount != nil || hasSmallSampleErrors }
  /// Whether the intervals of coefficients are found in a way that each names.
  var haveIntervalMethods: Bool { coefficients.contains { $0.intervalMethod != nil } }
  /// Whether standard errors are those of few primary units.
  var hasSmallSampleErrors = false

  /// Whether coefficients or thresholds belong to levels of the outcome.
  var hasLevels: Bool { !outcomeLevels.isEmpty }
}

extension ModelSummary {
  /// Describes a fit, tests its terms and says how well it fits.
  init(_ fit: some FitWithTerms, testing choice: TermTestKind) throws {
    self = try fit.summary
    let (tests, untested) = fit.tests(choice)
    let (lineTests, unknown) = fit.linesTests()
    (self.tests, self.lineTests, testChoice, measures) = (tests, lineTests, choice, fit.measures)
    for sentence in untested + measures.sentences + unknown where !diagnostics.contains(sentence) {
      diagnostics.append(sentence)
    }
  }

  init(describing fit: ModelFit) throws {
    let model = fit.model
    let outcome =
      switch model.outcome {
      case .binary(let binary): VariableLevel(binary.name, level: binary.trueLevels.joined(separator: ", "))
      case .number(let number): VariableLevel(number.name, level: nil)
      }
    let family = model.family.name
    let isLogistic = model.family == .binomial && model.link == .logit
    self.init(
      kind: (isLogistic
        ? "Logistic model" : "\(family.prefix(1).uppercased())\(family.dropFirst()) model with \(model.link.name) link")
        + (model.penalty == nil ? "" : " and Firth's penalty"),
      family: family, link: model.link.name, penalty: model.penalty, theta: fit.theta, outcome: outcome,
      coefficients: fit.coefficients.map { AnsweredCoefficient($0) },
      covariance: fit.covariance, degreesOfFreedom: fit.degreesOfFreedom, level: fit.level,
      iterationCount: fit.iterationCount, unweightedCount: fit.unweightedCount, missingCount: fit.missingCount,
      diagnostics: fit.diagnostics.map(\.description), ratios: try Self.ratios(of: .means(fit)))
  }

  init(describing fit: CategoricalFit) throws {
    var link: String?
    if case .ordinal(let chosen) = fit.model { link = chosen.rawValue }
    let order = fit.outcomeLevels.joined(separator: fit.model == .multinomial ? ", " : " < ")
    let sentences = ["Levels of \(fit.outcome.name): \(order)."] + fit.diagnostics.map(\.description)
    self.init(
      kind: link.map { "Ordinal model with \($0) link" } ?? "Multinomial model",
      family: link == nil ? "multinomial" : "ordinal", link: link,
      outcome: VariableLevel(fit.outcome.name, level: nil), outcomeLevels: fit.outcomeLevels,
      coefficients: fit.coefficients.map { AnsweredCoefficient($0) },
      thresholds: fit.thresholds.map { AnsweredCoefficient($0) }, covariance: fit.covariance,
      degreesOfFreedom: fit.degreesOfFreedom, level: fit.level, iterationCount: fit.iterationCount,
      unweightedCount: fit.unweightedCount, missingCount: fit.missingCount, diagnostics: sentences,
      ratios: try Self.ratios(of: .levels(fit)))
  }

  init(describing fit: CoxFit) throws {
    let event = fit.model.outcome.event
    self.init(
      kind: "Proportional hazards model with \(fit.model.ties.rawValue) ties", family: "cox",
      outcome: VariableLevel(event.name, level: event.trueLevels.joined(separator: ", ")),
      coefficients: fit.coefficients.map { AnsweredCoefficient($0) }, covariance: fit.covariance,
      degreesOfFreedom: fit.degreesOfFreedom,
      level: fit.level, iterationCount: fit.iterationCount, unweightedCount: fit.unweightedCount,
      missingCount: fit.missingCount, eventCount: fit.eventCount,
      diagnostics: fit.diagnostics.map(\.description), ratios: try Self.ratios(of: .times(fit)))
  }

  /// e to the power of the coefficients, and what that is called.
  private static func ratios(
    of model: FittedModel
  ) throws(ModelError) -> (one: String, several: String, values: [AnsweredRatio])? {
    guard let kind = model.ratioKind else { return nil }
    let (one, several) =
      switch kind {
      case .odds: ("Odds ratio", "Odds ratios")
      case .oddsOfHigherLevel: ("Odds ratio", "Odds ratios of a higher level")
      case .prevalences: ("Prevalence ratio", "Prevalence ratios")
      case .means: ("Ratio of means", "Ratios of means")
      case .risks: ("Risk ratio", "Relative risk ratios")
      case .hazards: ("Hazard ratio", "Hazard ratios")
      }
    return (one, several, try model.ratios().map { AnsweredRatio($0) })
  }
}
