/// Numbers written in the form that a format says.
extension NumberFormat {
  /// Writes a number as a table cell shows it.
  ///
  /// A number that is not finite is written as the symbol for "not available", never as "nan" or "inf".
  public func text(_ value: Double, in language: Language) -> String {
    guard value.isFinite else { return ShorthandStyle.governmentStatistics.symbol(for: .notAvailable) }
    let value = multiple.map { (value / Double($0)).rounded() * Double($0) } ?? value
    switch style {
    case .percentage(let decimals):
      return decimal(value, decimals: decimals, movingPointBy: 2, in: language) + "%"
    case .percentagePoints(let decimals):
      return decimal(value, decimals: decimals, movingPointBy: 2, in: language)
    case .number(let decimals), .ratio(let decimals):
      return decimal(value, decimals: decimals, in: language)
    case .count:
      return decimal(value, decimals: 0, in: language)
    case .pValue:
      if value >= 0, value < 0.001 { return "<" + decimal(0.001, decimals: 3, in: language) }
      if value >= 0.9995, value < 1 { return ">" + decimal(0.999, decimals: 3, in: language) }
      return decimal(value, decimals: 3, in: language)
    case .oneIn:
      return language.naturalFrequency(value)
    }
  }

  /// Writes a number as a sentence says it: as in a cell, with the unit where the cell leaves it to the header.
  public func phrase(_ value: Double, in language: Language) -> String {
    guard value.isFinite, case .percentagePoints(let decimals) = style else { return text(value, in: language) }
    let digits = ShortestDecimal(value).rounded(decimals: decimals, movingPointBy: 2)
    let isOne = digits.whole == [1] && digits.fraction.allSatisfy { $0 == 0 }
    let unit = language.term(isOne ? .percentagePoint : .percentagePoints)
    return text(value, in: language) + " " + unit
  }

  private func decimal(_ value: Double, decimals: Int, movingPointBy places: Int = 0, in language: Language) -> String {
    let rounded = ShortestDecimal(value).rounded(decimals: decimals, movingPointBy: places)
    var text = Self.grouped(rounded.whole, by: language.groupingMark)
    if decimals > 0 { text += language.decimalMark + rounded.fraction.map(String.init).joined() }
    if rounded.isNegative { return "-" + text }
    let isZero = rounded.whole == [0] && rounded.fraction.allSatisfy { $0 == 0 }
    return isSigned && !isZero ? "+" + text : text
  }

  /// Writes a whole number with its thousands grouped; exact for every integer, also beyond 2⁵³.
  static func grouped(_ count: Int, in language: Language) -> String {
    let digits = "\(count.magnitude)".utf8.map { $0 - UInt8(ascii: "0") }
    return (count < 0 ? "-" : "") + grouped(digits, by: language.groupingMark)
  }

  private static func grouped(_ digits: [UInt8], by mark: String) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += mark }
      text += String(digit)
    }
    return text
  }
}
