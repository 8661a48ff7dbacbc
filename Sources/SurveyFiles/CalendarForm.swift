/// What a number counts where the program shows it as a date or a time.
package enum CalendarForm: Sendable, Equatable {
  /// Days since a day, itself counted in days since 1970.
  case days(from: Int)
  /// Seconds since a day, shown as a date.
  case secondsAsDate(from: Int)
  /// Parts of a second since a day, shown with the time: how many a second has.
  case moments(from: Int, perSecond: Double)
  /// Seconds of a day or of a stretch of time.
  case duration
  /// Months, quarters and halves of a year since 1960.
  case months
  case quarters
  case halves
}

extension CalendarForm {
  /// The first day that SPSS knows: 14 October 1582.
  private static let spssStart = -141_428
  /// The first day of Stata and SAS: 1 January 1960.
  private static let start1960 = -3_653

  /// What a format of one of the programs counts; nil for a number that is no date.
  package init?(format: String, of program: LabelledFormat) {
    switch program {
    case .spss, .spssPortable:
      switch format.uppercased().prefix(while: \.isLetter) {
      case "DATE", "ADATE", "EDATE", "SDATE", "JDATE", "WKYR", "MOYR", "QYR":
        self = .secondsAsDate(from: Self.spssStart)
      case "DATETIME", "YMDHMS": self = .moments(from: Self.spssStart, perSecond: 1)
      case "TIME", "DTIME", "MTIME": self = .duration
      default: return nil
      }
    case .stata:
      let plain = format.hasPrefix("%-") ? "%" + format.dropFirst(2) : format
      // %tC counts leap seconds, and weeks, years and business days are counts of their own: these stay numbers.
      switch plain.dropFirst(plain.hasPrefix("%t") ? 2 : 1).prefix(1) {
      case "d" where plain.hasPrefix("%t") || plain.hasPrefix("%d"): self = .days(from: Self.start1960)
      case "c" where plain.hasPrefix("%t"): self = .moments(from: Self.start1960, perSecond: 1_000)
      case "m" where plain.hasPrefix("%t"): self = .months
      case "q" where plain.hasPrefix("%t"): self = .quarters
      case "h" where plain.hasPrefix("%t"): self = .halves
      default: return nil
      }
    case .sas, .sasTransport:
      let name = format.uppercased().prefix { $0 != "." }
      let word = name.prefix(while: \.isLetter)
      if name.hasPrefix("E8601DA") || name.hasPrefix("B8601DA") || Self.sasDates.contains(String(word)) {
        self = .days(from: Self.start1960)
      } else if name.hasPrefix("E8601DT") || name.hasPrefix("B8601DT")
        || ["DATETIME", "DATEAMPM", "MDYAMPM"].contains(word)
      {
        self = .moments(from: Self.start1960, perSecond: 1)
      } else if word == "DTDATE" {
        self = .secondsAsDate(from: Self.start1960)
      } else if name.hasPrefix("E8601TM") || ["TIME", "TIMEAMPM", "TOD", "HHMM"].contains(word) {
        self = .duration
      } else {
        return nil
      }
    }
  }

  /// The formats of SAS that show a day; those in which digits are separated end in a letter for the separator.
  private static let sasDates = Set(
    ["DATE", "JULIAN", "MONYY", "WEEKDATE", "WEEKDATX", "WORDDATE", "WORDDATX"]
      + ["DDMMYY", "MMDDYY", "YYMMDD"].flatMap { order in ["", "B", "C", "D", "N", "P", "S"].map { order + $0 } })
}

extension CalendarForm {
  /// A number as the text of ISO 8601 that it stands for; nil where it is no date of the calendar.
  package func text(of number: Double) -> String? {
    guard abs(number) < 1e15 else { return nil }
    switch self {
    case .days(let start):
      guard number == number.rounded() else { return nil }
      return date(Int(number) + start)
    case .secondsAsDate(let start): return date(Int((number / 86_400).rounded(.down)) + start)
    case .moments(let start, let perSecond):
      // Thousandths: as fine as any of the programs shows, coarser than what a double rounds away.
      let thousandths = (number / perSecond * 1_000).rounded()
      let day = (thousandths / 86_400_000).rounded(.down)
      guard let date = date(Int(day) + start) else { return nil }
      return "\(date)T\(clock(Int(thousandths - day * 86_400_000)))"
    case .duration:
      return (number < 0 ? "-" : "") + clock(Int((abs(number) * 1_000).rounded()))
    case .months: return period(number, perYear: 12, prefix: "")
    case .quarters: return period(number, perYear: 4, prefix: "Q")
    case .halves: return period(number, perYear: 2, prefix: "H")
    }
  }

  private func period(_ number: Double, perYear: Int, prefix: String) -> String? {
    guard number == number.rounded(), abs(number) < 100_000 else { return nil }
    let count = Int(number) + 1960 * perYear
    guard count >= 0 else { return nil }
    let part = count % perYear + 1
    return "\(padded(count / perYear, 4))-\(prefix)\(perYear == 12 ? padded(part, 2) : String(part))"
  }

  /// A day counted from 1 January 1970, in the Gregorian calendar.
  private func date(_ day: Int) -> String? {
    guard abs(day) < 3_700_000 else { return nil }
    // Years are counted from 1 March, so that the leap day is their last (Hinnant, "chrono-compatible date algorithms").
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    guard (0...9_999).contains(year) else { return nil }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfYear - (153 * marchMonth + 2) / 5 + 1, 2))"
  }

  private func clock(_ thousandths: Int) -> String {
    let whole = thousandths / 1_000
    let rest = thousandths % 1_000
    let time = "\(padded(whole / 3_600, 2)):\(padded(whole / 60 % 60, 2)):\(padded(whole % 60, 2))"
    return rest == 0 ? time : "\(time).\(padded(rest, 3))"
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension CalendarForm {
  /// The number that a text of ISO 8601 stands for; nil for a text that this form does not write.
  package func number(of text: String) -> Double? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, let day = Self.day(bytes[..<10]) else { return nil }
    let number: Double
    switch self {
    case .days(let start): number = Double(day - start)
    case .secondsAsDate(let start): number = Double(day - start) * 86_400
    case .moments(let start, let perSecond):
      guard bytes.count >= 19, let hour = Self.whole(bytes[11..<13]), let minute = Self.whole(bytes[14..<16]),
        let second = Self.whole(bytes[17..<19])
      else { return nil }
      let rest = bytes.count == 23 ? Self.whole(bytes[20..<23]) ?? 0 : 0
      let thousandths = Double((day - start) * 86_400_000 + (hour * 3_600 + minute * 60 + second) * 1_000 + rest)
      number = thousandths / 1_000 * perSecond
    case .duration, .months, .quarters, .halves: return nil
    }
    // Whatever else the text says, it is only taken where it is written again as it was.
    return self.text(of: number) == text ? number : nil
  }

  /// The day of `2024-02-29`, counted from 1 January 1970.
  private static func day(_ bytes: ArraySlice<UInt8>) -> Int? {
    let start = bytes.startIndex
    guard let year = whole(bytes[start..<start + 4]), let month = whole(bytes[start + 5..<start + 7]),
      let day = whole(bytes[start + 8..<start + 10]), (1...12).contains(month)
    else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func whole(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
  }
}
