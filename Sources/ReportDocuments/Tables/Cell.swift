/// One cell of a table; numbers stay numbers until a renderer writes them.
public enum Cell: Sendable, Equatable {
  /// Plain text, with the identifiers of the notes it refers to.
  case text(String, notes: [String] = [])
  /// A number and how it is written; a number that is not finite is shown as not available.
  case number(Double, NumberFormat)
  /// A whole number.
  case count(Int)
  /// No number, and why.
  case absent(Shorthand)
  /// What a reader should know about the row's numbers; may be empty.
  case flags([Shorthand])

  /// The shorthand this cell shows.
  public var shorthand: [Shorthand] {
    switch self {
    case .text, .count: []
    case .number(let value, _): value.isFinite ? [] : [.notAvailable]
    case .absent(let reason): [reason]
    case .flags(let flags): flags
    }
  }
}

extension Cell: ExpressibleByStringLiteral {
  /// Creates a cell of plain text.
  public init(stringLiteral value: String) { self = .text(value) }
}
