internal import Foundation

/// The XML of a sheet cut before some of its rows, so that the pieces can be read apart.
struct SheetPieces {
  /// Where each piece begins and ends.
  let ranges: [Range<Int>]
  /// The number of the row that opens each piece but the first, less one; 0 where the piece is the whole.
  let rowsBefore: [Int]

  /// Cuts a sheet whose rows have numbers and that has no text in which something else can look like a row.
  init(_ bytes: UnsafeBufferPointer<UInt8>, size: Int) {
    var cuts = [0]
    var rows = [0]
    if bytes.count > 2 * size, unsafe !Self.holdsMarkup(bytes) {
      var position = size
      while position < bytes.count, let cut = unsafe Self.nextRow(in: bytes, from: position) {
        var index = cut + 8
        var number = 0
        while index < bytes.count, number < 1 << 24, unsafe bytes[index] &- 0x30 < 10 {
          number = unsafe number * 10 + Int(bytes[index] &- 0x30)
          index += 1
        }
        cuts.append(cut)
        rows.append(number - 1)
        position = cut + size
      }
    }
    let ends = cuts.dropFirst() + [bytes.count]
    ranges = zip(cuts, ends).map { $0..<$1 }
    rowsBefore = rows
  }

  /// What a piece but the first is read after: the elements that are open there.
  static let opening = Array(#"<worksheet><sheetData>"#.utf8)

  /// Whether something stands in the sheet that is no element: a comment or characters as they are.
  private static func holdsMarkup(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    var position = 0
    while let found = unsafe memchr(base + position, 0x21, bytes.count - position) {
      position = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if position > 0, unsafe bytes[position - 1] == 0x3C { return true }
      position += 1
    }
    return false
  }

  /// Where the next row that states its number begins.
  private static func nextRow(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let text = Array("<row r=\"".utf8)
    var position = start
    while position + text.count <= bytes.count {
      if text.indices.allSatisfy({ unsafe bytes[position + $0] == text[$0] }) { return position }
      position += 1
    }
    return nil
  }
}
