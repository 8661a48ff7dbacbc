internal import SurveyMicrodata

/// The `datapackage.json` of the synthetic monitor: a Frictionless Data Package with Table Schema.
package enum DataPackageText {
  static let dutchTitle = "Synthetische monitor van geweld thuis bij kinderen, 2020-2024"
  static let englishTitle = "Synthetic monitor of violence at home among children, 2020-2024"

  package static func text(seed: UInt64) -> String {
    JSON.object([
      ("$schema", .text("https://datapackage.org/profiles/2.0/datapackage.json")),
      ("name", .text("monitor")),
      ("title", .text(englishTitle)),
      ("titles", titles(dutchTitle, englishTitle)),
      (
        "description",
        .text("SYNTHETIC: every record, count and true value is made by a model with seed \(seed); nobody was asked.")
      ),
      ("sampleKind", .text("optIn")),
      ("synthetic", .boolean(true)),
      ("seed", .text(String(seed))),
      (
        "licenses",
        .list([
          .object([
            ("name", .text("Apache-2.0")), ("path", .text("https://www.apache.org/licenses/LICENSE-2.0")),
          ])
        ])
      ),
      (
        "resources",
        .list([
          resource("monitor", "Records van drie metingen", "Records of three waves", MonitorColumns.monitorFields),
          resource(
            "population-margins", "Synthetische bevolkingsaantallen", "Synthetic population counts",
            MonitorColumns.marginFields),
          resource(
            "truth", "Ware waarden van de synthetische bevolking", "True values of the synthetic population",
            MonitorColumns.truthFields),
          resource(
            "sample-flow", "Van geopende vragenlijst tot record", "From opened questionnaire to record",
            MonitorColumns.flowFields),
        ])
      ),
    ]).text() + "\n"
  }

  private static func titles(_ dutch: String, _ english: String) -> JSON {
    .object([("nl", .text(dutch)), ("en", .text(english))])
  }

  private static func resource(_ name: String, _ dutch: String, _ english: String, _ fields: [Field]) -> JSON {
    .object([
      ("name", .text(name)), ("type", .text("table")), ("path", .text("\(name).csv")), ("title", .text(english)),
      ("titles", titles(dutch, english)), ("format", .text("csv")), ("mediatype", .text("text/csv")),
      ("encoding", .text("utf-8")),
      (
        "schema",
        .object([("fields", .list(fields.map(json))), ("missingValues", .list([.text("")]))])
      ),
    ])
  }

  private static func json(_ field: Field) -> JSON {
    var members: [(String, JSON)] = [
      ("name", .text(field.name)), ("type", .text(field.kind.rawValue)), ("title", .text(field.english)),
      ("titles", titles(field.dutch, field.english)),
    ]
    if !field.levels.isEmpty {
      members.append(
        (
          "categories",
          .list(
            field.levels.map { level in
              .object([
                ("value", .text(level.name)), ("label", .text(level.english)),
                ("labels", titles(level.dutch, level.english)),
              ])
            })
        ))
    }
    let limits = [("minimum", field.minimum), ("maximum", field.maximum)].compactMap { name, limit in
      limit.map { (name, JSON.number($0)) }
    }
    if !limits.isEmpty { members.append(("constraints", .object(limits))) }
    if field.hasMissing {
      let kinds = [("-7", "notAsked"), ("-8", "refused"), ("-9", "doesNotKnow")]
      members.append(
        (
          "missingValues",
          .list(kinds.map { .object([("value", .text($0)), ("label", .text($1))]) })
        ))
    }
    return .object(members)
  }
}
