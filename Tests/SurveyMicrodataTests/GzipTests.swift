import Foundation
import SurveyMicrodata
import Testing

@Suite struct GzipTests {
  /// The text "a,b\n1,x\n2,y\n", packed by gzip without a name or time.
  let packed: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x4B, 0xD4, 0x49, 0xE2, 0x32, 0xD4, 0xA9, 0xE0, 0x32,
    0xD2, 0xA9, 0xE4, 0x02, 0x00, 0xC2, 0x96, 0x7E, 0x9D, 0x0C, 0x00, 0x00, 0x00,
  ]

  @Test func `a gzipped file reads as the file it was made of`() throws {
    try withFile(named: "survey.csv.gz", packed) { path throws in
      let data = try Microdata(contentsOf: path)
      #expect(data.name == "survey")
      #expect(try data.numbers(of: "a") == [1, 2])
      #expect(try data.texts("b") == ["x", "y"])
      #expect(data.sources.map(\.fileName) == ["survey.csv.gz"])
      #expect(data.sources.map(\.byteCount) == [packed.count])
    }
  }

  @Test func `the members of a gzipped file follow each other`() throws {
    try withFile(named: "survey.csv.gz", packed + packed) { path throws in
      #expect(try Microdata(contentsOf: path).texts("a") == ["1", "2", "a", "1", "2"])
    }
  }

  @Test func `a damaged gzip is answered by name`() throws {
    for (bytes, expected) in [
      (Array("a,b\n1,2\n".utf8), "survey.csv.gz: The name ends in .gz but the contents are not gzip."),
      (Array(packed.dropLast(6)), "survey.csv.gz: The gzipped contents end too early."),
      (Array(packed.prefix(12)), "survey.csv.gz: The gzipped contents end too early."),
      (Array(packed.prefix(2)), "survey.csv.gz: The gzipped contents end too early."),
      (
        packed.enumerated().map { $0 == packed.count - 6 ? $1 ^ 1 : $1 },
        "survey.csv.gz: The gzipped contents are damaged."
      ),
    ] {
      try withFile(named: "survey.csv.gz", bytes) { path throws in
        #expect(sentence { _ = try Microdata(contentsOf: path) } == expected)
      }
    }
  }

  @Test func `what a gzipped file unpacks to is bounded in all and for its size`() throws {
    var limits = ComputationLimits()
    limits.unpackedBytes = 11
    try withFile(named: "survey.csv.gz", packed) { path throws in
      #expect(
        sentence { _ = try FileBytes(contentsOf: path, limits: limits) }
          == "survey.csv.gz: The packed contents unpack to more than 11 bytes, which is the limit.")
      limits.unpackedBytes = 12
      _ = try FileBytes(contentsOf: path, limits: limits)
    }
    // Two members of 32 bytes hold 12 each: within their size, and more than is free.
    limits = ComputationLimits()
    limits.freelyUnpackedBytes = 12
    limits.unpackingRatio = 0
    try withFile(named: "survey.csv.gz", packed + packed) { path throws in
      #expect(
        sentence { _ = try FileBytes(contentsOf: path, limits: limits) }
          == "survey.csv.gz: The packed contents unpack to more than 0 times their size, which is the limit.")
      limits.unpackingRatio = 1
      _ = try FileBytes(contentsOf: path, limits: limits)
    }
  }

  @Test func `a source is described by its name, size and hash`() throws {
    try withFile(named: "abc.txt", "abc".utf8) { path throws in
      let source = try DataSource(contentsOf: path)
      // The hash of "abc" as FIPS 180-4 gives it.
      #expect(
        source
          == DataSource(
            fileName: "abc.txt",
            sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", byteCount: 3))
    }
  }
}
