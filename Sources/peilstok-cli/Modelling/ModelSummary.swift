import Peilstok

/// What a fitted model has to say, of whatever family.
struct ModelSummary {
  /// What the model is called, such as "Logistic model".
  let kind: String
  /// The family by the name that is asked for.
  let family: String
  /// The link; nil where there is no choice.
  var link: String?
  /// The parameter of a negative binomial family.
  var theta: Double?
  /// The outcome with its level.
  let outcome: ColumnTarget
  /// The levels of an outcome that has several.
  var outcomeLevels: [String] = []
  let coefficients: [Coefficient]
  var thresholds: [Coefficient] = []
  /// The covariance of the coefficients, then the thresholds.
  let covariance: Matrix
  let degreesOfFreedom: Int
  let level: Double
  let iterationCount: Int
  let unweightedCount: Int
  let missingCount: Int
  /// The records with the event, of a model of times.
  var eventCount: Int?
  let diagnostics: [String]
  /// e to the power of the coefficients, and what that is called; nil where it means nothing.
  var ratios: (one: String, several: String, values: [OddsRatio])?
  /// Tests each term; throws where there are too few primary units for one.
  let tests: () throws -> [WaldTest]
  /// Tests of parallel lines.
  var lineTests: [WaldTest] = []

  /// Whether coefficients or thresholds belong to levels of the outcome.
  var hasLevels: Bool { !outcomeLevels.isEmpty }
}

extension ModelSummary {
  init(_ fit: ModelFit) throws {
    let model = fit.model
    let outcome =
      switch model.outcome {
      case .binary(let binary): ColumnTarget(column: binary.name, level: binary.trueLevels.joined(separator: ", "))
      case .number(let number): ColumnTarget(column: number.name, level: nil)
      }
    let ratioName: (one: String, several: String)? =
      switch (model.link, model.outcome) {
      case (.logit, _): ("Odds ratio", "Odds ratios")
      case (.log, .binary): ("Prevalence ratio", "Prevalence ratios")
      case (.log, .number): ("Ratio of means", "Ratios of means")
      default: nil
      }
    let family = model.family.name
    let isLogistic = model.family == .binomial && model.link == .logit
    self.init(
      kind: isLogistic
        ? "Logistic model" : "\(family.prefix(1).uppercased())\(family.dropFirst()) model with \(model.link.name) link",
      family: family, link: model.link.name, theta: fit.theta, outcome: outcome, coefficients: fit.coefficients,
      covariance: fit.covariance, degreesOfFreedom: fit.degreesOfFreedom, level: fit.level,
      iterationCount: fit.iterationCount, unweightedCount: fit.unweightedCount, missingCount: fit.missingCount,
      diagnostics: fit.diagnostics.map(\.description),
      ratios: try ratioName.map { ($0.one, $0.several, try fit.oddsRatios()) }, tests: { try fit.waldTests() })
  }

  init(_ fit: CategoricalFit) throws {
    var link: String?
    var ratioName: (one: String, several: String)?
    switch fit.model {
    case .multinomial: ratioName = ("Risk ratio", "Relative risk ratios")
    case .ordinal(let chosen):
      link = chosen.rawValue
      if chosen == .logit { ratioName = ("Odds ratio", "Odds ratios of a higher level") }
    }
    let order = fit.outcomeLevels.joined(separator: fit.model == .multinomial ? ", " : " < ")
    var sentences = ["Levels of \(fit.outcome.name): \(order)."] + fit.diagnostics.map(\.description)
    var (tests, lineTests): ([WaldTest], [WaldTest]) = ([], [])
    // A model that stands does not fall with a test that has too many coefficients for the primary units.
    for term in fit.termNames {
      do throws(ModelError) { tests.append(try fit.waldTest(of: term)) } catch { sentences.append(error.description) }
    }
    if case .ordinal = fit.model, fit.outcomeLevels.count > 2, !fit.coefficients.isEmpty {
      do throws(ModelError) { lineTests = try fit.parallelLinesTests() } catch {
        sentences.append("Whether the lines are parallel cannot be tested. \(error.description)")
      }
    }
    self.init(
      kind: link.map { "Ordinal model with \($0) link" } ?? "Multinomial model",
      family: link == nil ? "multinomial" : "ordinal", link: link,
      outcome: ColumnTarget(column: fit.outcome.name, level: nil), outcomeLevels: fit.outcomeLevels,
      coefficients: fit.coefficients, thresholds: fit.thresholds, covariance: fit.covariance,
      degreesOfFreedom: fit.degreesOfFreedom, level: fit.level, iterationCount: fit.iterationCount,
      unweightedCount: fit.unweightedCount, missingCount: fit.missingCount, diagnostics: sentences,
      ratios: try ratioName.map { ($0.one, $0.several, try fit.oddsRatios()) }, tests: { tests },
      lineTests: lineTests)
  }

  init(_ fit: CoxFit) throws {
    let event = fit.model.outcome.event
    self.init(
      kind: "Proportional hazards model with \(fit.model.ties.rawValue) ties", family: "cox",
      outcome: ColumnTarget(column: event.name, level: event.trueLevels.joined(separator: ", ")),
      coefficients: fit.coefficients, covariance: fit.covariance, degreesOfFreedom: fit.degreesOfFreedom,
      level: fit.level, iterationCount: fit.iterationCount, unweightedCount: fit.unweightedCount,
      missingCount: fit.missingCount, eventCount: fit.eventCount, diagnostics: fit.diagnostics.map(\.description),
      ratios: ("Hazard ratio", "Hazard ratios", try fit.hazardRatios()), tests: { try fit.waldTests() })
  }
}
