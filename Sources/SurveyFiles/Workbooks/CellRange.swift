/// Rows and columns of a sheet, counted from 1.
package struct CellRange: Sendable, Equatable {
  let rows: ClosedRange<Int>
  let columns: ClosedRange<Int>

  /// All cells that a sheet can have.
  static let everything = CellRange(rows: 1...1_048_576, columns: 1...16_384)

  init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    self.rows = rows
    self.columns = columns
  }

  /// Reads two opposite corners, such as `B3:F200`; nil where they are none.
  package init?(_ text: String) {
    let corners = text.filter { $0 != "$" }.split(separator: ":", omittingEmptySubsequences: false).map {
      CellPlace(Array($0.uppercased().utf8))
    }
    guard corners.count == 2, let one = corners[0], let other = corners[1] else { return nil }
    rows = min(one.row, other.row)...max(one.row, other.row)
    columns = min(one.column, other.column)...max(one.column, other.column)
  }
}

/// The place of a cell, counted from 1.
struct CellPlace: Equatable {
  let row: Int
  let column: Int

  init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// Reads a place such as `B3`; nil where it is none or outside what a sheet can have.
  init?(_ bytes: some Collection<UInt8>) {
    var (row, column, digits) = (0, 0, 0)
    for byte in bytes {
      if byte &- 0x41 < 26, digits == 0 {
        column = column * 26 + Int(byte - 0x40)
      } else if byte &- 0x30 < 10, column > 0 {
        row = row * 10 + Int(byte - 0x30)
        digits += 1
      } else {
        return nil
      }
      guard column <= 16_384, row <= 1_048_576 else { return nil }
    }
    guard row > 0 else { return nil }
    self.row = row
    self.column = column
  }

  /// The place as spreadsheets write it.
  var name: String {
    var letters: [Character] = []
    var rest = column
    while rest > 0 {
      letters.append(Character(Unicode.Scalar(UInt8(0x41 + (rest - 1) % 26))))
      rest = (rest - 1) / 26
    }
    return String(letters.reversed()) + "\(row)"
  }
}
