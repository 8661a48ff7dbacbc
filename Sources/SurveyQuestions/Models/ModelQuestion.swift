public import SurveyDesigns
public import SurveyMicrodata
public import SurveyModels

/// Which model is to be fitted: a formula, the family of its outcome and its link, in a domain.
///
/// ```swift
/// let question = try ModelQuestion("sch.wide ~ ell * meals")
/// let model = try question.fitted(to: design)
/// ```
public struct ModelQuestion: Sendable {
  /// The outcome and its terms.
  public var formula: ModelFormula
  /// The distribution of the outcome.
  public var family: ModelFamily
  /// The link; nil for the first of the family.
  public var link: ModelLink?
  /// Whether Firth's penalty is added to the likelihood.
  public var isPenalized: Bool
  /// Which records are in the domain.
  public var condition: Condition?
  /// The probability with which an interval covers.
  public var level: Double

  /// Asks for a model of a formula as R writes it.
  ///
  /// - Throws: `QuestionError` for a formula that cannot be read, and for a link or penalty that the family has not.
  public init(
    _ formula: String, family: ModelFamily = .binomial, link: ModelLink? = nil, isPenalized: Bool = false,
    condition: Condition? = nil, level: Double = 0.95
  ) throws(QuestionError) {
    do throws(ModelError) { self.formula = try ModelFormula(parsing: formula) } catch { throw .malformedFormula(error) }
    if let link, !family.takes(link) { throw .linkOfAnotherFamily(link, family) }
    guard !isPenalized || family.takesPenalty(with: link) else { throw .penaltyOfAnotherFamily(family, link) }
    self.family = family
    self.link = link
    self.isPenalized = isPenalized
    self.condition = condition
    self.level = level
  }

  /// The names of the options.
  public static let options = ["formula", "family", "link", "penalized", "where", "level"]

  /// Reads the options.
  public init(_ words: QuestionWords) throws(QuestionError) {
    guard let formula = try words.text("formula") else { throw .missingOption("formula") }
    let family = try words.word("family", known: ModelFamily.allCases.map(\.rawValue)) { ModelFamily(named: $0) }
    let link = try words.word("link", known: ModelLink.allCases.map(\.rawValue)) { ModelLink(rawValue: $0) }
    try self.init(
      formula, family: family ?? .binomial, link: link, isPenalized: try words.flag("penalized"),
      condition: try words.condition("where"), level: try words.level())
  }

  /// Fits the model in the domain of the question.
  ///
  /// - Throws: `QuestionError` for a model that the records cannot answer.
  public func fitted(to design: SurveyDesign) throws(QuestionError) -> FittedModel {
    var design = design
    if let condition {
      let whole = design
      design = try designing { () throws(DesignError) in
        try whole.restricted(to: condition).leavingOutLevels(excludedBy: condition)
      }
    }
    let records = design
    return try modelling { () throws(ModelError) -> FittedModel in
      switch family {
      case .ordinal:
        let model = try formula.ordinalModel(for: records.data, link: link?.cumulative ?? .logit)
        return .levels(try model.fitted(to: records, level: level))
      case .multinomial:
        return .levels(try formula.multinomialModel(for: records.data).fitted(to: records, level: level))
      case .cox: return .times(try formula.coxModel(for: records.data).fitted(to: records, level: level))
      case .binomial, .gaussian, .poisson, .gamma, .negativeBinomial:
        let model = try formula.model(
          for: records.data, family: family.response ?? .binomial, link: link?.link)
        return .means(try (isPenalized ? model.penalized() : model).fitted(to: records, level: level))
      }
    }
  }
}

/// A fitted model of any kind.
public enum FittedModel: Sendable {
  /// A generalised linear model: of a mean or a share.
  case means(ModelFit)
  /// A model of an outcome of several levels, in an order or without.
  case levels(CategoricalFit)
  /// A model of times until an event.
  case times(CoxFit)
}
