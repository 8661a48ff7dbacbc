public import Foundation

extension NotebookError: LocalizedError {
  /// The sentence, so that `localizedDescription` is it too.
  public var errorDescription: String? { description }
}
