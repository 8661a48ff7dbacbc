import Foundation

/// A survey of 240 invented records in two waves, made by a rule, so that a test can add them up itself.
enum SmallSurvey {
  /// One answer form.
  struct Record {
    let wave: Int
    let unit: Int
    let weight: Double
    let sex: String
    let exposed: String
    let told: String
    let grade: String
    let hours: Double
  }

  /// The records; the numbers come from a linear congruential sequence and mean nothing.
  static let records: [Record] = {
    var state: UInt64 = 2024
    func draw(_ count: UInt64) -> Int {
      state = (state &* 6_364_136_223_846_793_005) &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % count)
    }
    return (0..<240).map { position in
      let sex = draw(2) == 0 ? "1" : "2"
      let isExposed = draw(10) < (sex == "2" ? 5 : 3)
      return Record(
        wave: position < 120 ? 2022 : 2024, unit: position % 12, weight: Double(draw(40) + 10) / 8, sex: sex,
        exposed: draw(30) == 0 ? "-8" : isExposed ? "yes" : "no",
        told: isExposed ? (draw(3) == 0 ? "nobody" : "someone") : "-7", grade: "\(draw(6) + (isExposed ? 4 : 5))",
        hours: Double(draw(80)) / 4)
    }
  }()

  static let csv =
    "wave,unit,weight,sex,exposed,told,grade,hours\n"
    + records.map { "\($0.wave),\($0.unit),\($0.weight),\($0.sex),\($0.exposed),\($0.told),\($0.grade),\($0.hours)\n" }
    .joined()

  /// The weighted share of the records for which a statement holds, of those for which it is known.
  static func share(_ isTrue: (Record) -> Bool?) -> Double {
    var (hits, all) = (0.0, 0.0)
    for record in records {
      guard let isTrue = isTrue(record) else { continue }
      all += record.weight
      if isTrue { hits += record.weight }
    }
    return hits / all
  }

  /// Whether a record is exposed; nil where that is not known.
  static func isExposed(_ record: Record) -> Bool? { record.exposed == "-8" ? nil : record.exposed == "yes" }

  static func package(_ further: String = "") -> String {
    """
    {\(further)
      "resources": [{
        "name": "records", "path": "survey.csv",
        "schema": {
          "missingValues": ["", {"value": "-7", "label": "notAsked"}, {"value": "-8", "label": "refused"}],
          "fields": [
            {"name": "wave", "type": "integer", "titles": {"nl": "Meting", "en": "Wave"},
             "categories": [{"value": "2022"}, {"value": "2024"}]},
            {"name": "unit", "type": "integer"},
            {"name": "weight", "type": "number"},
            {"name": "sex", "type": "string", "titles": {"nl": "Geslacht", "en": "Sex"}, "categories": [
              {"value": "1", "labels": {"nl": "jongen", "en": "boy"}},
              {"value": "2", "labels": {"nl": "meisje | vrouw", "en": "girl | woman"}},
              {"value": "3", "labels": {"nl": "anders", "en": "other"}}]},
            {"name": "exposed", "type": "string", "titles": {"nl": "Geweld thuis", "en": "Violence at home"},
             "categories": [{"value": "no", "labels": {"nl": "nee", "en": "no"}},
                            {"value": "yes", "labels": {"nl": "ja", "en": "yes"}}]},
            {"name": "told", "type": "string", "titles": {"en": "Told"},
             "categories": [{"value": "someone"}, {"value": "nobody"}]},
            {"name": "grade", "type": "integer", "titles": {"nl": "Cijfer voor het leven", "en": "Grade of life"}},
            {"name": "hours", "type": "number"}
          ]
        }
      }]
    }
    """
  }

  static let dictionary = """
    version: "1"
    indicators:
      - name: insufficient
        label: {nl: Onvoldoende, en: Insufficient}
        version: "1"
        window: {nl: nu, en: now}
        items: [grade]
        rule: {cutoff: "<= 5"}
      - name: exposed_again
        label: {nl: Geweld thuis, en: Violence at home again}
        version: "2"
        items: [exposed]
        rule: {anyOf: [yes]}
        missing: allAnswered
        comparable: [{from: "2024", reason: {en: "The question was changed."}}]
    """
}
