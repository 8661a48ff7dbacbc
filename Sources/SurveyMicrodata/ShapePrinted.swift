/// A value that holds answers, and prints how much it holds and never what.
///
/// What `print`, `debugPrint`, `dump`, a debugger and an interpolated text show of it is its shape.
public protocol ShapePrinted: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// How much it holds, such as `Microdata(200 records of 39 columns)`.
  var shape: String { get }
}

extension ShapePrinted {
  /// The shape.
  public var description: String { shape }
  /// The shape.
  public var debugDescription: String { shape }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: [Mirror.Child](), displayStyle: .struct) }
}

/// A count with its noun.
package func countWithNoun(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

extension Microdata: ShapePrinted {
  /// The number of records and of columns.
  public var shape: String {
    "Microdata(\(countWithNoun(rowCount, "record")) of \(countWithNoun(columnNames.count, "column")))"
  }
}

extension Factor: ShapePrinted {
  /// The number of records and of levels.
  public var shape: String {
    "Factor(\(countWithNoun(codes.count, "record")), \(countWithNoun(levels.count, "level")))"
  }
}

extension Column: ShapePrinted {
  /// The kind of the column and its number of records.
  public var shape: String {
    switch self {
    case .numbers(let values): "Column(\(countWithNoun(values.count, "number")))"
    case .factor(let factor): "Column(\(factor.shape))"
    }
  }
}
