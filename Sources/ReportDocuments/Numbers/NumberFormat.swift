/// The way a number is written for a reader.
///
/// The tree keeps numbers; a renderer formats them with the format that stands beside them. Rounding is half away
/// from zero on the shortest decimal representation of the number, so 0.285 is "28.5%" and "29%". A number that
/// rounds to zero has no sign. A minus is the ASCII hyphen-minus: a reader sees a minus all the same, and a program
/// that reads the table needs no special case.
public struct NumberFormat: Sendable, Hashable {
  /// What the number measures, and with how many decimals.
  public enum Style: Sendable, Hashable {
    /// A proportion as a percentage.
    case percentage(decimals: Int)
    /// A difference of two proportions in percentage points.
    case percentagePoints(decimals: Int)
    /// A plain number.
    case number(decimals: Int)
    /// A whole number.
    case count
    /// A ratio, such as an odds ratio.
    case ratio(decimals: Int)
    /// A probability under a hypothesis: three decimals, or "<0.001".
    case pValue
    /// A proportion as a natural frequency, such as "1 in 12".
    case oneIn
  }

  /// What the number measures, and with how many decimals.
  public let style: Style
  /// Whether a number above zero gets a plus sign.
  public let isSigned: Bool
  /// The whole number to whose multiples a number is rounded, such as 1,000; nil where it is written as it is.
  public let multiple: Int?

  /// Creates a format.
  public init(_ style: Style, isSigned: Bool = false) {
    self.init(style, isSigned: isSigned, multiple: nil)
  }

  private init(_ style: Style, isSigned: Bool, multiple: Int?) {
    self.style = style
    self.isSigned = isSigned
    self.multiple = multiple
  }

  /// The same format with a plus sign before numbers above zero, for differences.
  public var signed: NumberFormat { NumberFormat(style, isSigned: true, multiple: multiple) }

  /// The same format of numbers as they are, without rounding to a multiple.
  public var unrounded: NumberFormat { NumberFormat(style, isSigned: isSigned) }

  /// The same format of numbers rounded to a multiple: 187,432 to thousands is "187,000".
  public func rounded(toMultiplesOf multiple: Int) -> NumberFormat {
    precondition(multiple > 0, "A number is rounded to multiples of a number above 0, not of \(multiple).")
    return NumberFormat(style, isSigned: isSigned, multiple: multiple)
  }

  /// A proportion as a percentage: 0.0801 is "8.0%" with one decimal.
  public static func percentage(decimals: Int) -> NumberFormat { NumberFormat(.percentage(decimals: decimals)) }

  /// A difference of two proportions in percentage points: 0.012 is "1.2" with one decimal.
  ///
  /// In a table the column's header states the unit; ``phrase(_:in:)`` adds it for a sentence.
  public static func percentagePoints(decimals: Int) -> NumberFormat {
    NumberFormat(.percentagePoints(decimals: decimals))
  }

  /// A plain number with its thousands grouped.
  public static func number(decimals: Int) -> NumberFormat { NumberFormat(.number(decimals: decimals)) }

  /// A whole number with its thousands grouped.
  public static var count: NumberFormat { NumberFormat(.count) }

  /// A ratio, such as an odds ratio; two decimals unless told otherwise.
  public static func ratio(decimals: Int = 2) -> NumberFormat { NumberFormat(.ratio(decimals: decimals)) }

  /// A probability under a hypothesis: three decimals, "<0.001" below that and ">0.999" where it would round to one.
  public static var pValue: NumberFormat { NumberFormat(.pValue) }

  /// A proportion as a natural frequency, such as "1 in 12".
  public static var oneIn: NumberFormat { NumberFormat(.oneIn) }
}
