private import COpenSSL

/// Returns the SHA-256 hash of bytes in hexadecimal.
package func hexadecimalSHA256(of bytes: Span<UInt8>) -> String {
  var digest = [UInt8](repeating: 0, count: 32)
  let status = unsafe bytes.withUnsafeBytes { input in
    unsafe digest.withUnsafeMutableBufferPointer { output in
      unsafe EVP_Digest(input.baseAddress, input.count, output.baseAddress, nil, EVP_sha256(), nil)
    }
  }
  precondition(status == 1, "libcrypto refused SHA-256 with status \(status)")
  return digest.map { byte in
    let digits = String(byte, radix: 16)
    return byte < 16 ? "0" + digits : digits
  }.joined()
}

/// Returns the SHA-256 hash of a text's UTF-8 bytes in hexadecimal.
package func hexadecimalSHA256(of text: String) -> String {
  let bytes = Array(text.utf8)
  return hexadecimalSHA256(of: bytes.span)
}
