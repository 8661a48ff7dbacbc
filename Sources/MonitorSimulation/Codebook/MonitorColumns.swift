/// The columns of the files of the synthetic monitor.
package enum MonitorColumns {
  /// The raking cells: sex by age group, the few who answer otherwise in one cell.
  static let sexAgeLevels: [Level] =
    [Sex.girl, .boy].flatMap { sex in
      AgeGroup.levels.map { age in
        let sex = Sex.levels[sex.rawValue]
        return Level("\(sex.name)_\(age.name)", "\(sex.dutch), \(age.dutch)", "\(sex.english), \(age.english)")
      }
    } + [Level("other", "anders, 8 tot en met 18 jaar", "other, 8 to 18 years")]

  static let waveLevels = Wave.allCases.map { Level($0.name, $0.name, $0.name) }

  package static let monitorFields: [Field] =
    [
      Field("record", .integer, "volgnummer", "running number", minimum: 1),
      Field("wave", .string, "meting", "wave", levels: waveLevels),
      Field(
        "pooled", .string, "telt mee als metingen worden samengenomen", "counts when waves are pooled",
        levels: ItemLevels.yesNo),
      Field("base_weight", .number, "gewicht vóór weging", "weight before calibration", minimum: 0),
      Field(
        "weight", .number, "gewicht, herleid tot de synthetische bevolking",
        "weight, raked to the synthetic population", minimum: 0),
      Field(
        "channel", .string, "hoe de vragenlijst werd gevonden", "how the questionnaire was found",
        levels: Channel.levels),
      Field("age", .integer, "leeftijd in jaren", "age in years", minimum: 8, maximum: 18),
      Field("age_group", .string, "leeftijdsgroep", "age group", levels: AgeGroup.levels),
      Field("sex", .string, "geslacht", "sex", levels: Sex.levels),
      Field("sex_age", .string, "geslacht naar leeftijdsgroep", "sex by age group", levels: sexAgeLevels),
      Field("province", .string, "provincie", "province", levels: Province.levels),
      Field("education", .string, "soort onderwijs", "type of education", levels: Education.levels),
      Field("migration", .string, "herkomst", "origin", levels: Migration.levels, hasMissing: true),
      Field("household", .string, "gezin", "household", levels: Household.levels, hasMissing: true),
      Field("living_situation", .string, "woont thuis of elders", "lives at home or elsewhere", levels: Living.levels),
      Field(
        "life_grade", .integer, "rapportcijfer voor het eigen leven", "grade for one's own life", minimum: 1,
        maximum: 10),
    ] + Item.allCases.map(\.field)

  static let marginFields: [Field] = [
    Field("wave", .string, "meting", "wave", levels: waveLevels),
    Field("variable", .string, "kolom in monitor.csv", "column of monitor.csv"),
    Field("level", .string, "niveau van die kolom", "level of that column"),
    Field("count", .integer, "aantal kinderen (synthetisch)", "number of children (synthetic)", minimum: 0),
    Field(
      "raked", .string, "gebruikt bij het wegen", "used for the weights", levels: ItemLevels.yesNo),
  ]

  static let truthFields: [Field] = [
    Field("indicator", .string, "indicator", "indicator"),
    Field("category", .string, "geteld niveau van de indicator", "level of the indicator that is counted"),
    Field("statistic", .string, "statistiek", "statistic"),
    Field("wave", .string, "meting of samengenomen metingen", "wave or pooled waves"),
    Field(
      "by", .string, "kenmerk van de groep, of term van het model", "characteristic of the group, or term of the model"),
    Field("level", .string, "niveau van dat kenmerk", "level of that characteristic"),
    Field("value", .number, "ware waarde", "true value"),
  ]

  static let flowFields: [Field] = [
    Field("wave", .string, "meting of samengenomen metingen", "wave or pooled waves"),
    Field("order", .integer, "volgorde van de stap", "order of the step", minimum: 1),
    Field(
      "step", .string, "stap", "step",
      levels: [
        Level("opened", "geopend", "opened"), Level("started", "begonnen", "started"),
        Level("eligible", "binnen de doelgroep", "eligible"), Level("complete", "afgemaakt", "complete"),
        Level("analysed", "geanalyseerd", "analysed"),
        Level("pooled", "in het samengenomen bestand", "in the pooled file"),
      ]),
    Field("records", .integer, "aantal records", "number of records", minimum: 0),
    Field("reason", .string, "waarom records wegvielen bij deze stap", "why records were lost at this step"),
  ]
}
