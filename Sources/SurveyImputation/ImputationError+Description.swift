extension ImputationError: CustomStringConvertible {
  /// One sentence for a person: what was expected and what was found.
  public var description: String {
    switch self {
    case .tooFewImputations(let count): "Pooling needs at least 2 imputations; found \(count)."
    }
  }
}
