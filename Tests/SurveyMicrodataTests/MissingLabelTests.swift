import SurveyMicrodata
import TestSupport
import Testing

private func package(missing: String, type: String = "integer", extra: String = "") -> String {
  #"{"resources": [{"path": "d.csv", "schema": {"fields": [{"name": "q", "type": ""# + type + #"", "missingValues": "#
    + missing + extra + "}]}}]}"
}

@Suite struct MissingLabelTests {
  /// Reads a column of one field and hands over its reasons: the kind and the label of each missing record.
  private func reasons(
    _ cells: [String], missing: String, type: String = "integer", extra: String = ""
  ) throws -> [(kind: MissingKind, label: String?)?] {
    try withPackage([
      "datapackage.json": package(missing: missing, type: type, extra: extra),
      "d.csv": "q\n" + cells.map { $0.isEmpty ? "\"\"" : $0 }.joined(separator: "\n") + "\n",
    ]) { folder in
      let data = try Microdata(contentsOf: folder)
      let (column, labels) = (try data.column("q"), data.codebook.variables["q"]?.orderedMissingLabels ?? [])
      return (0..<column.count).map { row in
        column.missingReason(at: row).map { ($0.kind, $0.label.map { labels[$0] }) }
      }
    }
  }

  @Test(arguments: ["integer", "number", "string"])
  func `a label that is no kind is kept apart, and one that names a kind gives it`(type: String) throws {
    let found = try reasons(
      ["1", "-9", "-8", "-1", "-2", "-3", ""],
      missing: #"""
        ["", {"value": "-9", "label": "Refused"}, {"value": "-8", "label": "Do not know"},
         {"value": "-1", "label": "Item not applicable", "kind": "notAsked"}, {"value": "-2", "label": "refused"},
         {"value": "-3", "label": "Not asked"}]
        """#, type: type)
    #expect(found.map { $0?.kind } == [nil, .refused, .blank, .notAsked, .refused, .notAsked, .blank])
    #expect(
      found.map { $0?.label } == [nil, "Refused", "Do not know", "Item not applicable", nil, "Not asked", nil])
  }

  @Test func `a condition asks for a label, and an unknown one is answered with those there are`() throws {
    let text = package(
      missing: #"["", {"value": "-8", "label": "Do not know"}, {"value": "-1", "label": "Item not applicable"}]"#)
    try withPackage(["datapackage.json": text, "d.csv": "q\n1\n-8\n-1\n\"\"\n2\n"]) { folder in
      let data = try Microdata(contentsOf: folder)
      let condition = try Condition(parsing: "q is \"Item not applicable\" or q > 1")
      #expect(try condition.rows(in: data) == [false, false, true, false, true])
      #expect(try Condition(parsing: condition.description) == condition)
      #expect(
        sentence { _ = try Condition(parsing: "q is 'Item not aplicable'").rows(in: data) }
          == "No missing code of column \"q\" is labelled \"Item not aplicable\"; found \"Do not know\", "
          + "\"Item not applicable\". Did you mean \"Item not applicable\"?")
      let bare = try microdata("q\n1\n2\n")
      #expect(
        sentence { _ = try Condition(parsing: "q is \"Refused\"").rows(in: bare) }
          == "No missing code of column \"q\" is labelled \"Refused\"; its codebook gives no labels.")
    }
  }

  @Test(arguments: [1, 2, 7, 31, 32, 200, 400], ["integer", "string"])
  func `as many labels as a codebook has are counted apart, whatever their number`(count: Int, type: String) throws {
    let codes = (1...count).map { -$0 - 100 }
    let list = codes.map { #"{"value": "\#($0)", "label": "reason \#($0)"}"# }.joined(separator: ", ")
    // The first label once, the second twice and so on up to four, each among answers.
    let cells = codes.enumerated().flatMap { position, code in
      Array(repeating: "\(code)", count: position % 4 + 1) + ["5"]
    }
    let found = try reasons(cells, missing: "[\(list)]", type: type)
    for (cell, reason) in paired(cells, found) {
      #expect(reason?.label == (cell == "5" ? nil : "reason \(cell)"))
      #expect(reason?.kind == (cell == "5" ? nil : .blank))
    }
  }
}
