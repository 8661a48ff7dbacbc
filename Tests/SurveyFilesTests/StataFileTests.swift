import SurveyMicrodata
import Testing

@Suite struct StataFileTests {
  @Test func `missing values with a letter are kinds with their labels`() throws {
    let data = try records("tagged.dta")
    #expect(try data.cells("told") == ["1", "0", "<refused>", "<blank routed past>", "<blank>"])
    #expect(try data.labelledLevels("told") == ["0=no", "1=yes"])
    #expect(data.codebook.variables["told"]?.missingCodes == [".a": .refused, ".b": .blank])
    #expect(data.codebook.variables["told"]?.label.text(in: "en") == "Told somebody")
    #expect(try data.cells("half") == ["0.5", "1.5", "<blank>", "2.5", "3.5"])
    #expect(try data.cells("word") == ["één", "<blank>", "drie", "vier", "vijf"])
    #expect(try data.cells("day") == ["2020-02-29", "<blank>", "1960-01-01", "1959-12-31", "2000-01-01"])
  }

  @Test func `a whole number of Stata above 2147483620 is a kind of missing`() throws {
    #expect(
      try records("large.dta").cells("number") == ["1.0", "2147483620.0", "<blank>", "<blank .a>", "<blank .z>"])
  }

  @Test func `long texts of release 118 are read, those of release 119 refused by the name of their variable`() throws {
    #expect(
      try records("long-118.dta").cells("story")
        == [String(repeating: "s", count: 3_000), String(repeating: "t", count: 2_500)])
    #expect(
      sentence { _ = try records("long-119.dta") }
        == "long-119.dta: Variable \"story\" holds long texts (strL) in Stata's release 119, of which the reader loses every "
        + "one; save the file as release 118 (Stata 14), or the variable as str2045.")
  }

  @Test(arguments: [114, 117, 118, 119])
  func `dates are those of the calendar in every release`(release: Int) throws {
    let data = try records("months-\(release).dta")
    #expect(try data.cells("moment") == ["2024-02-29T13:14:15.250", "<blank>", "1959-12-31T23:00:00"])
    #expect(try data.cells("month") == ["2024-02", "1959-12", "1960-01"])
    #expect(try data.cells("year") == ["2024.0", "1959.0", "1960.0"])
    #expect(try data.cells("kind") == ["0", "2", "<blank>"])
    #expect(try data.labelledLevels("kind") == ["0=low", "1=mid", "2=high"])
    #expect(try data.factor(of: "kind").hasStatedOrder)
  }

  @Test func `texts before release 14 are in the encoding of Windows unless another is named`() throws {
    #expect(try records("latin-114.dta").cells("word") == ["één", "café"])
    let other = try Microdata(contentsOf: fixture("latin-114.dta"), format: TextFormat(encoding: .latin9))
    #expect(try other.cells("word") == ["één", "café"])
  }
}
