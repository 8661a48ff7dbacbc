/// Reads SPSS's portable files: the library loses digits of their numbers and cannot read those of PSPP.
extension LabelledFile {
  /// Reads a portable file from its bytes.
  init(portable bytes: Span<UInt8>, cellLimit: Int) throws(LabelledFileError) {
    guard var scanner = PortableScanner(bytes) else { throw .endsEarly(byte: bytes.count, record: nil) }
    self.init(format: .spssPortable)
    do throws(PortableFault) {
      let dictionary = try PortableDictionary(&scanner)
      variables = dictionary.variables
      caseWeight = dictionary.caseWeight
      guard !variables.isEmpty else { throw .malformed }
      try readRecords(&scanner, widths: dictionary.widths, cellLimit: cellLimit)
    } catch {
      let record = rowCount > 0 ? rowCount : nil
      switch error {
      case .end: throw .endsEarly(byte: bytes.count, record: record)
      case .malformed: throw .malformed(byte: scanner.byte, record: record)
      case .tooLarge: throw .tooLarge(cells: cellLimit)
      }
    }
  }

  private mutating func readRecords(
    _ scanner: inout PortableScanner, widths: [Int], cellLimit: Int
  ) throws(PortableFault) {
    var numbers = widths.map { _ in [Double]() }
    var texts = widths.map { _ in TextCells() }
    while try scanner.peek() != UInt8(ascii: "Z") {
      rowCount += 1
      guard rowCount * widths.count <= cellLimit else { throw .tooLarge }
      for (index, width) in widths.enumerated() {
        if width == 0 {
          numbers[index].append(try scanner.number() ?? MissingTag.number(0))
        } else {
          texts[index].append(trimmedEnd(try scanner.text()))
        }
      }
    }
    for (index, width) in widths.enumerated() {
      variables[index].cells = width == 0 ? .numbers(numbers[index]) : texts[index].cells
    }
  }
}
