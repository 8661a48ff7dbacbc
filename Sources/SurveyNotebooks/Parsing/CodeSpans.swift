/// The stretches of code inside lines: braces in them are left alone.
struct CodeSpans: Sendable {
  /// Where the parser says that the code of a span starts, and the code itself.
  struct Opening: Sendable {
    let line: Int
    let column: Int
    let code: String
  }

  /// The columns of code by line; lines and columns count from 1, columns in bytes.
  private var columns: [Int: [Range<Int>]] = [:]

  /// Finds the ends of spans in the lines of a text.
  init(_ openings: [Opening], lines: [Substring]) {
    for opening in openings where (1...max(1, lines.count)).contains(opening.line) {
      var line = opening.line
      var bytes = Array(lines[line - 1].utf8)
      guard let start = Self.start(of: opening, in: bytes) else { continue }
      let fence = bytes[..<start].reversed().prefix { $0 == UInt8(ascii: "`") }.count
      var next = start
      // A span ends at the first run of as many backticks as it starts with, on this line or a later one.
      while true {
        if let end = Self.run(of: fence, in: bytes, from: next) {
          columns[line, default: []].append(next + 1..<end + 1)
          break
        }
        columns[line, default: []].append(next + 1..<bytes.count + 1)
        line += 1
        guard line <= lines.count else { break }
        bytes = Array(lines[line - 1].utf8)
        next = 0
      }
    }
  }

  /// The end of the code that a column of a line lies in, nil where it lies in none.
  func end(ofCodeAt column: Int, line: Int) -> Int? { columns[line]?.first { $0.contains(column) }?.upperBound }

  /// The byte on which the code starts.
  ///
  /// The parser counts columns as if a paragraph's later lines had the indentation of its first, so this is the
  /// nearest place where the code stands behind a backtick.
  private static func start(of opening: Opening, in bytes: [UInt8]) -> Int? {
    let code = Array(opening.code.utf8)
    let starts = (0...bytes.count).filter { start in
      guard start > 0, bytes[start - 1] == UInt8(ascii: "`") else { return false }
      let rest = bytes[start...]
      // A parser takes one space off either end of the code.
      return [rest, rest.first == UInt8(ascii: " ") ? rest.dropFirst() : rest].contains { rest in
        rest.starts(with: code.prefix(rest.count))
      }
    }
    return starts.min { abs($0 - opening.column + 1) < abs($1 - opening.column + 1) }
  }

  /// The byte on which the first run of exactly so many backticks starts.
  private static func run(of count: Int, in bytes: [UInt8], from start: Int) -> Int? {
    var position = start
    while position < bytes.count {
      let length = bytes[position...].prefix { $0 == UInt8(ascii: "`") }.count
      if length == count { return position }
      position += max(1, length)
    }
    return nil
  }
}
