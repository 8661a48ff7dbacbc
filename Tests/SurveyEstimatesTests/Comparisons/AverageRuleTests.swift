import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import TestSupport
import Testing

/// The rule `average` for strata with a single unit counts the strata that take part in a number, however it is asked.
@Suite("The rule average in differences")
struct AverageRuleTests {
  /// Strata with one to four records; in some of them all are of one group.
  private func design(seed: UInt64) throws -> SurveyDesign {
    var random = SeededGenerator(seed: seed)
    var (y, w, s, g): ([Double], [Double], [Double], [String]) = ([], [], [], [])
    for stratum in 0..<9 {
      for member in 0..<(stratum % 3 == 0 ? 1 : 2 + stratum % 3) {
        y.append(10 * random.uniform() + Double(stratum))
        w.append(1 + 3 * random.uniform())
        s.append(Double(stratum))
        g.append(stratum % 4 == 1 || (stratum % 4 == 2 && member == 0) ? "a" : stratum == 0 ? "a" : "b")
      }
    }
    let data = try Microdata(
      name: "strata", columns: [("y", .numbers(y)), ("w", .numbers(w)), ("s", .numbers(s)), ("g", .factor(Factor(g)))])
    return try SurveyDesign(data, weights: "w", stages: [Stage(strata: "s")], singleUnitStrata: .average)
  }

  /// The influence of a difference of two means is one variable z = w(y − ȳ_g)/Σ_g w, positive in one group and negative in
  /// the other, whose total has the variance of the difference: the rule sees every stratum.
  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `a difference has the variance of its linearised variable`(_ seed: UInt64) throws {
    let design = try design(seed: seed)
    let means = try design.mean(of: "y", by: "g")
    let (y, codes) = (try design.data.numbers(of: "y"), try design.data.factor(of: "g").codes)
    let sums = [means[0].weightSum, means[1].weightSum]
    let linearized = y.indices.map { row -> Double in
      let group = Int(codes[row])
      return (group == 0 ? 1 : -1) * (y[row] - means[group].value) / sums[group]
    }
    let whole = try design.replacingData(design.data.adding("z", .numbers(linearized)))
    let expected = try whole.total(of: "z")[0].standardError
    #expect(isClose(means.difference(of: 0, minus: 1).standardError, to: expected, relative: 1e-12))
    #expect(isClose(try design.tTest(of: "y", by: "g").standardError, to: expected, relative: 1e-12))
    // A Wald test of two groups is the square of the t test.
    let (t, f) = (
      try design.rankTest(.wilcoxon, of: "y", by: "g"), try design.rankTest(.kruskalWallis, of: "y", by: "g")
    )
    #expect(isClose(t.value * t.value, to: f.value * f.value, relative: 1e-10))
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `a domain of a calibrated design has the variance of its linearised variable`(_ seed: UInt64) throws {
    let plain = try design(seed: seed)
    let counts = try plain.total(of: "one", by: "g", adding: plain)
    let calibrated = try plain.postStratified(to: .counts(of: "g", ["a": counts[0], "b": counts[1]]))
    let domain = try calibrated.restricted(to: Condition(parsing: "s <= 4")).total(of: "y")[0].standardError
    let y = try plain.data.numbers(of: "y")
    let s = try plain.data.numbers(of: "s")
    let padded = try calibrated.replacingData(
      calibrated.data.adding("z", .numbers(y.indices.map { s[$0] <= 4 ? y[$0] : 0 })))
    #expect(isClose(domain, to: try padded.total(of: "z")[0].standardError, relative: 1e-12))
  }
}

extension SurveyDesign {
  /// The numbers of people in groups, rounded.
  fileprivate func total(of name: String, by group: Categorical, adding design: SurveyDesign) throws -> [Double] {
    let data = try design.data.adding(name, .numbers([Double](repeating: 1, count: design.data.rowCount)))
    return try design.replacingData(data).total(of: Number(name), by: group).map { ($0.value + 3).rounded() }
  }
}
