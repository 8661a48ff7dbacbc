import Foundation
import SurveyMicrodata
import TestSupport
import Testing

/// The Youth Risk Behavior Survey of 2019 beside the project, where it is there.
private let youthRisk = repository.appending(path: "../shared/data/yrbs_2019_national.csv.gz").standardizedFileURL

private var isThere: Bool { FileManager.default.fileExists(atPath: youthRisk.path(percentEncoded: false)) }

@Suite struct PublicDataTests {
  static let codebook = """
    {"title": "Youth Risk Behavior Survey 2019", "sampleKind": "probability", "resources": [{"path": "any.csv",
      "schema": {"fields": [
        {"name": "Q2", "type": "integer", "title": "Sex", "categories": [
          {"value": "1", "label": "Female"}, {"value": "2", "label": "Male"}]},
        {"name": "QN19", "type": "integer", "constraints": {"enum": [1, 2]}},
        {"name": "weight", "type": "number", "constraints": {"required": true, "minimum": 0}},
        {"name": "stratum", "type": "integer"}, {"name": "psu", "type": "integer"}]}}]}
    """

  @Test(.enabled(if: isThere)) func `a public file of 235 columns is read with a codebook for five`() throws {
    let path = youthRisk.path(percentEncoded: false)
    try withFile(named: "datapackage.json", Self.codebook.utf8) { package throws in
      let data = try Microdata(contentsOf: path, codebook: package)
      #expect(data.rowCount == 13_677)
      #expect(data.columnNames.count == 235)
      #expect(data.codebook.sampleKind == .probability)
      #expect(try data.levels(of: "Q2") == ["1", "2"])
      let units = zip(try data.numbers(of: "stratum"), try data.numbers(of: "psu")).map { "\($0) \($1)" }
      #expect(Set(units).count == 53)
      // CDC publishes that 7.3% were ever forced to have sex.
      let weights = try data.numbers(of: "weight")
      let isForced = try Condition(parsing: "QN19 == 1").rows(in: data)
      let isAnswered = try Condition(parsing: "QN19 in (1, 2)").rows(in: data)
      var (forced, answered) = (0.0, 0.0)
      for row in weights.indices where isAnswered[row] {
        answered += weights[row]
        if isForced[row] { forced += weights[row] }
      }
      #expect((1000 * forced / answered).rounded() == 73)
    }
  }
}
