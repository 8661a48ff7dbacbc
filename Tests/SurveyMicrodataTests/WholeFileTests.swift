import Foundation
import SurveyMicrodata
import Testing

@Suite struct WholeFileTests {
  @Test(arguments: [0, 1, 4096, 5_000_000])
  func `a file that is cut short after it was read changes nothing of what is parsed`(length: UInt64) throws {
    let text = "a,b\n" + (0..<800_000).map { "\($0),x\($0 % 9)\n" }.joined()
    try withFile(text.utf8) { path throws in
      let bytes = try FileBytes(contentsOf: path)
      let handle = try FileHandle(forWritingTo: URL(filePath: path))
      try handle.truncate(atOffset: length)
      try handle.close()
      let data = try CSVReading(bytes, delimiter: nil).microdata(name: "cut", columns: nil)
      #expect(data.rowCount == 800_000)
      #expect(try data.numbers(of: "a").reduce(0, +) == 319_999_600_000)
      #expect(data.sources[0].byteCount == text.utf8.count)
    }
  }

  @Test func `a file of many blocks is read as it is`() throws {
    var text = "number\n"
    for number in 0..<1_500_000 { text += "\(number)\n" }
    try withFile(text.utf8) { path throws in
      #expect(try FileBytes(contentsOf: path).text == text)
    }
  }

  @Test func `the empty lines of a file of one column are bounded`() throws {
    var limits = ComputationLimits()
    limits.emptyLines = 3
    for (text, isRefused) in [("x\n\n1\n\n\n", false), ("x\n\n1\r\n\r\n\n\n", true), ("x\n\n\n\n\n", true)] {
      try withFile(text.utf8) { path throws in
        let said = sentence {
          let reading = try CSVReading(try FileBytes(contentsOf: path), delimiter: nil, limits: limits)
          _ = try reading.microdata(name: "empty", columns: nil)
        }
        #expect(
          said
            == (isRefused
              ? "survey.csv: More than 3 lines are empty, which is the limit; in a file of one column each is a record "
                + "without an answer." : "no error"))
      }
    }
  }
}
