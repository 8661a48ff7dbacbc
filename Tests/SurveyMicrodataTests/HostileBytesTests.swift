import Foundation
import SurveyMicrodata
import Testing

/// A small generator with a fixed start, so that every run meets the same files.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ (state >> 31)) &* 0x9E37_79B9_7F4A_7C15
  }
}

extension [UInt8] {
  /// The bytes with some removed, replaced, added or cut off.
  func mutated(using generator: inout SeededGenerator) -> [UInt8] {
    var bytes = self
    let awkward: [UInt8] = Array("\",\n\r;{}[]:-\\&|()'e9".utf8) + [0, 0xFF, 0xC3]
    for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: bytes.indices, using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes.remove(at: place)
      case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 2: bytes.insert(awkward.randomElement(using: &generator) ?? 0, at: place)
      case 3: bytes[place] = awkward.randomElement(using: &generator) ?? 0
      default: bytes.removeSubrange(place...)
      }
    }
    return bytes
  }
}

@Suite struct HostileBytesTests {
  static let csv = "age,sex,grade,home,place\n8,1,7.5,true,\"b\n\"\"c\"\"\"\n18,2,-8,false,\r\n12,-9,1e2,,NA\n"
  static let indicators = """
    version: "1"
    indicators:
      - name: old
        label: {nl: Oud, en: Old}
        version: "1"
        items: [age, grade]
        rule: {count: {value: ">= 12", cutPoints: [1, 2]}}
        missing: {atLeast: 1}
      - name: both
        label: Both
        version: "1"
        rule: {condition: "old == 1 & (sex in (1, '2') or `age` < 9)"}
    """

  /// Reads and uses whatever can be read; a thrown error must be a sentence.
  func use(_ folder: String) {
    do throws(MicrodataError) {
      let data = try Microdata(contentsOf: folder)
      _ = try Microdata(contentsOf: folder + "/monitor.csv")
      _ = try data.deriving(try IndicatorDictionary(contentsOf: folder + "/indicators.yaml"))
    } catch {
      #expect(error.description.last.map { ".?".contains($0) } == true)
    }
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `no mutation of the files brings the reader down`(seed: UInt64) throws {
    let files = [
      "datapackage.json": CodebookTests.package, "monitor.csv": Self.csv, "indicators.yaml": Self.indicators,
    ]
    var generator = SeededGenerator(state: seed)
    try withPackage(files) { folder throws in
      use(folder)
      for (name, text) in files.sorted(by: { $0.key < $1.key }) {
        let file = URL(filePath: folder).appending(path: name)
        for _ in 0..<120 {
          try Data([UInt8](text.utf8).mutated(using: &generator)).write(to: file)
          use(folder)
        }
        try Data(text.utf8).write(to: file)
      }
    }
  }

  @Test func `no truncation of the files brings the reader down`() throws {
    let files = [
      "datapackage.json": CodebookTests.package, "monitor.csv": Self.csv, "indicators.yaml": Self.indicators,
    ]
    try withPackage(files) { folder throws in
      for (name, text) in files {
        let file = URL(filePath: folder).appending(path: name)
        for count in stride(from: 0, to: text.utf8.count, by: 3) {
          try Data(text.utf8.prefix(count)).write(to: file)
          use(folder)
        }
        try Data(text.utf8).write(to: file)
      }
    }
  }

  @Test func `no mutation of a condition brings the parser down`() throws {
    let data = try microdata("age,sex\n8,girl\n,boy\n")
    let text = Array("!(age >= 8 & sex in (girl, 'boy')) or `age` != -1e3 and not sex == \"girl\"".utf8)
    var generator = SeededGenerator(state: 7)
    for _ in 0..<5000 {
      let mutated = String(decoding: text.mutated(using: &generator), as: UTF8.self)
      if let condition = try? Condition(parsing: mutated) {
        #expect(try Condition(parsing: condition.description) == condition)
        _ = try? condition.rows(in: data)
      }
    }
  }

  @Test func `deeply nested YAML is answered, not followed`() {
    for text in [String(repeating: "[", count: 100_000), String(repeating: "- ", count: 20_000)] {
      #expect(sentence { _ = try dictionary(text) }.hasPrefix("indicators.yaml, line "))
    }
  }
}
