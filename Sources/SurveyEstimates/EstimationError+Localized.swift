public import Foundation

extension EstimationError: LocalizedError {
  /// The sentence, so that `localizedDescription` is it too.
  public var errorDescription: String? { description }
}
