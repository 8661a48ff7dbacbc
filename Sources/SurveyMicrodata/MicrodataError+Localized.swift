public import Foundation

/// The sentence of an error in records where Foundation asks for it.
extension MicrodataError: LocalizedError {
  /// The sentence, so that `localizedDescription` is it too.
  public var errorDescription: String? { description }
}
