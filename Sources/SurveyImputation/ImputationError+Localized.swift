public import Foundation

/// The sentence of an imputation's error where Foundation asks for it.
extension ImputationError: LocalizedError {
  /// The sentence, so that `localizedDescription` is it too.
  public var errorDescription: String? { description }
}
