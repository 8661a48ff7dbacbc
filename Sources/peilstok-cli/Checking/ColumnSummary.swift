import Peilstok

/// How much of a column is known: counts, never values.
struct ColumnSummary {
  let name: String
  /// Number, whole number, levels or text.
  let type: String
  /// The number of levels of a column that has them.
  let levelCount: Int?
  let knownCount: Int
  let missingCounts: [MissingKind: Int]
  /// The missing records of each label that the codebook gives besides the kind, with that kind.
  let labelledCounts: [(label: String, kind: MissingKind, count: Int)]
  /// The smallest value that the codebook allows.
  let minimum: Double?
  /// The largest value that the codebook allows.
  let maximum: Double?

  init(_ name: String, values: Column, description: VariableDescription?) {
    self.name = name
    var missing: [MissingKind: Int] = [:]
    switch values {
    case .numbers(let numbers):
      for number in numbers { if let kind = MissingKind(number: number) { missing[kind, default: 0] += 1 } }
      levelCount = nil
    case .factor(let factor):
      for code in factor.codes where code < 0 { missing[MissingKind(code: code) ?? .blank, default: 0] += 1 }
      levelCount = factor.levels.count
    }
    missingCounts = missing
    let labels = description?.orderedMissingLabels ?? []
    var labelled: [MissingReason: Int] = [:]
    if !labels.isEmpty {
      for row in 0..<values.count {
        if let reason = values.missingReason(at: row), reason.label != nil { labelled[reason, default: 0] += 1 }
      }
    }
    labelledCounts = labels.enumerated().flatMap { position, label in
      let kinds = MissingKind.allCases.filter { kind in
        description?.missingCodes.contains { $0.value == kind && description?.missingLabels[$0.key] == label } == true
      }
      return kinds.map { (label, $0, labelled[MissingReason($0, label: position)] ?? 0) }
    }
    knownCount = values.count - missing.values.reduce(0, +)
    type =
      switch (description?.kind, values) {
      case (.integer, _): "whole number"
      case (.number, _): "number"
      case (.text, _): "text"
      case (.levels, _): "levels"
      case (nil, .numbers): "number"
      case (nil, .factor): "levels"
      }
    minimum = description?.minimum
    maximum = description?.maximum
  }
}

extension ColumnSummary {
  /// The range that the codebook allows, in words; nil where it gives none.
  var range: String? {
    let bound: (Double) -> String = { NumberFormat.plainText(of: $0) }
    return switch (minimum, maximum) {
    case (nil, nil): nil
    case (let low?, nil): "from \(bound(low))"
    case (nil, let high?): "to \(bound(high))"
    case (let low?, let high?): "\(bound(low)) to \(bound(high))"
    }
  }

  /// What to do where labels are read as blanks.
  var hint: String? {
    labelledCounts.contains { $0.kind == .blank }
      ? " A label that is no kind counts as blank; \"kind\" beside it says blank, notAsked, refused or doesNotKnow."
      : nil
  }

  /// The summary as JSON.
  var json: JSONValue {
    .object([
      ("name", .string(name)),
      ("type", .string(type)),
      ("levels", levelCount.map { .integer($0) } ?? .null),
      ("known", .integer(knownCount)),
      (
        "missing",
        .object(MissingKind.allCases.map { ($0.key, .integer(missingCounts[$0] ?? 0)) })
      ),
      (
        "missingLabels",
        .array(
          labelledCounts.map { label, kind, count in
            .object([("label", .string(label)), ("kind", .string(kind.key)), ("count", .integer(count))])
          })
      ),
      ("minimum", .optional(minimum)),
      ("maximum", .optional(maximum)),
    ])
  }
}

extension MissingKind {
  /// The name of the kind in JSON.
  var key: String {
    switch self {
    case .blank: "blank"
    case .notAsked: "notAsked"
    case .refused: "refused"
    case .doesNotKnow: "doesNotKnow"
    }
  }

  /// The name of the kind above a column.
  var words: String {
    switch self {
    case .blank: "Blank"
    case .notAsked: "Not asked"
    case .refused: "Refused"
    case .doesNotKnow: "Does not know"
    }
  }
}

extension NumberFormat {
  /// The shortest decimal of a number, without a needless ".0".
  fileprivate static func plainText(of number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
