/// The dictionary of a portable file: variables, their formats, labels and missing values.
struct PortableDictionary {
  private(set) var variables: [LabelledVariable] = []
  /// The width of each variable, 0 for numbers.
  private(set) var widths: [Int] = []
  private(set) var caseWeight: String?

  /// Reads up to the tag of the records.
  init(_ scanner: inout PortableScanner) throws(PortableFault) {
    guard try scanner.next() == 0x41 else { throw .malformed }
    _ = (try scanner.text(), try scanner.text())
    while true {
      switch try scanner.next() {
      case tag("1"), tag("2"), tag("3"): _ = try scanner.text()
      case tag("4"), tag("5"): _ = try scanner.wholeNumber(limit: 100_000)
      case tag("6"): caseWeight = try scanner.text()
      case tag("7"): try readVariable(&scanner)
      case tag("8"): try declareMissing(try value(&scanner))
      case tag("9"): try declareMissing(.number(-.infinity), through: try value(&scanner))
      case tag("A"): try declareMissing(try value(&scanner), through: .number(.infinity))
      case tag("B"): try declareMissing(try value(&scanner), through: try value(&scanner))
      case tag("C"):
        guard !variables.isEmpty else { throw .malformed }
        variables[variables.count - 1].label = try scanner.text()
      case tag("D"): try readLabels(&scanner)
      case tag("E"): for _ in 0..<(try scanner.wholeNumber(limit: 100_000)) { _ = try scanner.text() }
      case tag("F"):
        return
      default: throw .malformed
      }
    }
  }

  private func tag(_ character: UnicodeScalar) -> UInt8 { UInt8(ascii: character) }

  private mutating func readVariable(_ scanner: inout PortableScanner) throws(PortableFault) {
    let width = try scanner.wholeNumber(limit: 32_767)
    let name = try scanner.text()
    guard !name.isEmpty, !variables.contains(where: { $0.name == name }) else { throw .malformed }
    let type = try scanner.wholeNumber(limit: 1_000)
    let printWidth = try scanner.wholeNumber(limit: 40_000)
    let decimals = try scanner.wholeNumber(limit: 1_000)
    for _ in 0..<3 { _ = try scanner.wholeNumber(limit: 40_000) }
    var variable = LabelledVariable(
      name: name, cells: width == 0 ? .numbers([]) : .texts(codes: [], texts: []))
    variable.format = "\(Self.formats[type] ?? "F")\(printWidth)" + (decimals > 0 ? ".\(decimals)" : "")
    variables.append(variable)
    widths.append(width)
  }

  /// The names of SPSS's formats that show numbers in a way of their own.
  private static let formats = [
    1: "A", 5: "F", 20: "DATE", 21: "TIME", 22: "DATETIME", 23: "ADATE", 24: "JDATE", 25: "DTIME", 26: "WKDAY",
    27: "MONTH", 28: "MOYR", 29: "QYR", 30: "WKYR", 38: "EDATE", 39: "SDATE", 40: "MTIME", 41: "YMDHMS",
  ]

  private func value(_ scanner: inout PortableScanner) throws(PortableFault) -> LabelledValue {
    guard let width = widths.last else { throw .malformed }
    return try value(&scanner, width: width)
  }

  private func value(_ scanner: inout PortableScanner, width: Int) throws(PortableFault) -> LabelledValue {
    if width > 0 { return .text(trimmedEnd(try scanner.text())) }
    guard let number = try scanner.number() else { throw .malformed }
    return .number(number)
  }

  private mutating func declareMissing(_ value: LabelledValue) throws(PortableFault) {
    switch value {
    case .number(let number): variables[variables.count - 1].missingRanges.append(.numbers(number...number))
    case .text(let text): variables[variables.count - 1].missingRanges.append(.text(text))
    case .tag: throw .malformed
    }
  }

  private mutating func declareMissing(_ low: LabelledValue, through high: LabelledValue) throws(PortableFault) {
    guard !variables.isEmpty, case .number(let low) = low, case .number(let high) = high, low <= high else {
      throw .malformed
    }
    variables[variables.count - 1].missingRanges.append(.numbers(low...high))
  }

  private mutating func readLabels(_ scanner: inout PortableScanner) throws(PortableFault) {
    var indices: [Int] = []
    for _ in 0..<(try scanner.wholeNumber(limit: 100_000)) {
      let name = try scanner.text()
      guard let index = variables.firstIndex(where: { $0.name == name }) else { throw .malformed }
      indices.append(index)
    }
    guard let first = indices.first else { throw .malformed }
    for _ in 0..<(try scanner.wholeNumber(limit: 1_000_000)) {
      let label = ValueLabel(try value(&scanner, width: widths[first]), try scanner.text())
      for index in indices { variables[index].valueLabels.append(label) }
    }
  }
}
