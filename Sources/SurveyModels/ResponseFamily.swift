/// The distribution that the outcome of a model is described by.
public enum ResponseFamily: Sendable, Hashable {
  /// Yes or no.
  case binomial

  /// The link that is meant where none is given.
  public var usualLink: LinkFunction {
    switch self {
    case .binomial: .logit
    }
  }
}

/// The function of the mean that is a sum of terms.
public enum LinkFunction: Sendable, Hashable {
  /// log(μ / (1 − μ)), the log odds.
  case logit
}
