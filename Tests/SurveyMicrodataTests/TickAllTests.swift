import SurveyMicrodata
import Testing

/// A dictionary with one list of ticks.
private func ticks(_ lines: String) throws -> IndicatorDictionary {
  try dictionary("version: \"1\"\ntickAll:\n  - {name: s, label: {nl: Bron, en: Source}, version: \"1\", \(lines)}\n")
}

@Suite struct TickAllTests {
  /// The records of a list of three answers: letters for what is ticked, "-" for nothing, and whole refusals.
  private func letters(_ data: Microdata, _ dictionary: IndicatorDictionary) throws -> [String] {
    let derived = try data.deriving(dictionary)
    return try ["s_tv", "s_radio", "s_web"].map { name in
      let column = try derived.column(name)
      guard case .factor(let factor) = column else { return "" }
      return String(
        factor.codes.map { code -> Character in
          switch MissingKind(code: code) {
          case nil: code == 1 ? "y" : "n"
          case .blank: "b"
          case .notAsked: "a"
          case .refused: "r"
          case .doesNotKnow: "k"
          }
        })
    }
  }

  @Test(arguments: [
    ("ticked", ["ynby", "yyby", "nnby"]), ("asked", ["ynny", "yyny", "nnny"]), ("all", ["ynny", "yyny", "nnny"]),
  ])
  func `a blank is a no for the records of the base (14-tick-all-that-apply)`(base: String, expected: [String]) throws {
    let columns = try microdata("id,w,tv,radio,web\n1,1,1,1,\n2,2,,1,\n3,1,,,\n4,1,1,1,1\n")
    #expect(try letters(columns, try ticks("items: [tv, radio, web], base: \(base)")) == expected)
    let cells = try microdata("id,w,sources\n1,1,tv;radio\n2,2,radio\n3,1,\n4,1,tv;web;radio\n")
    #expect(try letters(cells, try ticks("cell: sources, answers: [tv, radio, web], base: \(base)")) == expected)
  }

  @Test func `indicators are named and labelled after the list and the answer`() throws {
    let read = try ticks(
      "items: [tv, {item: q2, name: radio, label: {nl: de radio, en: the radio}}], base: ticked, ticked: [\"1\", yes]")
    #expect(read.indicators.map(\.name) == ["s_tv", "s_radio"])
    #expect(read.indicators[1].label == LocalizedText(["nl": "Bron: de radio", "en": "Source: the radio"]))
    #expect(read.indicators[0].label.text(in: "en") == "Source: tv")
    #expect(read.indicators[1].items == ["tv", "q2"] && read.indicators[0].missing == .blanksAreNo(.ticked))
  }

