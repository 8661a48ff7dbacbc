/// Why a value is missing: its kind and, where the codebook labels its code in words of its own, which label.
package struct MissingReason: Sendable, Hashable {
  /// The kind.
  package let kind: MissingKind
  /// The position of the label among the missing labels of the column's description; nil for none.
  package let label: Int?

  /// The most labels that one column can keep apart.
  static let largestLabelCount = 10_000

  /// Creates a reason.
  package init(_ kind: MissingKind, label: Int? = nil) {
    self.kind = kind
    self.label = label
  }
}

extension MissingReason {
  // The kind takes the lowest three bits, so that whoever asks for the kind alone sees nothing of the label.
  private var bits: Int32 { Int32(kind.rawValue) + 8 * Int32(label.map { $0 + 1 } ?? 0) }

  private init(bits: UInt64) {
    kind = MissingKind(rawValue: UInt8(truncatingIfNeeded: bits & 7)) ?? .blank
    let label = Int(truncatingIfNeeded: (bits & 0x7FFF_FFFF) / 8)
    self.label = label == 0 ? nil : label - 1
  }

  /// The factor code that stands for this reason: a negative number.
  package var code: Int32 { -bits }

  /// The number that stands for this reason: a NaN whose payload is the reason.
  package var number: Double { Double(nan: UInt64(bits), signaling: false) }

  /// Creates the reason of a factor code, or nil where the code is an answer.
  package init?(code: Int32) {
    guard code < 0 else { return nil }
    self.init(bits: UInt64(-Int64(code)))
  }

  /// Creates the reason of a number, or nil where the number is an answer.
  package init?(number: Double) {
    guard number.isNaN else { return nil }
    self.init(bits: number.bitPattern & 0x7FFF_FFFF)
  }
}

extension Column {
  /// The reason why a value is missing, or nil where there is an answer.
  package func missingReason(at row: Int) -> MissingReason? {
    switch self {
    case .numbers(let values): MissingReason(number: values[row])
    case .factor(let factor): MissingReason(code: factor.codes[row])
    }
  }
}

extension VariableDescription {
  /// The labels that missing codes have besides their kinds, each once, sorted by their bytes.
  package var orderedMissingLabels: [String] {
    Set(missingLabels.values).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The reasons of the missing codes.
  var missingReasons: [String: MissingReason] {
    let labels = orderedMissingLabels
    return Dictionary(
      uniqueKeysWithValues: missingCodes.map { code, kind in
        (code, MissingReason(kind, label: missingLabels[code].flatMap { labels.firstIndex(of: $0) }))
      })
  }
}
