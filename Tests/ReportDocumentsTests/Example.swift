import ReportDocuments

/// A small table with everything a table can have.
enum Example {
  static func table() throws -> Table {
    let share = NumberFormat.percentage(decimals: 1)
    return try Table(
      "T3", caption: "Kinderen van 8 tot 18 jaar, 2024",
      columns: [
        TableColumn("form", header: "Vorm", role: .label),
        TableColumn("period", header: "Periode", role: .label),
        TableColumn("share", header: "Aandeel", role: .estimate, unit: "proportion", notes: ["weighted"]),
        TableColumn("lower", header: "Ondergrens", role: .lower, unit: "proportion"),
        TableColumn("upper", header: "Bovengrens", role: .upper, unit: "proportion"),
        TableColumn("n", header: "n", role: .count),
        TableColumn("flag", header: "Opmerking", role: .flag),
      ],
      rows: [
        [
          .text("enige vorm", notes: ["form"]), "ooit", .number(0.0801, share), .number(0.071, share),
          .number(0.09, share), .count(1994), .flags([]),
        ],
        [
          "slaan|schoppen", "12 maanden", .number(0.5, share), .absent(.lowReliability), .absent(.notApplicable),
          .count(28), .flags([.lowReliability, .breakInSeries]),
        ],
      ],
      notes: [
        Note("form", "Een of meer vormen."), Note("all", "Zie de *bijlage*."), Note("weighted", "Gewogen."),
      ],
      source: "Peilstok, synthetische gegevens")
  }

  static let dutchMarkdown = #"""
    **Tabel T3.** Kinderen van 8 tot 18 jaar, 2024

    | Vorm                | Periode    | Aandeel [noot 2] | Ondergrens | Bovengrens |     n | Opmerking |
    | :------------------ | :--------- | ---------------: | ---------: | ---------: | ----: | :-------- |
    | enige vorm [noot 1] | ooit       |             8,0% |       7,1% |       9,0% | 1.994 | geen      |
    | slaan\|schoppen     | 12 maanden |            50,0% |        [u] |        [z] |    28 | [u] [b]   |

    - **[noot 1]** Een of meer vormen.
    - **[noot 2]** Gewogen.
    - **Noot:** Zie de *bijlage*.
    - **[z]** = niet van toepassing
    - **[u]** = onvoldoende betrouwbaar
    - **[b]** = breuk in de reeks

    Bron: Peilstok, synthetische gegevens

    """#
  static let englishMarkdown = #"""
    **Table T3.** Kinderen van 8 tot 18 jaar, 2024

    | Vorm                | Periode    | Aandeel [note 2] | Ondergrens | Bovengrens |     n | Opmerking |
    | :------------------ | :--------- | ---------------: | ---------: | ---------: | ----: | :-------- |
    | enige vorm [note 1] | ooit       |             8.0% |       7.1% |       9.0% | 1,994 | none      |
    | slaan\|schoppen     | 12 maanden |            50.0% |         \* |         na |    28 | \* [b]    |

    - **[note 1]** Een of meer vormen.
    - **[note 2]** Gewogen.
    - **Note:** Zie de *bijlage*.
    - **na** = not applicable
    - **\*** = low reliability
    - **[b]** = break in the series

    Source: Peilstok, synthetische gegevens

    """#
}