  /// Records as columns of ticks and as cells; a record is a set of answers or a missing code for the whole list.
  @Test(arguments: 1...40)
  func `columns of ticks and cells with several answers give the same indicators`(seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    let answers = ["tv", "radio", "web"]
    let separator = [";", ",", "|", " "][draw(4)]
    // One tick each first, so that every column holds one.
    var columns: [[Int32]] = [[0, -1, -1], [-1, 0, -1], [-1, -1, 0]]
    var cells: [String?] = answers
    var kinds: [MissingKind?] = [nil, nil, nil]
    for _ in 0..<40 {
      let kind = draw(5) == 0 ? [MissingKind.notAsked, .refused, .doesNotKnow][draw(3)] : nil
      let chosen = kind == nil ? answers.indices.filter { _ in draw(3) == 0 } : []
      for item in answers.indices { columns[item].append(kind?.code ?? (chosen.contains(item) ? 0 : -1)) }
      // The order of answers in a cell, and space around them, mean nothing.
      let order = draw(2) == 0 ? chosen : chosen.reversed()
      let padding = separator == " " ? "" : [" ", ""][draw(2)]
      cells.append(chosen.isEmpty ? nil : order.map { answers[$0] }.joined(separator: separator + padding))
      kinds.append(kind)
    }
    var factor = Factor(cells)
    for (row, kind) in kinds.enumerated() { if let kind { factor.codes[row] = kind.code } }
    let asColumns = try Microdata(
      name: "c", columns: zip(answers, columns).map { ($0, .factor(Factor(codes: $1, levels: ["1"]))) })
    let asCells = try Microdata(name: "c", columns: [("sources", .factor(factor))])
    var known: [String: Int] = [:]
    for base in TickBase.allCases {
      let found = try letters(asColumns, try ticks("items: [tv, radio, web], base: \(base.rawValue)"))
      #expect(
        try letters(
          asCells,
          try ticks("cell: sources, answers: [tv, radio, web], separator: \"\(separator)\", base: \(base.rawValue)"))
          == found)
      for (item, letters) in found.enumerated() {
        // Whatever the base, the ticks are the same; only who counts beside them differs.
        #expect(letters.count { $0 == "y" } == columns[item].count { $0 == 0 })
        for (row, letter) in letters.enumerated() {
          switch kinds[row] {
          case .refused: #expect(letter == "r")
          case .doesNotKnow: #expect(letter == "k")
          case .notAsked: #expect(letter == (base == .all ? "n" : "a"))
          case .blank, nil:
            let ticksAny = columns.contains { $0[row] == 0 }
            let wanted = columns[item][row] == 0 ? "y" : ticksAny || base != .ticked ? "n" : "b"
            #expect(String(letter) == wanted)
          }
        }
      }
      known[base.rawValue] = found[0].count { $0 == "y" || $0 == "n" }
    }
    #expect((known["ticked"] ?? 0) <= (known["asked"] ?? 0) && (known["asked"] ?? 0) <= (known["all"] ?? 0))
  }

  @Test(arguments: [
    ("items: [tv], cell: x, base: all", "line 3: Expected exactly one of items, cell."),
    ("items: [tv], answers: [a], base: all", "line 3: The key \"answers\" means nothing beside \"items\"."),
    (
      "cell: x, answers: [\"a;b\"], base: all",
      "line 3: The answer \"a;b\" holds the separator that stands between answers."
    ),
    ("items: [tv, tv], base: all", "line 3: Two indicators are named \"tv\"."),
    ("items: [tv], base: everyone", "line 3: Expected one of ticked, asked, all; found \"everyone\"."),
    ("items: [], base: all", "line 3: Expected a list that is not empty."),
  ])
  func `a list that cannot be used is answered with its line`(lines: String, expected: String) throws {
    #expect(sentence { _ = try ticks(lines) } == "indicators.yaml, " + expected)
  }

  @Test func `what is no tick, and an answer that is not listed, are answered with counts`() throws {
    let data = try microdata("tv,radio,sources\n1,a,tv;film\n2,b,tv\n,c,film\n")
    #expect(
      sentence { _ = try data.deriving(try ticks("items: [tv], base: all")) }
        == "indicators.yaml, line 3: Column \"tv\" has 2 levels; expected one, a tick, or two of which one is 0, no, nee, n "
        + "or false. Name the levels that are ticks: ticked: [level].")
    #expect(
      sentence { _ = try data.deriving(try ticks("cell: sources, answers: [tv], base: all")) }
        == "indicators.yaml, line 3: 2 cells of column \"sources\" hold an answer that is not listed.")
    let named = try data.deriving(try ticks("items: [tv], base: all, ticked: [\"1\"]"))
    #expect(try named.texts("s_tv") == ["yes", "no", "no"])
  }

  @Test func `a count of ticks has the same base`() throws {
    let data = try microdata("tv,radio,web\n1,1,\n,1,\n,,\n1,1,1\n0,,\n")
    let derived = try data.deriving(
      try dictionary(items: "tv, radio, web", rule: "{count: ticked}", missing: "{blanksAreNo: ticked}"))
    guard case .numbers(let counts) = try derived.column("derived") else { return }
    #expect(counts.map { $0.isNaN ? -1 : $0 } == [2, 1, -1, 3, -1])
  }
}
