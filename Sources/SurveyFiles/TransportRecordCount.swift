/// How many records a SAS transport file has: version 8 says so, version 5 cannot where all variables are texts.
extension LabelledFile {
  /// Puts right how many records there are: blank ones at the end look like the padding of the last block of 80 bytes.
  mutating func countRecords(as bytes: Span<UInt8>) throws(LabelledFileError) {
    let isAllText = variables.allSatisfy { if case .texts = $0.cells { true } else { false } }
    guard let declared = declaredCount(in: bytes) else {
      mayHideBlankRecords = isAllText
      return
    }
    guard declared != rowCount else { return }
    guard declared > rowCount, isAllText, declared - rowCount <= 80 else {
      throw .otherRecordCount(declared: declared, found: rowCount)
    }
    for index in variables.indices { variables[index].cells.addBlanks(declared - rowCount) }
    rowCount = declared
  }

  /// The number that stands in the header of the observations of version 8.
  private func declaredCount(in bytes: Span<UInt8>) -> Int? {
    var line = 0
    while line + 80 <= bytes.count, line < 80 * 40_000 {
      if bytes.hasText("HEADER RECORD*******OBSV8   HEADER RECORD!!!!!!!", at: line) {
        let digits = (48..<80).map { bytes[line + $0] }.drop { $0 == 0x20 }.prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty, digits.count < 16 else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
      }
      line += 80
    }
    return nil
  }
}

extension LabelledCells {
  /// Adds records without a text.
  fileprivate mutating func addBlanks(_ count: Int) {
    guard case .texts(var codes, var texts) = self else { return }
    let blank = texts.firstIndex(of: "") ?? texts.count
    if blank == texts.count { texts.append("") }
    codes += Array(repeating: Int32(blank), count: count)
    self = .texts(codes: codes, texts: texts)
  }
}
