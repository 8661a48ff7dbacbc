import Foundation
import SurveyMicrodata
import Testing

/// Files of every form, whole.
private let files = [
  "youth.sav", "youth.zsav", "weighted.sav", "weighted-compressed.sav", "weighted.zsav", "weighted.por", "numbers.por",
  "tagged.dta", "months-114.dta", "months-117.dta", "months-119.dta", "long-118.dta", "tagged.sas7bdat",
  "tagged-5.xpt", "tagged-8.xpt",
]

@Suite struct DamagedFileTests {
  @Test(arguments: files)
  func `a file that was cut off is an error or fewer records, never a crash`(file: String) throws {
    let whole = try fixtureBytes(file)
    let count = try records(file).rowCount
    let step = max(1, whole.count / 400)
    for end in stride(from: 1, to: whole.count, by: step) {
      try withFile(named: file, whole.prefix(end)) { path in
        do {
          let data = try Microdata(contentsOf: path)
          #expect(data.rowCount <= count)
        } catch let error as MicrodataError {
          guard case .malformedFile = error else { throw error }
        }
      }
    }
  }

  @Test(arguments: ["weighted.sav", "tagged.dta", "months-114.dta", "tagged.sas7bdat"])
  func `a file that says how many records it has is an error where the last are cut off`(file: String) throws {
    let whole = try fixtureBytes(file)
    // What follows the records of a Stata file are labels; SAS fills its last page.
    let end = file.hasSuffix("sav") ? whole.count - 20 : whole.count / 2
    try withFile(named: file, whole.prefix(end)) { path in
      _ = #expect(throws: MicrodataError.self) { try Microdata(contentsOf: path) }
    }
  }

  @Test(arguments: files)
  func `a damaged byte is an error or a value, never a crash`(file: String) throws {
    let whole = try fixtureBytes(file)
    var state: UInt64 = 88_172_645_463_325_252
    for _ in 0..<300 {
      var bytes = whole
      for _ in 0..<2 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        bytes[Int(state >> 20) % bytes.count] = UInt8(truncatingIfNeeded: state >> 8)
      }
      try withFile(named: file, bytes) { path in
        do { _ = try Microdata(contentsOf: path) } catch _ as MicrodataError {}
      }
    }
  }

  @Test func `the sentence names the byte and the record`() throws {
    let whole = try fixtureBytes("weighted.sav")
    try withFile(named: "weighted.sav", whole.prefix(whole.count - 20)) { path in
      #expect(
        sentence { _ = try Microdata(contentsOf: path) }
          == "weighted.sav: The file ends too early, at byte 1202, in record 2.")
    }
    let portable = try fixtureBytes("weighted.por")
    try withFile(named: "weighted.por", portable.prefix(portable.count - 70)) { path in
      #expect(
        sentence { _ = try Microdata(contentsOf: path) }
          == "weighted.por: The file ends too early, at byte 914, in record 2.")
    }
  }
}
