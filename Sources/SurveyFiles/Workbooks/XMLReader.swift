internal import CExpat

/// The name of an element without its prefix: its first eight bytes and its length, which tell all names apart that are
/// looked for.
struct XMLName: Equatable {
  let word: UInt64
  let count: Int

  init(_ name: StaticString) {
    var word: UInt64 = 0
    let bytes = Array(name.description.utf8)
    for (index, byte) in bytes.prefix(8).enumerated() { word |= UInt64(byte) << UInt64(8 * index) }
    self.word = word
    count = bytes.count
  }

  /// Takes a name from the parser.
  @unsafe init(parsed name: UnsafePointer<XML_Char>) {
    var word: UInt64 = 0
    var (position, start) = (0, 0)
    while true {
      let byte = unsafe UInt8(bitPattern: name[position])
      if byte == 0 { break }
      if byte == 0x3A {
        (word, start) = (0, position + 1)
      } else if position - start < 8 {
        word |= UInt64(byte) &<< UInt64(8 &* (position - start))
      }
      position += 1
    }
    self.word = word
    count = position - start
  }
}

/// The attributes of an element while it is read.
@safe struct XMLAttributes {
  let list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?

  /// The text of an attribute of a name without its prefix; nil where it is not there.
  func text(_ name: StaticString) -> String? {
    let name = XMLName(name)
    var position = 0
    while let key = unsafe list?[position], let value = unsafe list?[position + 1] {
      if unsafe XMLName(parsed: key) == name { return unsafe String(cString: value) }
      position += 2
    }
    return nil
  }
}

/// A part of a workbook that is read as it streams by; a subclass says what is done with its elements.
@safe class XMLReader {
  /// The name of the part, for messages.
  let part: String
  private let parser: XML_Parser
  private(set) var problem: WorkbookProblem?
  /// Whether what was looked for has been found.
  private(set) var isStopped = false

  init(part: String) {
    self.part = part
    guard let parser = unsafe XML_ParserCreate(nil) else { preconditionFailure("Expat refused to start") }
    unsafe self.parser = parser
    unsafe XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    unsafe XML_SetElementHandler(
      parser,
      { context, name, attributes in
        guard let context = unsafe context, let name = unsafe name else { return }
        unsafe Unmanaged<XMLReader>.fromOpaque(context)._withUnsafeGuaranteedRef {
          unsafe $0.started(XMLName(parsed: name), XMLAttributes(list: attributes))
        }
      },
      { context, name in
        guard let context = unsafe context, let name = unsafe name else { return }
        unsafe Unmanaged<XMLReader>.fromOpaque(context)._withUnsafeGuaranteedRef {
          unsafe $0.ended(XMLName(parsed: name))
        }
      })
    unsafe XML_SetCharacterDataHandler(parser) { context, text, count in
      guard let context = unsafe context, let text = unsafe text else { return }
      unsafe Unmanaged<XMLReader>.fromOpaque(context)._withUnsafeGuaranteedRef {
        unsafe $0.read(UnsafeRawBufferPointer(start: text, count: Int(count)))
      }
    }
    // A workbook has no document type, and entities of one can grow without bounds.
    unsafe XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
      guard let context = unsafe context else { return }
      unsafe Unmanaged<XMLReader>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.fail(.documentType(part: $0.part)) }
    }
  }

  deinit { unsafe XML_ParserFree(parser) }

  /// An element begins.
  func started(_ name: XMLName, _ attributes: XMLAttributes) {}
  /// An element ends.
  func ended(_ name: XMLName) {}
  /// Text stands between elements.
  func read(_ text: UnsafeRawBufferPointer) {}

  /// Ends the reading for a problem; the first stands.
  final func fail(_ problem: WorkbookProblem) {
    if self.problem == nil { self.problem = problem }
    unsafe _ = XML_StopParser(parser, XML_Bool(XML_FALSE))
  }

  /// Ends the reading because what was looked for is found.
  final func stop() {
    isStopped = true
    unsafe _ = XML_StopParser(parser, XML_Bool(XML_FALSE))
  }

  /// Reads the next bytes; the last of a part must end its outermost element.
  final func parse(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) throws(WorkbookProblem) {
    var position = 0
    repeat {
      let count = min(bytes.count - position, 1 << 28)
      let isLastPiece = isLast && position + count == bytes.count
      let start = unsafe bytes.baseAddress.map {
        unsafe UnsafeRawPointer($0 + position).assumingMemoryBound(to: CChar.self)
      }
      let status = unsafe XML_Parse(parser, start, Int32(count), isLastPiece ? 1 : 0)
      position += count
      if let problem { throw problem }
      if isStopped { return }
      guard status == XML_STATUS_OK else {
        throw .malformedPart(part: part, line: unsafe Int(XML_GetCurrentLineNumber(parser)))
      }
    } while position < bytes.count
  }
}
