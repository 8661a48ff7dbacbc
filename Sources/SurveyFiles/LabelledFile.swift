/// A file of SPSS, Stata or SAS as it stands: cells, labels and what its dictionary declares to be missing.
package struct LabelledFile: Sendable {
  /// What program's form the file has.
  package let format: LabelledFormat
  /// The title that the file gives itself; empty for none.
  package var label = ""
  /// The number of records.
  package var rowCount = 0
  /// The variables in the order of the file.
  package var variables: [LabelledVariable] = []
  /// The name of the variable that the file declares to weigh its cases.
  package var caseWeight: String?
  /// Whether blank records at the end of the file cannot be told from the padding of its last block.
  package var mayHideBlankRecords = false

  /// Describes a file without variables.
  package init(format: LabelledFormat) { self.format = format }
}

/// One variable of a file with a dictionary.
package struct LabelledVariable: Sendable {
  /// The name by which a question asks for it.
  package var name: String
  /// What the variable means; empty where the file does not say.
  package var label = ""
  /// How the program shows the values, such as `F8.2`, `DATE11` or `%td`.
  package var format = ""
  /// What the file says that comparing two values means.
  package var measure = LabelledMeasure.unknown
  /// What values mean, in the order of the file.
  package var valueLabels: [ValueLabel] = []
  /// What values stand for a missing answer besides those that have no value at all.
  package var missingRanges: [MissingRange] = []
  /// The values.
  package var cells: LabelledCells

  /// Describes a variable.
  package init(name: String, cells: LabelledCells) {
    self.name = name
    self.cells = cells
  }
}

/// What comparing two values of a variable means.
package enum LabelledMeasure: Sendable {
  case unknown
  /// Whether they are the same.
  case nominal
  /// Which comes first, too.
  case ordinal
  /// How far they are apart, too.
  case scale
}

/// A value with its label.
package struct ValueLabel: Sendable, Equatable {
  package let value: LabelledValue
  package let label: String

  package init(_ value: LabelledValue, _ label: String) {
    self.value = value
    self.label = label
  }
}

/// A value as files with dictionaries know them.
package enum LabelledValue: Sendable, Hashable {
  case number(Double)
  case text(String)
  /// A missing value with a letter, such as Stata's `.a`: the letter as ASCII.
  case tag(UInt8)
}

/// Values from a lowest to a highest that stand for a missing answer; both may be the same.
package enum MissingRange: Sendable, Equatable {
  case numbers(ClosedRange<Double>)
  /// A text, without the blanks at its end.
  case text(String)
}

/// The cells of a variable, one for each record.
package enum LabelledCells: Sendable {
  /// Numbers; a cell without a value is a NaN whose payload is the letter of its missing value, 0 for none.
  case numbers([Double])
  /// The position of each record's text in a list of texts that occur, in the order of their first records.
  case texts(codes: [Int32], texts: [String])
}

/// Missing values with a letter among numbers.
package enum MissingTag {
  /// The NaN of a letter, 0 for none.
  package static func number(_ tag: UInt8) -> Double { Double(nan: UInt64(tag), signaling: false) }

  /// The letter of a NaN, 0 for none.
  package static func tag(of number: Double) -> UInt8 { UInt8(truncatingIfNeeded: number.bitPattern & 0x7F) }
}
