private import Foundation

/// Texts that the library knows by their addresses, which stay until the file is written.
@safe final class KeptTexts {
  private var texts: [UnsafeMutablePointer<CChar>] = unsafe []

  /// Copies a text and returns where the copy is.
  func keep(_ text: String) -> UnsafePointer<CChar>? {
    guard let copy = unsafe strdup(text) else { return nil }
    unsafe texts.append(copy)
    return unsafe UnsafePointer(copy)
  }

  deinit {
    for index in unsafe texts.indices { unsafe free(texts[index]) }
  }
}
