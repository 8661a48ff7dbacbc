/// Ways in which files and command lines go wrong.
enum Damage {
  /// What cells, keys and options are replaced by.
  static let words = [
    "", " ", "0", "-1", "1", "00", "007", "1.50", "1e308", "-1e308", "1e-320", "1e400", "0x10", "inf", "-Infinity",
    "nan",
    "NA", ".", ".a", "null", "~", "99999999999999999999", "9007199254740993", "4611686018427387904",
    "-9223372036854775808",
    "\"", "'", "\"\"", "a\"b", "\u{FEFF}", "é", "e\u{301}", "\u{202E}", "\u{1B}[31m", "\t", "=1+1", "yes", "ja", "x,y",
    "a=b",
    "=", ",", ";", ":", "[", "]", "{", "}", "#", "&a", "*a", "!!int", "|", ">", "%", "1-2", "2024-01-01", "-7", "-8",
    "weight", "sex", "place", "nosuch", "level=low", "records.csv", "margins.yaml", "..", "/", "--", "-", "text",
    "(", ")", "not", "and", "==", "1:0", "nan:nan", "0.5", "1.0", "NaN",
  ]

  /// Damages a command line.
  static func arguments(_ arguments: [String], _ stream: inout FuzzStream) -> [String] {
    var arguments = arguments
    // The verb stays more often than not, and so do the file that is written and its option.
    let place = 1 + stream.below(max(1, arguments.count - 1))
    guard place < arguments.count, arguments[place] != "--output", arguments[place - 1] != "--output",
      arguments[0] != "convert"
    else {
      return arguments
    }
    switch stream.below(9) {
    case 0: arguments.remove(at: place)
    case 1: arguments.insert(arguments[place], at: place)
    case 2: arguments.swapAt(place, 1 + stream.below(arguments.count - 1))
    case 3: arguments.insert(stream.one(of: words), at: place)
    case 4, 5: arguments[place] = stream.one(of: words)
    case 6: arguments[place] += stream.one(of: words)
    case 7:
      let parts = arguments[place].split(separator: ",", omittingEmptySubsequences: false)
      arguments[place] = (parts + [Substring(stream.one(of: words))]).joined(separator: ",")
    default: arguments[place] = String(decoding: bytes([UInt8](arguments[place].utf8), &stream), as: UTF8.self)
    }
    // No argument holds a byte 0, and none writes outside the folder.
    arguments = arguments.map { $0.filter { $0 != "\0" } }
    return arguments.indices.map { $0 > 0 && arguments[$0 - 1] == "--output" ? safe(arguments[$0]) : arguments[$0] }
  }

  private static func safe(_ output: String) -> String { ["out", "out.csv"].contains(output) ? output : "out" }

  /// Damages a file.
  static func file(named name: String, _ contents: [UInt8], _ stream: inout FuzzStream) -> [UInt8] {
    let isText = [".csv", ".json", ".yaml", ".md"].contains(where: name.hasSuffix)
    if !isText || stream.onceIn(4) { return bytes(contents, &stream) }
    let text = String(decoding: contents, as: UTF8.self)
    let damaged = name.hasSuffix(".csv") ? records(text, &stream) : lines(text, &stream)
    return [UInt8](damaged.utf8)
  }

  /// Cuts, repeats and replaces bytes.
  private static func bytes(_ contents: [UInt8], _ stream: inout FuzzStream) -> [UInt8] {
    var contents = contents
    let place = stream.position(in: contents)
    switch stream.below(7) {
    case 0: return [UInt8](contents.prefix(place))
    case 1: return [UInt8](contents.dropFirst(place))
    case 2: contents.insert(UInt8(stream.below(256)), at: place)
    case 3: contents.insert(contentsOf: contents[place...].prefix(stream.below(40)), at: place)
    case 4 where !contents.isEmpty: contents.remove(at: place)
    case 5: contents.insert(contentsOf: [UInt8](stream.one(of: words).utf8), at: place)
    default: if !contents.isEmpty { contents[place] = UInt8(stream.below(256)) }
    }
    return contents
  }

  /// Damages the lines of a text.
  private static func lines(_ text: String, _ stream: inout FuzzStream) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let place = stream.position(in: lines)
    switch stream.below(9) {
    case 0: lines.remove(at: place)
    case 1: lines.insert(lines[place], at: place)
    case 2: lines.swapAt(place, stream.position(in: lines))
    case 3: lines[place] = " " + lines[place]
    case 4: lines.insert(stream.one(of: words), at: place)
    case 5: lines[place] += stream.one(of: words)
    default:
      var parts = lines[place].split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      let part = stream.position(in: parts)
      if parts.isEmpty { break }
      let tail = parts[part].last.map { ",:]}".contains($0) ? String($0) : "" } ?? ""
      parts[part] = stream.one(of: words) + tail
      lines[place] = parts.joined(separator: " ")
    }
    return lines.joined(separator: "\n")
  }

  /// Damages a table of records.
  private static func records(_ text: String, _ stream: inout FuzzStream) -> String {
    var rows = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    guard rows.count > 2, let width = rows.first?.count, width > 1 else { return lines(text, &stream) }
    let (row, column) = (stream.below(rows.count), stream.below(width))
    let word = Substring(stream.one(of: words))
    func setColumn(_ value: (Int) -> Substring) {
      for index in 1..<rows.count where column < rows[index].count { rows[index][column] = value(index) }
    }
    switch stream.below(14) {
    case 0...2: if column < rows[row].count { rows[row][column] = word }
    case 3: setColumn { _ in word }
    case 4: setColumn { _ in "" }
    case 5: setColumn { $0 % 2 == 0 ? "0" : "1" }
    case 6: setColumn { Substring("\($0)") }
    case 7: rows = [Array(rows[0])] + rows.dropFirst().filter { _ in stream.onceIn(6) }
    case 8: rows.remove(at: stream.onceIn(3) ? 0 : row)
    case 9: rows.insert(rows[row], at: row)
    case 10: if !rows[row].isEmpty { rows[row].removeLast() }
    case 11: rows = rows.map { line in line.indices.filter { $0 != column }.map { line[$0] } }
    case 12: rows = rows.map { line in column < line.count ? line + [line[column]] : line }
    default: rows = [rows[0]] + rows.dropFirst().reversed()
    }
    let end = stream.one(of: ["\n", "\n", "\n", "\r\n", "\n\n"])
    return rows.map { $0.joined(separator: ",") }.joined(separator: end) + stream.one(of: ["\n", "", "\n\n\n"])
  }
}
