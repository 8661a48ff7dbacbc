import Peilstok

/// What an attack found out about each withheld count, in the forms of the command.
struct AttackAnswer {
  private let read: CountTableFile
  private let found: [(row: Int, interval: CountInterval)]

  init(_ read: CountTableFile, _ found: [(row: Int, interval: CountInterval)]) {
    self.read = read
    self.found = found
  }

  /// Whether every interval is as wide as it must be.
  var isProtected: Bool { narrow == 0 }

  private var disclosed: Int { found.count { $0.interval.isDisclosed } }
  private var narrow: Int { found.count { !$0.interval.isWideEnough } }

  /// One line for each count, and a sentence.
  var text: String {
    let lines = found.map { row, interval in
      var line = "\(read.table.name(ofRow: row)): \(words(interval))"
      if interval.isDisclosed { line += ", computed" } else if !interval.isWideEnough { line += ", too narrow" }
      return line + "\n"
    }
    return lines.joined()
      + "\(found.count) counts attacked: \(disclosed) computed exactly, \(narrow - disclosedAndNarrow) "
      + "more with an interval that is too narrow.\n"
  }

  private var disclosedAndNarrow: Int { found.count { $0.interval.isDisclosed && !$0.interval.isWideEnough } }

  private func words(_ interval: CountInterval) -> String {
    guard let upper = interval.upper else { return "\(interval.lower) or more" }
    return "\(interval.lower) to \(upper)" + (interval.isExact ? "" : " at most")
  }

  /// The same as fields.
  var json: JSONValue {
    .object([
      ("attacked", .integer(found.count)), ("computed", .integer(disclosed)), ("tooNarrow", .integer(narrow)),
      (
        "cells",
        .array(
          found.map { row, interval in
            .object([
              ("record", .integer(row + 1)),
              ("labels", .object(zip(read.table.dimensions, read.table.labels(ofRow: row)).map { ($0, .string($1)) })),
              ("lower", .integer(interval.lower)), ("upper", interval.upper.map { .integer($0) } ?? .null),
              ("isExact", .bool(interval.isExact)), ("isComputed", .bool(interval.isDisclosed)),
              ("isWideEnough", .bool(interval.isWideEnough)),
            ])
          })
      ),
    ])
  }
}
