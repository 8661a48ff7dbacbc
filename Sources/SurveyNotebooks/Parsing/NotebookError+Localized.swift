public import Foundation

/// The sentence of a notebook's error where Foundation asks for it.
extension NotebookError: LocalizedError {
  /// The sentence, so that `localizedDescription` is it too.
  public var errorDescription: String? { description }
}
