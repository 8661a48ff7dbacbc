/// How the characters of a text file are stored as bytes.
public enum TextEncoding: String, Sendable, CaseIterable {
  /// UTF-8, what a file has unless told otherwise.
  case utf8 = "utf-8"
  /// UTF-16 whose byte order mark tells the order of the bytes.
  case utf16 = "utf-16"
  /// UTF-16 with the lower byte first.
  case utf16LittleEndian = "utf-16le"
  /// UTF-16 with the higher byte first.
  case utf16BigEndian = "utf-16be"
  /// ISO 8859-1, Western European.
  case latin1 = "iso-8859-1"
  /// ISO 8859-15, Western European with the euro sign.
  case latin9 = "iso-8859-15"
  /// What Windows and its spreadsheets write in Western Europe.
  case windows1252 = "windows-1252"
}

extension TextEncoding {
  /// Finds an encoding by one of its usual names, whatever their capitals.
  public init?(named name: String) {
    let plain = name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
    switch plain {
    case "utf8", "ascii", "usascii": self = .utf8
    case "utf16": self = .utf16
    case "utf16le": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "iso88591", "latin1": self = .latin1
    case "iso885915", "latin9": self = .latin9
    case "windows1252", "cp1252", "win1252": self = .windows1252
    default: return nil
    }
  }

  /// The Unicode scalars of the bytes from 0x80 on, 0 where a byte stands for no character; nil where a character may
  /// take several bytes.
  var upperHalf: [UInt16]? {
    var scalars = [UInt16](0x80...0xFF)
    switch self {
    case .utf8, .utf16, .utf16LittleEndian, .utf16BigEndian: return nil
    case .latin1, .latin9:
      // Control characters, which no text has: such a file is in windows-1252.
      for index in 0..<0x20 { scalars[index] = 0 }
    case .windows1252:
      let upper: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
      ]
      scalars.replaceSubrange(0..<0x20, with: upper)
    }
    if self == .latin9 {
      let changes: [(byte: Int, scalar: UInt16)] = [
        (0xA4, 0x20AC), (0xA6, 0x0160), (0xA8, 0x0161), (0xB4, 0x017D), (0xB8, 0x017E), (0xBC, 0x0152), (0xBD, 0x0153),
        (0xBE, 0x0178),
      ]
      for (byte, scalar) in changes { scalars[byte - 0x80] = scalar }
    }
    return scalars
  }
}
