import Foundation

/// A workbook of one sheet whose parts are stored as they are.
func storedWorkbook(sheet: String) -> [UInt8] {
  let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  func links(_ entries: [(id: String, kind: String, target: String)]) -> String {
    "<Relationships>"
      + entries.map { #"<Relationship Id="\#($0.id)" Type="\#(kind)/\#($0.kind)" Target="\#($0.target)"/>"# }.joined()
      + "</Relationships>"
  }
  return storedArchive([
    ("_rels/.rels", links([("a", "officeDocument", "b.xml")])),
    ("_rels/b.xml.rels", links([("s", "worksheet", "sheets/s.xml")])),
    ("b.xml", #"<workbook><sheets><sheet name="S" sheetId="1" r:id="s"/></sheets></workbook>"#),
    ("sheets/s.xml", sheet),
  ])
}

/// An archive whose parts are stored as they are.
private func storedArchive(_ parts: [(name: String, text: String)]) -> [UInt8] {
  var bytes: [UInt8] = []
  var directory: [UInt8] = []
  func number(_ value: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
  for (name, text) in parts {
    let (name, text) = (Array(name.utf8), Array(text.utf8))
    let facts =
      number(20, 2) + number(0, 2) + number(0, 2) + number(0, 2) + number(0x21, 2) + number(Int(checksum(text)), 4)
      + number(text.count, 4) + number(text.count, 4) + number(name.count, 2) + number(0, 2)
    directory +=
      [0x50, 0x4B, 1, 2] + number(20, 2) + facts + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4)
      + number(bytes.count, 4) + name
    bytes += [0x50, 0x4B, 3, 4] + facts + name + text
  }
  let start = bytes.count
  bytes += directory
  bytes += [0x50, 0x4B, 5, 6] + number(0, 4) + number(parts.count, 2) + number(parts.count, 2)
  bytes += number(directory.count, 4) + number(start, 4) + number(0, 2)
  return bytes
}

/// The cyclic redundancy check of a part, as archives state it.
private func checksum(_ bytes: [UInt8]) -> UInt32 {
  var check = ~UInt32(0)
  for byte in bytes {
    check ^= UInt32(byte)
    for _ in 0..<8 { check = check & 1 == 1 ? check >> 1 ^ 0xEDB8_8320 : check >> 1 }
  }
  return ~check
}
