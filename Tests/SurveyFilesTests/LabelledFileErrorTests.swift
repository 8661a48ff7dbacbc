import Foundation
import SurveyFiles
import SurveyMicrodata
import Testing

@Suite struct LabelledFileErrorTests {
  @Test(
    arguments: [
      (
        LabelledFileError.notItsFormat(program: "Stata"),
        "The name ends as that of a file of Stata, and the contents do not begin as one."
      ),
      (.endsEarly(byte: 7, record: nil), "The file ends too early, at byte 7."),
      (.endsEarly(byte: 7, record: 3), "The file ends too early, at byte 7, in record 3."),
      (.malformed(byte: 7, record: nil), "The file contradicts its format before byte 7."),
      (
        .otherRecordCount(declared: 1, found: 2),
        "The file says that it has 1 record, and 2 were found."
      ),
      (
        .notInEncoding(variable: "x", byte: 7, record: 3),
        "A text of variable \"x\" before byte 7, in record 3 is not in the encoding that the file states; --encoding (key "
          + "encoding) names another."
      ),
      (
        .unknownEncoding, "The file states an encoding that is not known; --encoding (key encoding) names another."
      ),
      (
        .unsupported(byte: 7),
        "The file is of a release or a compression that is not read, by what stands before byte 7."
      ),
      (.noVariables, "The file has no variables."),
      (.noRecords, "The file holds a dictionary and no records."),
      (.tooLarge(cells: 9), "The file unpacks to more than 9 cells, which is the limit."),
    ] as [(LabelledFileError, String)])
  func `what is wrong with a file is one sentence`(error: LabelledFileError, sentence: String) {
    #expect(error.description == sentence)
  }

  @Test func `a file that unpacks to more cells than the limit is given up`() throws {
    let bytes = [UInt8](try fixtureBytes("weighted.zsav"))
    #expect(throws: LabelledFileError.tooLarge(cells: 10)) { try LabelledFile(bytes.span, as: .spss, cellLimit: 10) }
    let portable = [UInt8](try fixtureBytes("weighted.por"))
    #expect(throws: LabelledFileError.tooLarge(cells: 10)) {
      try LabelledFile(portable.span, as: .spssPortable, cellLimit: 10)
    }
  }

  @Test func `a text that is not in the stated encoding is named by its variable and record`() throws {
    // The last cell of the first record says that it is UTF-8 and is not.
    var bytes = [UInt8](try fixtureBytes("weighted.sav"))
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("een ".utf8)) })
    bytes[place] = 0xE9
    try withFile(named: "weighted.sav", bytes) { path in
      #expect(
        sentence { _ = try Microdata(contentsOf: path) }
          == "weighted.sav: A text of variable \"word\" before byte \(place + 12 + 4), in record 1 is not in the encoding "
          + "that the file states; --encoding (key encoding) names another.")
      let other = try Microdata(contentsOf: path, format: TextFormat(encoding: .windows1252))
      #expect(try other.cells("word") == ["éen", "twee", ""])
    }
  }

  @Test func `a file that says another number of records than it has is an error`() throws {
    var bytes = [UInt8](try fixtureBytes("weighted.sav"))
    #expect(Array(bytes[80..<84]) == [3, 0, 0, 0])
    bytes[80] = 4
    try withFile(named: "weighted.sav", bytes) { path in
      let error = sentence { _ = try Microdata(contentsOf: path) }
      #expect(error == "weighted.sav: The file ends too early, at byte 1222, in record 3.")
    }
  }
}
