public import Foundation

/// The sentence of a disclosure error where Foundation asks for it.
extension DisclosureError: LocalizedError {
  /// The sentence, so that `localizedDescription` is it too.
  public var errorDescription: String? { description }
}
