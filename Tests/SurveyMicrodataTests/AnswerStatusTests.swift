import SurveyMicrodata
import Testing

/// Columns whose records are answered or missing for every reason, a factor and a number.
private func recordsOfEveryKind(seed: Int, count: Int = 60) throws -> Microdata {
  var state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 | 1
  func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }
  let factor = (0..<count).map { _ in
    let draw = next(7)
    return draw < 4 ? MissingKind.allCases[draw].code : Int32(draw - 4)
  }
  let numbers = (0..<count).map { _ in
    let draw = next(6)
    return draw < 4 ? MissingKind.allCases[draw].number : Double(draw)
  }
  return try Microdata(
    name: "d", columns: [("q", .factor(Factor(codes: factor, levels: ["a", "b", "c"]))), ("x", .numbers(numbers))])
}

@Suite struct AnswerStatusTests {
  let data: Microdata

  init() throws {
    data = try Microdata(
      name: "d",
      columns: [
        ("q", .factor(Factor(codes: [1, 0, -1, -2, -3, -4], levels: ["no", "yes"]))),
        (
          "x",
          .numbers(
            [1, MissingKind.notAsked.number, MissingKind.refused.number, .nan, MissingKind.doesNotKnow.number, 0])
        ),
      ])
  }

  @Test(arguments: [
    ("q is missing", [false, false, true, true, true, true]),
    ("q is answered", [true, true, false, false, false, false]),
    ("q is not answered", [false, false, true, true, true, true]),
    ("q is not missing", [true, true, false, false, false, false]),
    ("q is blank", [false, false, true, false, false, false]),
    ("q is not asked", [false, false, false, true, false, false]),
    ("q is notAsked", [false, false, false, true, false, false]),
    ("q is refused", [false, false, false, false, true, false]),
    ("q is not refused", [true, true, true, true, false, true]),
    ("q is doesNotKnow", [false, false, false, false, false, true]),
    ("q is does not know", [false, false, false, false, false, true]),
    ("x is not asked", [false, true, false, false, false, false]),
    ("x is blank", [false, false, false, true, false, false]),
    ("`x` is refused", [false, false, true, false, false, false]),
    // Known whatever the other side is, and unknown only where the other side is.
    ("q == yes | q is not asked", [true, false, false, true, false, false]),
    ("not (q == yes | q is not asked)", [false, true, false, false, false, false]),
    ("not (q == yes & q is not not asked)", []),
  ])
  func `a condition asks for the answer itself and for the kind of missing`(text: String, rows: [Bool]) throws {
    guard !rows.isEmpty else {
      #expect(sentence { _ = try Condition(parsing: text) }.contains("Expected answered"))
      return
    }
    let condition = try Condition(parsing: text)
    #expect(try condition.rows(in: data) == rows)
    #expect(try Condition(parsing: condition.description) == condition)
    #expect(condition.columnNames.count == 1)
  }

  @Test func `a column may be named is, and a value too`() throws {
    let data = try microdata("is,b\n1,is\n,other\n")
    #expect(try Condition(parsing: "is is missing").rows(in: data) == [false, true])
    #expect(try Condition(parsing: "is == 1 & b == is").rows(in: data) == [true, false])
  }

  @Test(arguments: 1...40)
  func `one reason holds for each record, and what is asked of an answer is never unknown`(seed: Int) throws {
    let data = try recordsOfEveryKind(seed: seed)
    for column in ["q", "x"] {
      let all = ["is answered", "is blank", "is not asked", "is refused", "is doesNotKnow"]
      let truths = try all.map { try Condition(parsing: "\(column) \($0)").truth(in: data) }
      let missing = try Condition(parsing: "\(column) is missing").truth(in: data)
      for row in 0..<data.rowCount {
        #expect(truths.count { $0[row] == Truth.holds } == 1)
        #expect(truths.allSatisfy { $0[row] != Truth.isUnknown })
        #expect(missing[row] == Truth.holds - truths[0][row])
        #expect((missing[row] == Truth.holds) == (try data.column(column).missingKind(at: row) != nil))
      }
      // A comparison is unknown exactly where the column is missing, and stays so unless the status decides.
      let comparison = try Condition(parsing: column == "q" ? "q == a" : "x > 4").truth(in: data)
      let decided = try Condition(
        parsing: (column == "q" ? "q == a" : "x > 4") + " | \(column) is not asked | \(column) is refused"
      ).truth(in: data)
      for row in 0..<data.rowCount {
        #expect((comparison[row] == Truth.isUnknown) == (missing[row] == Truth.holds))
        let isDecided = truths[2][row] == Truth.holds || truths[3][row] == Truth.holds
        #expect(decided[row] == (isDecided ? Truth.holds : comparison[row]))
      }
    }
  }
}
