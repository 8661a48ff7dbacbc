/// How wide a text stands, so that the columns of a table in Markdown line up.
extension String {
  /// The number of columns the text takes in a fixed-width font, approximately.
  ///
  /// East Asian wide characters and emoji take two columns, combining and invisible ones none. Unicode Standard
  /// Annex 11 has the full tables; the ranges here are its large blocks.
  var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }
}

extension Character {
  /// The number of columns: that of the widest scalar, because the others combine with it.
  fileprivate var displayWidth: Int {
    // A text symbol followed by this selector is drawn as an emoji.
    if unicodeScalars.contains("\u{FE0F}") { return 2 }
    return unicodeScalars.map(\.displayWidth).max() ?? 0
  }
}

extension Unicode.Scalar {
  fileprivate var displayWidth: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: 0
    default: isWide || properties.isEmojiPresentation ? 2 : 1
    }
  }

  private var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
      0x1_F300...0x1_F64F, 0x1_F900...0x1_F9FF, 0x2_0000...0x3_FFFD:
      true
    default:
      false
    }
  }
}
