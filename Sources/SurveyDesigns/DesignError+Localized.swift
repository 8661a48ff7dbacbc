public import Foundation

/// The sentence of a design's error where Foundation asks for it.
extension DesignError: LocalizedError {
  /// The sentence, so that `localizedDescription` is it too.
  public var errorDescription: String? { description }
}
