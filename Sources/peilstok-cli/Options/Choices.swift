import ArgumentParser
import Peilstok

/// What `--format` takes.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
  case csv
  case markdown
}

/// What `--format` of `check` takes.
enum CheckFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
  case markdown
}

/// What `--family` takes.
enum FamilyChoice: String, CaseIterable, ExpressibleByArgument {
  case binomial
  case gaussian
  case poisson
  case gamma
  case negativeBinomial = "negative-binomial"
  case ordinal
  case multinomial
  case cox

  /// The family of a generalised linear model; nil for the other models.
  var family: ResponseFamily? {
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
    self == .ordinal ? CumulativeLink.allCases.map(\.rawValue) : family?.links.map(\.name) ?? []
  }

  /// Whether the model can be fitted with a penalty.
  func takesPenalty(with link: LinkChoice?) -> Bool {
    self == .poisson || (self == .binomial && link?.link ?? .logit == .logit)
  }

  /// Whether a link can be chosen.
  func takes(_ link: LinkChoice) -> Bool {
    self == .ordinal ? link.cumulative != nil : family?.links.contains(link.link) ?? false
  }
}

/// What `--link` takes.
enum LinkChoice: String, CaseIterable, ExpressibleByArgument {
  case identity
  case log
  case logit
  case probit
  case cloglog
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
