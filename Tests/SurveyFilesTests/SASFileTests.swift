import SurveyMicrodata
import Testing

@Suite struct SASFileTests {
  @Test(arguments: ["tagged.sas7bdat", "tagged-5.xpt", "tagged-8.xpt"])
  func `missing values with a letter keep it, and dates are those of the calendar`(file: String) throws {
    let data = try records(file)
    #expect(try data.cells("x") == ["1.5", "<blank .A>", "<blank .Z>", "<blank>", "-3.0"])
    #expect(try data.cells("day") == ["2024-02-29", "<blank>", "1960-01-01", "1959-12-31", "2000-01-01"])
    #expect(try data.cells("word") == ["one", "<blank>", "three", "four", "five"])
    #expect(data.codebook.variables["x"]?.label.text(in: "en") == "A number")
  }

  @Test func `blank records at the end are those that version 8 counts`() throws {
    #expect(try records("blank-8.xpt").cells("s") == ["a", "b", "<blank>", "<blank>", "<blank>"])
    #expect(try records("blank-8.xpt").remarks().isEmpty)
  }

  @Test func `blank records at the end of version 5 may be lost, and a note says so`() throws {
    let data = try records("blank-5.xpt")
    #expect(try data.cells("s") == ["a", "b"])
    #expect(
      data.remarks().map(\.description) == [
        "Column \"s\" is of a SAS transport file of version 5 with texts only, whose blank records at the end cannot be told "
          + "from the padding of its last block; 2 records were read."
      ])
    #expect(try records("tagged-5.xpt").remarks().isEmpty)
  }

  @Test func `the missing value of a low line keeps it too`() throws {
    // haven writes letters only; the byte of .A in the first record becomes that of ._
    var bytes = [UInt8](try fixtureBytes("tagged-5.xpt"))
    let letter: [UInt8] = [0x41, 0, 0, 0, 0, 0, 0, 0]
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: letter) })
    bytes[place] = 0x5F
    let data = try withFile(named: "low.xpt", bytes) { try Microdata(contentsOf: $0) }
    #expect(try data.cells("x") == ["1.5", "<blank ._>", "<blank .Z>", "<blank>", "-3.0"])
  }
}
