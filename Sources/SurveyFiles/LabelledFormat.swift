/// The forms of files that carry their own dictionary.
package enum LabelledFormat: Sendable, Hashable, CaseIterable {
  /// SPSS's own, compressed or not (.sav), as a whole compressed by zlib (.zsav).
  case spss
  /// SPSS's form for the transport between machines (.por).
  case spssPortable
  /// Stata's (.dta).
  case stata
  /// SAS's own (.sas7bdat).
  case sas
  /// SAS's form for transport (.xpt), of version 5 or 8.
  case sasTransport
}

extension LabelledFormat {
  /// The format of a file by its first bytes and, where they do not tell, by the ending of its name; nil for another.
  package init?(of bytes: Span<UInt8>, named name: String) {
    guard let format = LabelledFormat(of: bytes) ?? LabelledFormat(ending: name) else { return nil }
    self = format
  }

  /// The format that the ending of a name says.
  package init?(ending name: String) {
    let name = name.lowercased()
    let format = Self.allCases.first { format in
      format.endings.contains { name.hasSuffix($0) || name.hasSuffix($0 + ".gz") }
    }
    guard let format else { return nil }
    self = format
  }

  /// The endings of the names of such files.
  package var endings: [String] {
    switch self {
    case .spss: [".sav", ".zsav"]
    case .spssPortable: [".por"]
    case .stata: [".dta"]
    case .sas: [".sas7bdat"]
    case .sasTransport: [".xpt", ".xport"]
    }
  }

  /// The program whose form it is, as messages name it.
  package var program: String {
    switch self {
    case .spss: "SPSS"
    case .spssPortable: "SPSS (portable)"
    case .stata: "Stata"
    case .sas: "SAS"
    case .sasTransport: "SAS (transport)"
    }
  }

  /// Whether a text of blanks is an answer like another, as in SPSS; elsewhere it is how a missing text is written.
  package var blankIsAnswer: Bool { self == .spss || self == .spssPortable }

  /// The format that the first bytes of a file tell; nil where they do not.
  private init?(of bytes: Span<UInt8>) {
    let sasMagic: [UInt8] = [0xC2, 0xEA, 0x81, 0x60, 0xB3, 0x14, 0x11, 0xCF]
    if bytes.hasText("$FL2", at: 0) || bytes.hasText("$FL3", at: 0) {
      self = .spss
    } else if bytes.hasText("<stata_dta>", at: 0) || isOldStata(bytes) {
      self = .stata
    } else if bytes.hasText("HEADER RECORD*******LIB", at: 0) {
      self = .sasTransport
    } else if bytes.count >= 20, (0..<12).allSatisfy({ bytes[$0] == 0 }),
      sasMagic.indices.allSatisfy({ bytes[12 + $0] == sasMagic[$0] })
    {
      self = .sas
    } else if isPortable(bytes) {
      self = .spssPortable
    } else {
      return nil
    }
  }
}

/// Whether a file opens as one of Stata before its release 13: release, order of bytes, 1, 0.
private func isOldStata(_ bytes: Span<UInt8>) -> Bool {
  bytes.count >= 60 && (102...115).contains(bytes[0]) && (1...2).contains(bytes[1]) && bytes[2] == 1 && bytes[3] == 0
}

/// Whether the signature of a portable file stands after its 200 bytes of splash and its table of 256 characters.
private func isPortable(_ bytes: Span<UInt8>) -> Bool {
  var position = 0
  var characters = 0
  while position < min(bytes.count, 600), characters < 456 {
    if bytes[position] != 0x0A, bytes[position] != 0x0D { characters += 1 }
    position += 1
  }
  while position < bytes.count, bytes[position] == 0x0A || bytes[position] == 0x0D { position += 1 }
  return bytes.hasText("SPSSPORT", at: position)
}

extension Span<UInt8> {
  /// Whether an ASCII text stands at a place.
  func hasText(_ text: StaticString, at start: Int) -> Bool {
    let text = Array(text.description.utf8)
    guard start >= 0, start + text.count <= count else { return false }
    return text.indices.allSatisfy { self[start + $0] == text[$0] }
  }
}
