/// The records of all waves with their weights.
package struct Dataset: Sendable {
  /// A record as it stands in the file.
  package struct Row: Sendable {
    package let number: Int
    package let record: Record
    package let isPooled: Bool
    package let weight: Double
  }

  package let rows: [Row]
  package let margins: [PopulationMargins]

  package init(seed: UInt64) {
    var rows: [Row] = []
    margins = Expectation.ofWaves.map(PopulationMargins.init)
    for margins in margins {
      let wave = margins.wave
      let records = (0..<wave.recordCount).map { Record(seed: seed, wave: wave, position: $0) }
      let columns = PopulationMargins.rakingColumns
      let levels = columns.map { column in
        let names = margins[column].map(\.level)
        return records.map { record in
          let level = record.background.weightingLevels.first { $0.column == column }?.level
          return names.firstIndex { $0 == level } ?? 0
        }
      }
      let weights = Raking.weights(levels: levels, counts: columns.map { margins[$0].map(\.count) })
      let duplicates = Self.suspectedDuplicates(wave)
      for (position, record) in records.enumerated() {
        rows.append(
          Row(
            number: rows.count + 1, record: record, isPooled: !duplicates.contains(position),
            weight: weights[position]))
      }
    }
    self.rows = rows
  }

  /// The positions of the records that the pooled file leaves out, spread evenly over the wave.
  static func suspectedDuplicates(_ wave: Wave) -> Set<Int> {
    let count = wave.suspectedDuplicateCount
    return Set((1...count).map { $0 * wave.recordCount / (count + 1) })
  }

  /// The number of decimals of a printed weight: eight, or about eleven significant digits.
  static let weightDecimals = 8

  /// The table with a header line.
  var csv: String {
    var text = MonitorColumns.monitorFields.map(\.name).joined(separator: ",") + "\n"
    for row in rows { text += row.cells.joined(separator: ",") + "\n" }
    return text
  }
}

extension Dataset.Row {
  /// The cells in the order of the codebook.
  package var cells: [String] {
    let background = record.background
    return [
      String(number), record.wave.name, isPooled ? "yes" : "no", "1",
      fixedDecimals(weight, Dataset.weightDecimals), record.channel.name, String(background.age),
      background.ageGroup.name, background.sex.name, background.sexAge, background.province.name,
      background.education.name, record.migration.text(Migration.levels), record.household.text(Household.levels),
      background.living.name, String(record.lifeGrade),
    ] + Item.allCases.map { record[$0].text($0.levels) }
  }
}
