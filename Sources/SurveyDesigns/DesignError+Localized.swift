public import Foundation

extension DesignError: LocalizedError {
  /// The sentence, so that `localizedDescription` is it too.
  public var errorDescription: String? { description }
}
