import ReportDocuments
import Testing

@Suite struct NumberFormatTests {
  @Test(arguments: [
    (NumberFormat.percentage(decimals: 1), 0.0801, "8,0%", "8.0%"),
    (.percentage(decimals: 0), 0.285, "29%", "29%"),
    (.percentage(decimals: 1), 0.285, "28,5%", "28.5%"),
    (.percentage(decimals: 1), 1, "100,0%", "100.0%"),
    (.percentage(decimals: 1), 0.9996, "100,0%", "100.0%"),
    (.percentage(decimals: 1), 0.00049, "0,0%", "0.0%"),
    (.percentage(decimals: 1), 0.0005, "0,1%", "0.1%"),
    (.percentage(decimals: 1), .leastNonzeroMagnitude, "0,0%", "0.0%"),
    (.percentagePoints(decimals: 1), 0.012, "1,2", "1.2"),
    (.percentagePoints(decimals: 1).signed, 0.012, "+1,2", "+1.2"),
    (.percentagePoints(decimals: 1).signed, -0.012, "-1,2", "-1.2"),
    (.percentagePoints(decimals: 1).signed, -0.0004, "0,0", "0.0"),
    (.percentagePoints(decimals: 1).signed, 0.0004, "0,0", "0.0"),
    (.count.rounded(toMultiplesOf: 1000), 187_432, "187.000", "187,000"),
    (.count.rounded(toMultiplesOf: 1000), 500, "1.000", "1,000"),
    (.count.rounded(toMultiplesOf: 1000), -499, "0", "0"),
    (.count.rounded(toMultiplesOf: 25).signed, 38, "+50", "+50"),
    (.count.rounded(toMultiplesOf: 1000).unrounded, 187_432, "187.432", "187,432"),
    (.number(decimals: 2), 0.285, "0,29", "0.29"),
    (.number(decimals: 2), 1.005, "1,01", "1.01"),
    (.number(decimals: 2), -1.005, "-1,01", "-1.01"),
    (.number(decimals: 0), 0.5, "1", "1"),
    (.number(decimals: 0), 0.49999999999999994, "0", "0"),
    (.number(decimals: 0), -0.0, "0", "0"),
    (.number(decimals: 1), 1994, "1.994,0", "1,994.0"),
    (.number(decimals: 1), 999.95, "1.000,0", "1,000.0"),
    (.number(decimals: 0), 1e21, "1.000.000.000.000.000.000.000", "1,000,000,000,000,000,000,000"),
    (.number(decimals: 3), 1.5e-3, "0,002", "0.002"),
    (.count, 7059, "7.059", "7,059"),
    (.count, 999, "999", "999"),
    (.count, 1_234_567.5, "1.234.568", "1,234,568"),
    (.ratio(), 1.2345, "1,23", "1.23"),
    (.ratio(decimals: 1), 0.05, "0,1", "0.1"),
    (.pValue, 0.0004, "<0,001", "<0.001"),
    (.pValue, 0, "<0,001", "<0.001"),
    (.pValue, 0.001, "0,001", "0.001"),
    (.pValue, 0.0455, "0,046", "0.046"),
    (.pValue, 0.9996, ">0,999", ">0.999"),
    (.pValue, 1, "1,000", "1.000"),
    (.number(decimals: 1), .nan, "[x]", "[x]"),
    (.percentage(decimals: 1), -.infinity, "[x]", "[x]"),
    (.oneIn, .nan, "[x]", "[x]"),
  ])
  func `a number is written by the rules of its language`(
    format: NumberFormat, value: Double, dutch: String, english: String
  ) {
    #expect(format.text(value, in: .dutch) == dutch)
    #expect(format.text(value, in: .english) == english)
  }

  @Test(arguments: [
    (0.0801, "1 op de 12", "1 in 12"), (0.5, "1 op de 2", "1 in 2"), (0.4, "4 op de 10", "4 in 10"),
    (0.67, "2 op de 3", "2 in 3"), (0.75, "3 op de 4", "3 in 4"), (0.825, "8 op de 10", "8 in 10"),
    (0.15, "1 op de 7", "1 in 7"), (0.98, "49 op de 50", "49 in 50"), (0.0001, "1 op de 10.000", "1 in 10,000"),
    (0, "geen", "none"), (1, "alle", "all"), (1.2, "[x]", "[x]"), (-0.1, "[x]", "[x]"),
  ])
  func `a proportion is written as a natural frequency`(value: Double, dutch: String, english: String) {
    #expect(NumberFormat.oneIn.text(value, in: .dutch) == dutch)
    #expect(NumberFormat.oneIn.text(value, in: .english) == english)
  }

  @Test(arguments: [
    (0.012, "1,2 procentpunt", "1.2 percentage points"), (0.01, "1,0 procentpunt", "1.0 percentage point"),
    (-0.01, "-1,0 procentpunt", "-1.0 percentage point"), (0, "0,0 procentpunt", "0.0 percentage points"),
  ])
  func `a sentence gets the unit that a table's header would state`(value: Double, dutch: String, english: String) {
    let format = NumberFormat.percentagePoints(decimals: 1)
    #expect(format.phrase(value, in: .dutch) == dutch)
    #expect(format.phrase(value, in: .english) == english)
    #expect(NumberFormat.count.phrase(1994, in: .dutch) == "1.994")
  }

  @Test(arguments: 0...8)
  func `a written number is never further than half a last digit away, and has no negative zero`(decimals: Int) throws {
    let scales = [1e-6, 1, 1e3, 1e9]
    var generator = SplitMix(state: UInt64(decimals) + 1)
    for _ in 0..<2000 {
      let value = (Double.random(in: -1...1, using: &generator)) * scales[Int.random(in: 0..<4, using: &generator)]
      let text = NumberFormat.number(decimals: decimals).text(value, in: .english)
      let read = try #require(Double(text.split(separator: ",").joined()))
      var unit = 1.0
      for _ in 0..<decimals { unit /= 10 }
      #expect(abs(read - value) <= unit / 2 + abs(value) * 1e-15 + unit * 1e-12, "\(value) was written as \(text)")
      #expect(!(text.hasPrefix("-") && read == 0))
      #expect(decimals == 0 ? !text.contains(".") : text.split(separator: ".").last?.count == decimals)
    }
  }

  @Test func `the decimal point of a percentage moves without an error of multiplication`() {
    for thousandths in 0...1000 {
      let written = NumberFormat.percentage(decimals: 1).text(Double(thousandths) / 1000, in: .english)
      #expect(written == "\(thousandths / 10).\(thousandths % 10)%")
    }
  }
}

/// A small generator with a fixed start, so that the cases are the same in every run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
