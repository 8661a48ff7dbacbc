public import Foundation

extension ModelError: LocalizedError {
  /// The sentence, so that `localizedDescription` is it too.
  public var errorDescription: String? { description }
}
