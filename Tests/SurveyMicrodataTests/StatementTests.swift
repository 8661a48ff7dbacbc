import SurveyMicrodata
import Testing

/// Which level of a variable a statement is about.
@Suite struct Statements {
  /// A column of levels as they were answered, with the labels that a codebook gives them.
  struct Coding: CustomTestStringConvertible, Sendable {
    let levels: [String]
    var labels: [String] = []
    let yes: String?

    var testDescription: String { "\(levels) \(labels)" }

    func records(reversed isReversed: Bool = false) throws(MicrodataError) -> Microdata {
      let order = isReversed ? Array(levels.indices.reversed()) : Array(levels.indices)
      let factor = Factor(codes: (0..<12).map { Int32($0 % levels.count) }, levels: order.map { levels[$0] })
      let described = order.map { position in
        LevelDescription(name: levels[position], label: LocalizedText(["nl": labels.isEmpty ? "" : labels[position]]))
      }
      let variables = labels.isEmpty ? [:] : ["q": VariableDescription(levels: described)]
      return try Microdata(name: "t", columns: [("q", .factor(factor))], codebook: Codebook(variables: variables))
    }
  }

  static let codings = [
    Coding(levels: ["no", "yes"], yes: "yes"), Coding(levels: ["ja", "nee"], yes: "ja"),
    Coding(levels: ["Nee", "Ja"], yes: "Ja"), Coding(levels: ["FALSE", "TRUE"], yes: "TRUE"),
    Coding(levels: ["0", "1"], yes: "1"), Coding(levels: ["ja", "weet niet"], yes: "ja"),
    Coding(levels: ["1", "2"], yes: nil), Coding(levels: ["a", "b"], yes: nil),
    Coding(levels: ["ja", "yes"], yes: nil), Coding(levels: ["nee"], yes: nil), Coding(levels: ["ja"], yes: nil),
    Coding(levels: ["1"], yes: nil), Coding(levels: ["ja", "nee", "soms"], yes: nil),
    Coding(levels: ["1", "2"], labels: ["ja", "nee"], yes: "1"),
    Coding(levels: ["1", "2"], labels: ["nee", "ja"], yes: "2"),
    Coding(levels: ["0", "1"], labels: ["ja", "nee"], yes: "0"),
    Coding(levels: ["1", "2"], labels: ["Yes (at risk)", "No"], yes: "1"),
    Coding(levels: ["1", "2"], labels: ["jongen", "meisje"], yes: nil),
    Coding(levels: ["0", "1"], labels: ["niet gekozen", "gekozen"], yes: "1"),
    Coding(levels: ["0", "1"], labels: ["soms", "nee"], yes: nil),
    Coding(levels: ["1", "2"], labels: ["ja, thuis", "ja, elders"], yes: nil),
    Coding(levels: ["1", "2"], labels: ["nee", "japon"], yes: nil),
  ]

  @Test(arguments: codings)
  func `without a level are about the one that is certain to mean yes, whatever the order`(coding: Coding) throws {
    for isReversed in [false, true] {
      let records = try coding.records(reversed: isReversed)
      #expect(try records.affirmativeLevel(of: "q") == coding.yes)
      if let yes = coding.yes {
        #expect(try records.statement("q") == Binary("q", isTrueFor: yes))
      } else {
        #expect(throws: MicrodataError.self) { try records.statement("q") }
      }
      for level in coding.levels {
        #expect(try records.statement("q=\(level)") == Binary("q", isTrueFor: level))
        #expect(try records.statement(" q = \(level) ") == Binary("q", isTrueFor: level))
      }
    }
  }

  @Test(
    arguments: [
      ([0, 1, .nan], "1"), ([0, 0], "1"), ([.nan, .nan], "1"), ([1, 1], nil), ([1, 2], nil), ([0, 1, 2], nil),
      ([0.5, 1], nil),
    ] as [([Double], String?)])
  func `of numbers are about 1 where these are 0 and 1`(values: [Double], level: String?) throws {
    let records = try Microdata(name: "t", columns: [("q", .numbers(values))])
    #expect(try records.affirmativeLevel(of: "q") == level)
  }

  @Test func `that need a level list those that a codebook declares and count those that were answered`() throws {
    let declared = try Coding(levels: ["1", "2"], labels: ["jongen", "meisje"], yes: nil).records()
    #expect(throws: MicrodataError.levelWanted(column: "q", levels: ["1", "2"], count: 2)) {
      try declared.statement("q")
    }
    let answered = try Coding(levels: ["secret", "private"], yes: nil).records()
    let error = #expect(throws: MicrodataError.self) { try answered.statement("q") }
    #expect(
      error?.description
        == "Column \"q\" has 2 levels, none of which is certain to mean yes; say which one counts, as in q=LEVEL. Its "
        + "distribution shows them; messages name only those that a codebook declares.")
    let many = try Microdata(name: "t", columns: [("q", .numbers((0..<2000).map { Double($0) }))])
    #expect(throws: MicrodataError.levelWanted(column: "q", levels: [], count: nil)) { try many.statement("q") }
    let long = MicrodataError.levelWanted(column: "q", levels: (1...30).map(String.init), count: 30)
    #expect(long.description.hasSuffix("\"20\" and 10 more; say which one counts, as in q=1."))
  }

  @Test func `find a column whose name holds an equals sign`() throws {
    let factor = Column.factor(Factor(["x", "y"]))
    let records = try Microdata(name: "t", columns: [("a", factor), ("a=b", factor)])
    #expect(VariableLevel(parsing: "a=b", in: records) == VariableLevel("a=b"))
    #expect(VariableLevel(parsing: "a=b=x", in: records) == VariableLevel("a=b", level: "x"))
    #expect(VariableLevel(parsing: "a=x=y", in: records) == VariableLevel("a", level: "x=y"))
    #expect(VariableLevel(parsing: "c=x", in: records) == VariableLevel("c", level: "x"))
    #expect(VariableLevel(parsing: "a=b=x", in: records).description == "a=b=x")
  }

  @Test func `of an answer that nobody gave hold for nobody`() throws {
    let no = try Microdata(name: "t", columns: [("q", .factor(Factor(["nee", "nee", nil])))])
    #expect(try no.indicator(of: Binary("q", isTrueFor: "ja")) == [0, 0, MissingKind.blank.code])
    #expect(throws: MicrodataError.self) { try no.indicator(of: Binary("q", isTrueFor: "jaa")) }
    for empty in [Column.numbers([.nan, .nan]), .factor(Factor([nil, nil]))] {
      let records = try Microdata(name: "t", columns: [("q", empty)])
      #expect(try records.indicator(of: Binary("q", isTrueFor: "yes")).allSatisfy { $0 < 0 })
      #expect(try Condition(parsing: "q == yes").rows(in: records) == [false, false])
      #expect(try Condition(parsing: "q != yes").rows(in: records) == [false, false])
    }
  }
}
