/// What is wrong with a request to impute or to pool.
///
/// The cases carry facts; `description` turns them into one sentence.
public enum ImputationError: Error, Sendable, Equatable {
  /// Fewer than two completed datasets say nothing of the variance between them.
  case tooFewImputations(Int)
}
