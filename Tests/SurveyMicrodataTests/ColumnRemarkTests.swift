import SurveyMicrodata
import Testing

/// What of the file may change an answer is said: how often and where, never which.
@Suite struct ColumnRemarkTests {
  private func remarks(_ text: String) throws -> [String] { try microdata(text).remarks().map(\.description) }

  @Test(arguments: [".", ".a", ".z", "._", ".A", "\".\""])
  func `11-missing-marks-without-codebook: the marks of Stata and SAS are missing, among texts too`(
    _ mark: String
  ) throws {
    let data = try microdata("q,r\n1,yes\n\(mark),\(mark)\n0,no\n\(mark),no\n")
    let numbers = try data.numbers(of: "q")
    #expect(numbers[0] == 1 && numbers[1].isNaN && numbers[2] == 0 && numbers[3].isNaN)
    #expect(try data.texts("r") == ["yes", nil, "no", "no"])
    #expect(
      data.remarks().map(\.description) == [
        "Column \"q\" has 2 missing marks of Stata or SAS (first on line 3), a point or a point with a letter; "
          + "they count as missing.",
        "Column \"r\" has 1 missing mark of Stata or SAS (on line 3), a point or a point with a letter; "
          + "it counts as missing.",
      ])
  }

  @Test(arguments: ["N/A", "#NULL!", " 7", "-", "x", "\"NA\"", "1.5.1", ".5.", "..", ".1a"])
  func `a stranger among numbers is an answer of its own, which is said, and no number`(_ stranger: String) throws {
    let data = try microdata("w,q\n1,1\n2,0\n1,\(stranger)\n3,0\n1,\(stranger)\n")
    #expect(
      data.remarks().first?.description
        == "Column \"q\" holds numbers but for 2 values (first on line 4), which count as levels; where they stand for "
        + "missing, declare them as missing values.")
    #expect(
      sentence { _ = try data.numbers(of: "q") }
        == "Column \"q\" is not one of numbers: 2 of its 5 values are none, the first on line 4.")
    #expect(!sentence { _ = try data.numbers(of: "q") }.contains(stranger))
  }

  @Test func `one bad cell far down is found on its line, whatever stands before it`() throws {
    for row in [0, 1, 17, 4000] {
      var rows = (0..<5000).map { "\"a\nb\",\($0 % 7)" }
      rows[row] = "c,1O"
      let data = try withFile(("text,number\n" + rows.joined(separator: "\n")).utf8) { path in
        let reading = try CSVReading(try FileBytes(contentsOf: path), delimiter: nil, pieceSize: 1000)
        return try reading.microdata(name: "far", columns: nil)
      }
      #expect(
        sentence { _ = try data.numbers(of: "number") }
          == "Column \"number\" is not one of numbers: 1 of its 5000 values is none, on line \(2 * row + 2).")
    }
  }

  @Test func `12-NA-is-a-country: NA is a level among texts, missing among numbers, and missing where it is declared`()
    throws
  {
    let text = "country,y\nNO,3\nSE,NA\nNA,5\nNA,6\n"
    let data = try microdata(text)
    #expect(try data.texts("country") == ["NO", "SE", "NA", "NA"])
    #expect(try data.numbers(of: "y")[1].isNaN)
    #expect(
      data.remarks().map(\.description) == [
        "Column \"country\" has 2 values NA (first on line 4), which count as a level among its texts; where NA stands "
          + "for missing, declare it as a missing value."
      ])
    let declared = try withFile(text.utf8) {
      try Microdata(contentsOf: $0, format: TextFormat(missingTexts: ["NA"]))
    }
    #expect(try declared.texts("country") == ["NO", "SE", nil, nil])
    #expect(declared.remarks().isEmpty)
  }

  @Test(arguments: [
    ("Zeist,Zeist ,Utrecht", 1), ("Zeist,zeist,ZEIST", 2), ("Den  Haag,Den Haag,Zeist", 1), ("Zeist,Zeist\u{A0},x", 1),
    ("A1,A01,A2", 0), ("007,7,x", 1), ("007,07,7,x", 2), ("Zeist,Zeijst,Utrecht", 0),
    ("20240000000000001,020240000000000001,x", 1), ("20240000000000001,20240000000000002,x", 0),
  ])
  func `levels that a slip of the pen keeps apart are pointed out`(_ levels: String, _ count: Int) throws {
    let found = try microdata("town\n" + levels.split(separator: ",").joined(separator: "\n") + "\n").remarks()
      .filter { $0.kind == .alikeLevels }
    #expect(found.map(\.count) == (count == 0 ? [] : [count]))
    for remark in found { #expect(!remark.description.contains("eist")) }
  }

  @Test(arguments: [
    ("007,07,7", 1), ("0363,0599,0014,0344", 0), ("0363,363,0599", 1), ("1e5,100000,2", 1), ("+7,7,8", 1),
    ("0.5,0.50,.5", 0), ("1,2,10", 0), ("01,02,10,11", 0), ("00,0", 1),
  ])
  func `numbers that are written in two ways are pointed out`(_ numbers: String, _ count: Int) throws {
    let found = try microdata("gem\n" + numbers.split(separator: ",").joined(separator: "\n") + "\n").remarks()
      .filter { $0.kind == .respelledNumbers }
    #expect(found.map(\.count) == (count == 0 ? [] : [count]))
  }

  @Test func `every remark is a sentence`() throws {
    #expect(
      try remarks("a,b,c,d\n7,Zeist,1,20240000000000001\n007,zeist,2,7\n8,x,3,8\n8,x,99,9\n") == [
        "Column \"a\" writes 1 number in several ways, such as with and without needless zeros; each is one value.",
        "Column \"b\" has 1 level that differs from another in capitals, spaces or needless zeros only; each counts as a "
          + "level of its own.",
        "Column \"c\" has 1 value far off a scale of small whole numbers, as codes of missing answers are; it counts as "
          + "a number.",
        "Column \"d\" has 1 whole number above 9007199254740992 (on line 2) and is read as text, because numbers of that "
          + "size merge.",
      ])
  }
}

