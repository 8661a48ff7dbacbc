import SurveyMicrodata
import Testing

/// Three items, one letter a record and item: y yes, n no, a not asked, r refused, k does not know, b blank.
private func items(_ records: [String]) throws -> Microdata {
  let codes: [Character: Int32] = [
    "y": 1, "n": 0, "a": MissingKind.notAsked.code, "r": MissingKind.refused.code, "k": MissingKind.doesNotKnow.code,
    "b": MissingKind.blank.code,
  ]
  let names = ["a", "b", "c"]
  return try Microdata(
    name: "records",
    columns: names.indices.map { item in
      (
        names[item],
        .factor(Factor(codes: records.map { codes[Array($0)[item]] ?? 0 }, levels: ["no", "yes"]))
      )
    })
}

/// All records of three items.
private let everyRecord: [String] = {
  let letters = "ynarkb"
  return letters.flatMap { a in letters.flatMap { b in letters.map { c in "\(a)\(b)\(c)" } } }
}()

private func derived(_ records: [String], rule: String, missing: String) throws -> [Int32] {
  let dictionary = try dictionary(items: "a, b, c", rule: rule, missing: missing)
  guard case .factor(let factor) = try items(records).deriving(dictionary).column("derived") else { return [] }
  return factor.codes
}

@Suite struct RoutedItemTests {
  @Test(arguments: [
    // Records:                             yaa naa aaa nar yar nna nak nab nnn
    ("{anyOf: [yes]}", "anyTrueElseAllAsked", "ynaryknbn"),
    ("{anyOf: [yes]}", "allAsked", "ynarrknbn"),
  ])
  func `what was not asked decides as no and a refusal stays unknown`(
    rule: String, missing: String, expected: String
  ) throws {
    let records = ["yaa", "naa", "aaa", "nar", "yar", "nak", "nna", "nab", "nnn"]
    let letters = try derived(records, rule: rule, missing: missing).map { code -> Character in
      switch MissingKind(code: code) {
      case nil: code == 1 ? "y" : "n"
      case .notAsked: "a"
      case .refused: "r"
      case .doesNotKnow: "k"
      case .blank: "b"
      }
    }
    #expect(String(letters) == expected)
  }

  @Test(arguments: [
    ("{anyOf: [yes]}", "anyTrueElseAllAsked", "anyTrueElseAllAnswered"),
    ("{allOf: [yes]}", "anyTrueElseAllAsked", "anyTrueElseAllAnswered"),
    ("{count: {levels: [yes], cutPoints: [1]}}", "anyTrueElseAllAsked", "anyTrueElseAllAnswered"),
    ("{count: {levels: [yes], cutPoints: [2]}}", "anyTrueElseAllAsked", "anyTrueElseAllAnswered"),
    ("{count: {levels: [yes], cutPoints: [1, 2, 3]}}", "anyTrueElseAllAsked", "anyTrueElseAllAnswered"),
    ("{anyOf: [yes]}", "allAsked", "allAnswered"),
    ("{allOf: [yes]}", "allAsked", "allAnswered"),
    ("{anyOf: [yes]}", "{atLeast: 2, notAsked: no}", "{atLeast: 2}"),
    ("{allOf: [yes]}", "{atLeast: 1, notAsked: no}", "{atLeast: 1}"),
    ("{count: {levels: [yes], cutPoints: [2]}}", "{atLeast: 2, notAsked: no}", "{atLeast: 2}"),
  ])
  func `an item that was not asked is an item answered with no, of who was asked anything`(
    rule: String, routed: String, plain: String
  ) throws {
    let answeredNo = everyRecord.map { $0.replacing("a", with: "n") }
    let (found, expected) = (
      try derived(everyRecord, rule: rule, missing: routed), try derived(answeredNo, rule: rule, missing: plain)
    )
    for (position, record) in everyRecord.enumerated() {
      let wanted = record == "aaa" ? MissingKind.notAsked.code : expected[position]
      // Where nothing decides, the rules differ in nothing but the kind that a record of refusals keeps.
      #expect(found[position] == wanted, "\(record)")
    }
  }

  @Test(arguments: ["{condition: a == yes}", "{cutoff: \"> 1\"}"])
  func `a rule for routing goes with several items held to one test`(rule: String) throws {
    #expect(
      sentence { _ = try dictionary(items: "a", rule: rule, missing: "anyTrueElseAllAsked") }
        == "indicators.yaml, line 8: Expected this rule with anyOf, allOf or count; a condition can say what was not "
        + "asked: \"q1 is not asked\".")
  }

  @Test func `an unknown rule is answered with the rules and its nearest`() throws {
    #expect(
      sentence { _ = try dictionary(items: "a, b", rule: "{anyOf: [yes]}", missing: "anyTrueElseAllAskd") }
        == "indicators.yaml, line 8: Expected one of allAnswered, anyTrueElseAllAnswered, allAsked, anyTrueElseAllAsked, "
        + "{atLeast: k} or {blanksAreNo: base}; found \"anyTrueElseAllAskd\". Did you mean \"anyTrueElseAllAsked\"?")
  }
}
