/// A way in which the records differ from their codebook: how often, and where first; never the value.
public struct CodebookViolation: Sendable, Equatable {
  /// What is wrong with a value or a column.
  public enum Kind: Sendable, Equatable {
    /// A number was expected.
    case notANumber
    /// A whole number was expected.
    case notAnInteger
    /// The value is below the smallest that may occur.
    case belowMinimum(Double)
    /// The value is above the largest that may occur.
    case aboveMaximum(Double)
    /// The value is none of the levels and missing codes.
    case unknownLevel
    /// The value is missing and may not be.
    case requiredButMissing
    /// The file has a column that the codebook does not have.
    case undeclaredColumn(nearest: String?)
    /// The codebook has a column that the file does not have.
    case absentColumn(nearest: String?)
  }

  /// The name of the column.
  public let column: String
  /// What is wrong.
  public let kind: Kind
  /// The number of records concerned; zero where the column itself is the matter.
  public let count: Int
  /// The line of the first of them.
  public let firstLine: Int?
  /// The first of them, counted from 1, where the file has no lines.
  public let firstRecord: Int?

  /// Creates a violation.
  public init(column: String, kind: Kind, count: Int = 0, firstLine: Int? = nil, firstRecord: Int? = nil) {
    self.column = column
    self.kind = kind
    self.count = count
    self.firstLine = firstLine
    self.firstRecord = firstRecord
  }
}
