public import Foundation

/// The sentence of a document's error where Foundation asks for it.
extension DocumentError: LocalizedError {
  /// The sentence, so that `localizedDescription` is it too.
  public var errorDescription: String? { description }
}
