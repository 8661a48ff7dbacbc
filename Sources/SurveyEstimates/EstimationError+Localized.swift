public import Foundation

/// The sentence of an estimation's error where Foundation asks for it.
extension EstimationError: LocalizedError {
  /// The sentence, so that `localizedDescription` is it too.
  public var errorDescription: String? { description }
}
