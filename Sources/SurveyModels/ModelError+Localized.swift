public import Foundation

/// The sentence of a model's error where Foundation asks for it.
extension ModelError: LocalizedError {
  /// The sentence, so that `localizedDescription` is it too.
  public var errorDescription: String? { description }
}
