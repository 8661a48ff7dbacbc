public import Foundation

extension NumericsError: LocalizedError {
  /// The sentence, so that `localizedDescription` is it too.
  public var errorDescription: String? { description }
}
