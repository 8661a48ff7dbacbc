package import SurveyModels

/// The distribution of an outcome, or the kind of model that takes its place, by the name that a question asks for it.
public enum ModelFamily: String, Sendable, CaseIterable {
  /// A yes-or-no outcome.
  case binomial
  /// A number.
  case gaussian
  /// A count, or a yes-or-no outcome of which prevalences are compared.
  case poisson
  /// A positive number.
  case gamma
  /// A count that is spread wider than Poisson's.
  case negativeBinomial = "negative-binomial"
  /// Levels in an order.
  case ordinal
  /// Levels without an order.
  case multinomial
  /// A time until an event.
  case cox

  /// Finds a family by its name; a logistic model is one of a binomial outcome.
  public init?(named name: String) {
    if name == "logistic" { self = .binomial } else { self.init(rawValue: name) }
  }

  /// The family of a generalised linear model; nil for the other models.
  package var response: ResponseFamily? {
    switch self {
    case .binomial: .binomial
    case .gaussian: .gaussian
    case .poisson: .poisson
    case .gamma: .gamma
    case .negativeBinomial: .negativeBinomial()
    case .ordinal, .multinomial, .cox: nil
    }
  }

  /// The links that can be chosen.
  var linkNames: [String] {
    self == .ordinal ? CumulativeLink.allCases.map(\.rawValue) : response?.links.map(\.name) ?? []
  }

  /// Whether the model can be fitted with a penalty.
  func takesPenalty(with link: ModelLink?) -> Bool {
    self == .poisson || (self == .binomial && link?.link ?? .logit == .logit)
  }

  /// Whether a link can be chosen.
  func takes(_ link: ModelLink) -> Bool {
    self == .ordinal ? link.cumulative != nil : response?.links.contains(link.link) ?? false
  }
}

/// The function of the mean that is a sum of terms, by the name that a question asks for it.
public enum ModelLink: String, Sendable, CaseIterable {
  /// The mean itself.
  case identity
  /// Its logarithm.
  case log
  /// The logarithm of the odds.
  case logit
  /// The quantile of the normal distribution.
  case probit
  /// log(−log(1 − μ)).
  case cloglog
  /// One over the mean.
  case inverse

  /// The link that is meant.
  var link: LinkFunction {
    switch self {
    case .identity: .identity
    case .log: .log
    case .logit: .logit
    case .probit: .probit
    case .cloglog: .complementaryLogLog
    case .inverse: .inverse
    }
  }

  /// The link of an ordinal model; nil where it has no such link.
  var cumulative: CumulativeLink? { CumulativeLink(rawValue: rawValue) }
}