/// Values that no scale has are pointed out, and counts are left alone.
@Suite struct SmallScaleTests {
  private func count(_ values: [Double], minimum: Double? = nil, maximum: Double? = nil) throws -> Int {
    let codebook = Codebook(
      variables: minimum == nil && maximum == nil
        ? [:] : ["q": VariableDescription(minimum: minimum, maximum: maximum)])
    return SmallScale(values).countOfFar(
      below: codebook.variables["q"]?.minimum == nil, above: codebook.variables["q"]?.maximum == nil)
  }

  @Test(
    arguments: [
      ([1, 5, 10, 7, 99, 99], 2), ([1, 5, 10, 7, 10.4], 1), ([0, 1, 1, 0, 9], 1), ([1, 2, 2, 1, 8, 9], 2),
      ([1, 2, 3, 4, 5, -9], 1), ([1, 2, 3, 4, 5, 5, 55], 1), ([6.5, 7, 8, 7.5, 99], 1), ([0, 3, 7, 10, 999, 998], 2),
      ([1, 2, 3, -1, -1], 2), ([1, 2, 3, 4, 5, 88, 77], 2),
    ] as [([Double], Int)])
  func `codes of missing answers and slips of the pen are counted`(_ values: [Double], _ expected: Int) throws {
    #expect(try count(values) == expected)
  }

  @Test(
    arguments: [
      [0, 0, 0, 1, 2, 20], [1, 2, 3, 4, 5, 12], [0, 1, 2, 5, 30, 60, 99], [8, 12, 18, 99], [0, 1, 1, 0], [1, 2, 3, 9],
      [-1, 0, 1], [-3, -2, 2, 3, 0], [0.2, 0.7, 99], [1.5, 10.4, 3.2], [1, 5, 10], [], [0, 1, 2, 3, 4, 25],
      [1, 2, 4, 8, 16],
      [99, 99, 99, 1],
    ] as [[Double]])
  func `ordinary counts and scales are left alone`(_ values: [Double]) throws {
    #expect(try count(values) == 0)
  }

  @Test func `counts of events of any mean are left alone, a thousand at a time`() throws {
    var generator = SeededGenerator(state: 16)
    for mean in [0.3, 1.0, 2.5, 4, 8, 20] {
      for _ in 0..<40 {
        // Geometric counts have longer tails than Poisson's.
        let counts = (0..<1000).map { _ -> Double in
          var count = 0.0
          while Double.random(in: 0..<1, using: &generator) < mean / (1 + mean) { count += 1 }
          return count
        }
        let isCode = { (value: Double) in [66, 77, 88, 96, 97, 98, 99].contains(value) }
        #expect(try count(counts.filter { !isCode($0) }) == 0)
      }
    }
  }

  @Test func `what a codebook bounds is not pointed out again`() throws {
    #expect(try count([1, 5, 7, 99], maximum: 120) == 0)
    #expect(try count([1, 5, 7, -9], minimum: -10) == 0)
  }
}
