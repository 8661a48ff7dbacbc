import Foundation
import SurveyMicrodata
import Testing

/// Files that Zstandard has packed.
@Suite struct ZstandardTests {
  /// The text "a,b\n1,x\n2,y\n" as `zstd` packs it, with its checksum.
  private let packed: [UInt8] = [
    0x28, 0xB5, 0x2F, 0xFD, 0x24, 0x0C, 0x61, 0x00, 0x00, 0x61, 0x2C, 0x62, 0x0A, 0x31, 0x2C, 0x78, 0x0A, 0x32, 0x2C,
    0x79, 0x0A, 0x2E, 0x9F, 0x21, 0x46,
  ]

  @Test(arguments: ["survey.csv.zst", "survey.csv", "survey.tsv.zst"])
  func `a packed file reads as the file it was made of, whatever its name`(_ name: String) throws {
    let data = try withFile(named: name, packed) { try Microdata(contentsOf: $0) }
    #expect(data.name == "survey" && data.sources[0].byteCount == packed.count)
    #expect(try data.texts("b") == ["x", "y"])
    let twice = try withFile(named: name, packed + packed) { try Microdata(contentsOf: $0) }
    #expect(twice.rowCount == 5)
  }

  @Test func `what is cut off, damaged, too large or not packed is answered by name`() throws {
    for (bytes, expected) in [
      (Array(packed.dropLast(6)), "The contents, packed by Zstandard, end too early."),
      (Array(packed.prefix(5)), "The contents, packed by Zstandard, end too early."),
      (Array(packed.dropLast()) + [0], "The contents, packed by Zstandard, are damaged."),
      (Array("a\n1\n".utf8), "The name ends in .zst but the contents are not packed by Zstandard."),
    ] {
      let found = try withFile(named: "s.csv.zst", bytes) { path in sentence { _ = try Microdata(contentsOf: path) } }
      #expect(found == "s.csv.zst: " + expected)
    }
    var limits = ComputationLimits()
    limits.unpackedBytes = 11
    try withFile(named: "s.csv.zst", packed) { path in
      #expect(
        sentence { _ = try FileBytes(contentsOf: path, limits: limits) }
          == "s.csv.zst: The packed contents unpack to more than 11 bytes, which is the limit.")
    }
  }
}
