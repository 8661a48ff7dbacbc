/// What the format of a number in a cell shows.
enum CellForm: UInt8, Sendable {
  case number
  case date
  case dateAndTime
  case time

  /// The form of one of the formats that every workbook has, by its number.
  init(builtIn number: Int) {
    switch number {
    case 14...17, 27...31, 36, 50...54, 57, 58: self = .date
    case 18...21, 32...35, 45...47, 55, 56: self = .time
    case 22: self = .dateAndTime
    default: self = .number
    }
  }

  /// The form of a format of the workbook's own, such as `dd-mm-yyyy` or `0.00`.
  init(code: String) {
    var (hasDay, hasMonth, hasTime) = (false, false, false)
    var characters = Array(code.lowercased())[...]
    while let character = characters.popFirst() {
      switch character {
      case "\"": characters = characters.drop { $0 != "\"" }.dropFirst()
      case "\\", "_", "*": characters = characters.dropFirst()
      case "[":
        let word = characters.prefix { $0 != "]" }
        if let first = word.first, "hms".contains(first), word.allSatisfy({ $0 == first }) { hasTime = true }
        characters = characters.dropFirst(word.count + 1)
      case "d", "y": hasDay = true
      case "m": hasMonth = true
      case "h", "s": hasTime = true
      case "g" where characters.starts(with: "eneral"): characters = characters.dropFirst(6)
      case ";":
        characters = []
      default: break
      }
    }
    let hasDate = hasDay || (hasMonth && !hasTime)
    self = hasDate ? (hasTime ? .dateAndTime : .date) : hasTime ? .time : .number
  }
}

extension CellForm {
  /// A number as the text of its date or time as in ISO 8601; nil for one that no date has.
  func text(of serial: Double, from1904: Bool) -> String? {
    guard self != .number, serial >= 0, serial < 2_958_466 else { return nil }
    if self == .time { return CalendarForm.duration.text(of: serial * 86_400) }
    // Excel takes 1900 for a leap year, as Lotus 1-2-3 did.
    if !from1904, Int(serial) == 60 { return nil }
    let start = from1904 ? -24_107 : serial < 60 ? -25_568 : -25_569
    let form: CalendarForm =
      self == .date && serial == serial.rounded()
      ? .days(from: start) : .moments(from: start, perSecond: 1.0 / 86_400)
    return form.text(of: serial)
  }
}
