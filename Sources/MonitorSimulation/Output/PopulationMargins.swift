/// The synthetic numbers of children in a wave by each background characteristic.
package struct PopulationMargins: Sendable {
  /// One characteristic with the number of children at each level.
  package struct Margin: Sendable {
    let column: String
    package let counts: [(level: String, count: Int)]
  }

  let wave: Wave
  package let margins: [Margin]

  /// The margins that weights are raked to, in the order of raking.
  package static let rakingColumns = ["sex_age", "province", "education"]

  /// Rounds the exact shares of the population model to whole children, so that every margin has the same total.
  init(_ expectation: Expectation) {
    wave = expectation.wave
    let total = wave.populationSize
    var cells: [String: Int] = [:]
    let sexByAge = expectation.sexByAgeShares()
    for ((name, _), count) in zip(sexByAge, wholeNumbers(sexByAge.map(\.share), total: total)) {
      cells[name, default: 0] += count
    }
    // Sex, age group and the raking cell add up the same whole numbers, so that the three agree.
    func sum(_ levels: [String], _ name: (String, String) -> String) -> [(level: String, count: Int)] {
      levels.map { level in
        var count = 0
        for sex in Sex.allCases {
          for ageGroup in AgeGroup.allCases where name(sex.name, ageGroup.name) == level {
            count += cells["\(sex.name)_\(ageGroup.name)"] ?? 0
          }
        }
        return (level, count)
      }
    }
    let sexAge: (String, String) -> String = { $0 == Sex.other.name ? $0 : "\($0)_\($1)" }
    margins =
      [
        Margin(column: "sex", counts: sum(Sex.levels.map(\.name)) { sex, _ in sex }),
        Margin(column: "age_group", counts: sum(AgeGroup.levels.map(\.name)) { _, ageGroup in ageGroup }),
        Margin(column: "sex_age", counts: sum(MonitorColumns.sexAgeLevels.map(\.name), sexAge)),
      ]
      + [
        ("province", Province.levels), ("education", Education.levels), ("migration", Migration.levels),
        ("household", Household.levels), ("living_situation", Living.levels),
      ].map { column, levels in
        let names = levels.map(\.name)
        let shares = names.map { expectation.backgroundShares[column]?[$0] ?? 0 }
        return Margin(column: column, counts: Array(zip(names, wholeNumbers(shares, total: total))))
      }
  }

  package subscript(column: String) -> [(level: String, count: Int)] {
    margins.first { $0.column == column }?.counts ?? []
  }

  /// The lines of the table: wave, margin, level, count.
  var lines: [[String]] {
    margins.flatMap { margin in
      margin.counts.map { level, count in
        [
          wave.name, margin.column, level, String(count),
          Self.rakingColumns.contains(margin.column) ? "yes" : "no",
        ]
      }
    }
  }
}

extension Expectation {
  /// The share of each sex by age group, named as the raking cells are but with every sex apart.
  fileprivate func sexByAgeShares() -> [(name: String, share: Double)] {
    Sex.allCases.flatMap { sex in
      AgeGroup.allCases.map { ageGroup in
        let share = groups.lazy.filter { $0.sex == sex && $0.ageGroup == ageGroup }.reduce(0) { $0 + $1.share }
        return ("\(sex.name)_\(ageGroup.name)", share)
      }
    }
  }
}

/// Returns whole numbers in the proportion of shares that add up to a total, by largest remainder.
package func wholeNumbers(_ shares: [Double], total: Int) -> [Int] {
  let exact = normalized(shares).map { $0 * Double(total) }
  var counts = exact.map { Int($0.rounded(.down)) }
  let order = exact.indices.sorted { first, second in
    let (a, b) = (exact[first] - Double(counts[first]), exact[second] - Double(counts[second]))
    return a == b ? first < second : a > b
  }
  for position in order.prefix(total - counts.reduce(0, +)) { counts[position] += 1 }
  return counts
}
