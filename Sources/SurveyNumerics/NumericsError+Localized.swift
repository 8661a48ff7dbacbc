public import Foundation

/// The sentence of a computation's error where Foundation asks for it.
extension NumericsError: LocalizedError {
  /// The sentence, so that `localizedDescription` is it too.
  public var errorDescription: String? { description }
}
