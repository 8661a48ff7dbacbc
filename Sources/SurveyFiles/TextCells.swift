/// The texts of a variable while they are read: a position for each record, each text once.
struct TextCells {
  private(set) var codes: [Int32] = []
  private var texts: [String] = []
  private var codeOfText: [String: Int32] = [:]

  var count: Int { codes.count }

  var cells: LabelledCells { .texts(codes: codes, texts: texts) }

  mutating func reserveCapacity(_ count: Int) { codes.reserveCapacity(count) }

  /// Adds the text of a record.
  mutating func append(_ text: String) {
    if let last = codes.last, texts[Int(last)] == text { return codes.append(last) }
    if let code = codeOfText[text] { return codes.append(code) }
    let code = Int32(texts.count)
    texts.append(text)
    codeOfText[text] = code
    codes.append(code)
  }
}
