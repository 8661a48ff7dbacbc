import Foundation
import Testing

/// The case `16-frictionless-missing-labels`: a Data Package 2.0 may label its missing codes as it likes.
@Suite struct MissingLabelCaseTests {
  private let files = [
    "d.csv": "id,w,q\n1,1,1\n2,1,0\n3,2,-9\n4,1,-8\n5,1,-1\n6,3,1\n7,1,\n",
    "dp.json": #"""
    {"name": "d", "resources": [{"name": "d", "path": "d.csv", "format": "csv", "schema": {"missingValues": [""],
    "fields": [{"name": "id", "type": "integer"}, {"name": "w", "type": "number"},
    {"name": "q", "type": "integer", "categories": [{"value": 0, "label": "No"}, {"value": 1, "label": "Yes"}],
    "missingValues": ["", {"value": "-9", "label": "Refused"}, {"value": "-8", "label": "Do not know"},
    {"value": "-1", "label": "Item not applicable"}]}]}}]}
    """#,
  ]

  @Test func `free labels are read and counted apart (16-frictionless-missing-labels)`() throws {
    try withFiles(files) { folder in
      let run = try peilstok("check dp.json", in: folder)
      #expect(run.status == 0)
      #expect(
        run.output.contains(
          "Missing in q: 1 \"Do not know\" (blank), 1 \"Item not applicable\" (blank), 1 \"Refused\" (refused). A label that "
            + "is no kind counts as blank; \"kind\" beside it says blank, notAsked, refused or doesNotKnow."))
      let json = try peilstok("check dp.json --format json", in: folder)
      #expect(
        json.output.contains(
          "\"label\": \"Item not applicable\",\n          \"kind\": \"blank\",\n          \"count\": 1"))
    }
  }

  @Test func `a property of ours gives the kind, and a condition asks for either`() throws {
    var files = files
    files["dp.json"] = files["dp.json"]?.replacing(
      #""Item not applicable"}"#, with: #""Item not applicable", "kind": "notAsked"}"#)
    try withFiles(files) { folder in
      for condition in ["q is \"Item not applicable\"", "q is not asked"] {
        let answer = try estimateIn(folder, ["dp.json", "--statistic", "mean", "--of", "id", "--where", condition])
        #expect(answer.contains("\"value\": 5.0,") && answer.contains("\"unweightedCount\": 1"))
      }
    }
  }

  private func estimateIn(_ folder: URL, _ arguments: [String]) throws -> String {
    try peilstok(["estimate"] + arguments + ["--format", "json"], in: folder).output
  }
}
