import MonitorSimulation
import SurveyNumerics
import Testing

struct TruthTests {
  private let expectations = Expectation.ofWaves

  @Test(arguments: Wave.allCases)
  func `the shares of all cells add up to one`(wave: Wave) {
    let expectation = expectations[wave.rawValue]
    #expect(abs(expectation.cells.reduce(0) { $0 + $1.share } - 1) < 1e-12)
    #expect(abs(expectation.groups.reduce(0) { $0 + $1.share } - 1) < 1e-12)
  }

  /// 20,000 children drawn with equal chances; a difference of four and a half standard errors is chance once in 150,000.
  @Test func `children drawn with equal chances agree with the exact sums`() throws {
    let count = 20_000
    let children = (0..<count).map { position in
      var random = RandomStream(seed: 7, stream: 1, substream: UInt64(position))
      return Child(wave: .second, recruitment: .equalChances, from: &random)
    }
    let observed: [(name: String, value: (Child) -> Double?)] = [
      ("exposed", { $0.exposure.isExposed ? 1 : 0 }), ("exposed_ever", { $0.exposure == .none ? 0 : 1 }),
      ("insufficient", { $0.lifeGrade <= 5 ? 1 : 0 }), ("life_grade", { Double($0.lifeGrade) }),
      ("problem_count", { Double($0.problems.count { $0 }) }),
      ("no_professional_help", { child in child.exposure.isExposed ? (child.hasHelp ? 0 : 1) : nil }),
      ("told_nobody", { child in child.exposure.isExposed ? (child.toldNobody ? 1 : 0) : nil }),
      ("noticed_violence", { $0.noticed ? 1 : 0 }),
      ("acted_on_violence", { child in child.noticed ? (child.acted ? 1 : 0) : nil }),
    ]
    for (name, value) in observed {
      let indicator = try #require(TrueIndicator.all.first { $0.name == name })
      let ratio = indicator.ratio(over: [expectations[1]], in: .everyone)
      expectMean(of: children.compactMap(value), near: ratio.numerator / ratio.denominator, name)
    }
    for form in ViolenceForm.allCases {
      let share = try #require(TrueShare.all.first { $0.name == "\(form)_past_year" })
      expectMean(
        of: children.map { $0.violence[form.rawValue] == .past12Months ? 1 : 0 },
        near: share.value(over: [expectations[1]], in: .everyone), share.name)
    }
  }

  private func expectMean(of values: [Double], near truth: Double, _ name: String) {
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    let standardError = (variance / Double(values.count)).squareRoot()
    #expect(abs(mean - truth) < 4.5 * standardError, "\(name): \(mean) for \(truth)")
  }

  @Test func `domains of one characteristic average to the whole`() throws {
    for indicator in TrueIndicator.all where !indicator.isAmongExposed && !indicator.isAboutBystanders {
      let whole = indicator.ratio(over: expectations, in: .everyone)
      for by in ["sex", "age_group", "living_situation"] {
        let parts = TrueDomain.all.filter { $0.by == by }.map { indicator.ratio(over: expectations, in: $0) }
        #expect(abs(parts.reduce(0) { $0 + $1.numerator } / whole.numerator - 1) < 1e-12)
        #expect(abs(parts.reduce(0) { $0 + $1.denominator } / whole.denominator - 1) < 1e-12)
      }
    }
  }

  /// At its maximum the likelihood's score is zero: fitted and true counts agree for each term.
  @Test func `the census model reproduces the insufficient grades of each term`() {
    let coefficients = CensusModel(expectations).coefficients
    var fitted = [Double](repeating: 0, count: coefficients.count)
    var actual = fitted
    for expectation in expectations {
      for cell in expectation.cells {
        let values: [Double] = [
          1, cell.exposure.isExposed ? 1 : 0, cell.sex == .boy ? 1 : 0, cell.sex == .other ? 1 : 0,
          cell.ageGroup == .youngTeenager ? 1 : 0, cell.ageGroup == .teenager ? 1 : 0,
          expectation.wave == .second ? 1 : 0, expectation.wave == .third ? 1 : 0,
        ]
        let children = Double(expectation.wave.populationSize) * cell.share
        let share = logistic(zip(values, coefficients).reduce(0) { $0 + $1.0 * $1.1 })
        for term in values.indices {
          fitted[term] += children * values[term] * share
          actual[term] += children * values[term] * cell.parts.filter(\.isInsufficient).reduce(0) { $0 + $1.share }
        }
      }
    }
    for term in fitted.indices { #expect(abs(fitted[term] / actual[term] - 1) < 1e-10) }
  }

  @Test func `the count of independent events follows the binomial distribution when they are alike`() {
    let shares = countShares([0.5, 0.5, 0.5])
    #expect(shares == [0.125, 0.375, 0.375, 0.125])
  }

  @Test func `no line of the table of true values is given twice`() {
    let keys = TrueValues.ofPopulation.lines.map { $0.cells.dropLast().joined(separator: "|") }
    #expect(Set(keys).count == keys.count)
  }
}
