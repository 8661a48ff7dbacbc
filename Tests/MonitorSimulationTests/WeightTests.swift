import MonitorSimulation
import TestSupport
import Testing

struct WeightTests {
  @Test(arguments: Wave.allCases, PopulationMargins.rakingColumns)
  func `weights reproduce every margin that they are raked to`(wave: Wave, column: String) {
    let rows = dataset.rows.filter { $0.record.wave == wave }
    for (level, count) in dataset.margins[wave.rawValue][column] {
      let sum = rows.filter { row in
        row.record.background.weightingLevels.contains { $0.column == column && $0.level == level }
      }.reduce(0) { $0 + $1.weight }
      #expect(abs(sum / Double(count) - 1) < 1e-11)
    }
  }

  @Test(arguments: Wave.allCases)
  func `every margin of a wave adds up to the same population`(wave: Wave) {
    let margins = dataset.margins[wave.rawValue]
    for margin in margins.margins {
      #expect(margin.counts.reduce(0) { $0 + $1.count } == wave.populationSize)
    }
  }

  @Test(arguments: Wave.allCases, [Sex.girl, .boy])
  func `the raking cells of a sex add up to that sex`(wave: Wave, sex: Sex) {
    let margins = dataset.margins[wave.rawValue]
    let cells = margins["sex_age"].filter { $0.level.hasPrefix(sex.name) }
    let total = margins["sex"].first { $0.level == sex.name }?.count
    #expect(cells.count == 3)
    #expect(cells.reduce(0) { $0 + $1.count } == total)
  }

  @Test func `weights are positive and vary moderately`() {
    for wave in Wave.allCases {
      let weights = dataset.rows.filter { $0.record.wave == wave }.map(\.weight)
      let sum = weights.reduce(0, +)
      let designEffect = Double(weights.count) * weights.reduce(0) { $0 + $1 * $1 } / (sum * sum)
      #expect(weights.allSatisfy { $0 > 0 })
      #expect(designEffect > 1.1 && designEffect < 1.5)
    }
  }

  @Test(arguments: [2024, 1] as [UInt64])
  func `weighted figures are closer to the truth than unweighted ones`(seed: UInt64) throws {
    let dataset = seed == 2024 ? dataset : Dataset(seed: seed)
    for (name, value) in [
      ("life_grade", { Double($0.lifeGrade) }), ("insufficient", { $0.lifeGrade <= 5 ? 1 : 0 }),
    ] as [(String, (Record) -> Double)] {
      let truth = try #require(trueValue(name))
      var (sum, weighted, weights) = (0.0, 0.0, 0.0)
      for row in dataset.rows {
        sum += value(row.record)
        weighted += row.weight * value(row.record)
        weights += row.weight
      }
      #expect(abs(weighted / weights - truth) < abs(sum / Double(dataset.rows.count) - truth))
    }
  }

  private func trueValue(_ indicator: String) -> Double? {
    TrueIndicator.all.first { $0.name == indicator }.map { indicator in
      let ratio = indicator.ratio(over: Expectation.ofWaves, in: .everyone)
      return ratio.numerator / ratio.denominator
    }
  }

  @Test func `raking equal weights to one margin is post-stratification`() {
    let weights = Raking.weights(levels: [[0, 0, 1]], counts: [[10, 7]])
    #expect(weights == [5, 5, 7])
  }

  @Test func `whole numbers keep the total and never stray by one`() {
    let shares = [0.335, 0.333, 0.332]
    let counts = wholeNumbers(shares, total: 100)
    #expect(counts.reduce(0, +) == 100)
    for (share, count) in paired(shares, counts) { #expect(abs(share * 100 - Double(count)) < 1) }
  }
}
