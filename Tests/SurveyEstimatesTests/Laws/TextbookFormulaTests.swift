import Simulations
import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import TestSupport
import Testing

/// Designs whose variance every textbook prints (Cochran 1977), worked out here by brute force.
@Suite("Textbook formulas")
struct TextbookFormulaTests {
  private static let records = LawRecords()

  @Test func `a simple random sample has the variance (1 - f) s² / n`() throws {
    let design = try SurveyDesign(
      Self.records.data(), weights: "evenWeight", stages: [Stage(populationSize: "persons")])
    let ages = Self.records.numbers("age")
    let n = Double(ages.count)
    let fraction = n / 3000
    let (average, variance) = moments(ages)
    let mean = try design.mean(of: "age")[0]
    #expect(isClose(mean.value, to: average, relative: 1e-12))
    #expect(isClose(mean.standardError, to: ((1 - fraction) * variance / n).squareRoot(), relative: 1e-12))
    #expect(mean.degreesOfFreedom == ages.count - 1)
    let total = try design.total(of: "age")[0]
    #expect(isClose(total.value, to: 20 * n * average, relative: 1e-12))
    #expect(
      isClose(total.standardError, to: 20 * n * ((1 - fraction) * variance / n).squareRoot(), relative: 1e-12))
    let women = try design.prevalence(of: Binary("sex", isTrueFor: "woman"))[0]
    let share = Double(Self.records.labels("sex").count { $0 == "woman" }) / n
    #expect(isClose(women.value, to: share, relative: 1e-12))
    #expect(
      isClose(
        women.standardError, to: ((1 - fraction) * share * (1 - share) / (n - 1)).squareRoot(), relative: 1e-12))
    let ones = try design.ratio(of: "age", to: "districts")[0]
    let sizes = Self.records.numbers("districts")
    let ratio = ages.reduce(0, +) / sizes.reduce(0, +)
    let residuals = moments(zip(ages, sizes).map { $0 - ratio * $1 }).variance
    #expect(
      isClose(
        ones.standardError, to: ((1 - fraction) * residuals / n).squareRoot() / moments(sizes).average,
        relative: 1e-12))
  }

  @Test func `a stratified sample has the variance of its strata added up`() throws {
    let regions = Self.records.labels("region")
    let (ages, sizes) = (Self.records.numbers("age"), Self.records.numbers("personsOfRegion"))
    let counts = Dictionary(grouping: regions.indices) { regions[$0] ?? "" }
    // The weight of a stratified sample is N/n in each stratum.
    let weighted = Self.records.replacingNumbers(["weight"]) { row, _ in
      sizes[row] / Double(counts[regions[row] ?? ""]?.count ?? 0)
    }
    let design = try SurveyDesign(
      weighted.data(), weights: "weight", stages: [Stage(strata: "region", populationSize: "personsOfRegion")])
    var (total, variance, population) = (0.0, 0.0, 0.0)
    for rows in counts.values {
      let (n, size) = (Double(rows.count), sizes[rows[0]])
      let (average, spread) = moments(rows.map { ages[$0] })
      total += size * average
      variance += size * size * (1 - n / size) * spread / n
      population += size
    }
    let estimates = (mean: try design.mean(of: "age")[0], total: try design.total(of: "age")[0])
    #expect(isClose(estimates.total.value, to: total, relative: 1e-12))
    #expect(isClose(estimates.total.standardError, to: variance.squareRoot(), relative: 1e-12))
    #expect(isClose(estimates.mean.value, to: total / population, relative: 1e-12))
    #expect(isClose(estimates.mean.standardError, to: variance.squareRoot() / population, relative: 1e-12))
    #expect(estimates.mean.degreesOfFreedom == ages.count - counts.count)
    // Without weights the sampling fractions give them.
    let unweighted = try SurveyDesign(
      weighted.data(), stages: [Stage(strata: "region", populationSize: "personsOfRegion")])
    #expect(isClose(try unweighted.total(of: "age")[0].value, to: total, relative: 1e-12))
  }

  @Test func `a two-stage total has the variance between and within its units`() throws {
    // Districts at random out of 81, three households at random out of those of each district, all their persons.
    let (districts, households) = (Self.records.numbers("uniqueDistrict"), Self.records.numbers("household"))
    let (ages, householdCounts) = (Self.records.numbers("age"), Self.records.numbers("households"))
    let rowsOfDistrict = Dictionary(grouping: districts.indices) { districts[$0] }
    let (n, size) = (Double(rowsOfDistrict.count), 81.0)
    var (totals, within) = ([Double](), 0.0)
    for rows in rowsOfDistrict.values {
      let sums = Dictionary(grouping: rows) { households[$0] }.values.map { $0.reduce(0) { $0 + ages[$1] } }
      let (m, householdCount) = (Double(sums.count), householdCounts[rows[0]])
      let (average, spread) = moments(sums)
      totals.append(householdCount * average)
      within += householdCount * householdCount * (1 - m / householdCount) * spread / m
    }
    let (average, spread) = moments(totals)
    let variance = size * size * (1 - n / size) * spread / n + size / n * within
    let stages = [
      Stage(units: "uniqueDistrict", populationSize: "allDistricts"),
      Stage(units: "household", populationSize: "households"),
    ]
    let total = try SurveyDesign(Self.records.data(), stages: stages).total(of: "age")[0]
    #expect(isClose(total.value, to: size * average, relative: 1e-12))
    #expect(isClose(total.standardError, to: variance.squareRoot(), relative: 1e-12))
  }

  @Test func `a unit without records in the domain still counts`() throws {
    let design = try LawDesign.named("clusters").design(of: Self.records)
    let inside = Self.records.numbers("uniqueDistrict").map { $0 != 1 && $0 != 202 }
    let (districts, weights) = (Self.records.numbers("uniqueDistrict"), Self.records.numbers("weight"))
    var sums: [Double: Double] = [:]
    for row in districts.indices { sums[districts[row], default: 0] += inside[row] ? weights[row] : 0 }
    let n = Double(sums.count)
    let wanted = ((1 - n / 81) * n * moments(Array(sums.values)).variance).squareRoot()
    let total = try design.restricted(to: inside).total(of: "one")[0]
    #expect(isClose(total.standardError, to: wanted, relative: 1e-12))
    #expect(total.degreesOfFreedom == sums.count - 3)
    let weightless = Self.records.replacingNumbers(["weight"]) { inside[$0] ? $1 : 0 }
    let zero = try LawDesign.named("clusters").design(of: weightless).total(of: "one")[0]
    #expect(isClose(zero.standardError, to: wanted, relative: 1e-12))
    #expect(zero.unweightedCount == inside.count { $0 })
  }
}

/// The delete-one jackknife, worked out by brute force.
@Suite("Linearisation and the jackknife")
struct JackknifeTests {
  private static let records = LawRecords()

  @Test(arguments: [false, true])
  func `the jackknife variance of a total is the linearised one`(_ isStratified: Bool) throws {
    let units = try UnitTotals(Self.records, isStratified: isStratified)
    let total = units.strata.reduce(0) { $0 + $1.reduce(0) { $0 + $1.score } }
    var variance = 0.0
    for stratum in units.strata where stratum.count > 1 {
      let n = Double(stratum.count)
      let sum = stratum.reduce(0) { $0 + $1.score }
      let replicates = stratum.map { total - sum + n / (n - 1) * (sum - $0.score) }
      let average = replicates.reduce(0, +) / n
      variance += (n - 1) / n * replicates.reduce(0) { $0 + ($1 - average) * ($1 - average) }
    }
    let linearised = try units.design.total(of: "score")[0]
    #expect(isClose(linearised.value, to: total, relative: 1e-12))
    #expect(isClose(linearised.standardError, to: variance.squareRoot(), relative: 1e-12))
  }

  @Test func `the jackknife variance of a mean lies as near the linearised one as the unit weights allow`() throws {
    // Without unit j the mean moves by e_j / (W − W_j), where linearisation has e_j / W. Around the estimate itself the
    // two variances thus differ by a factor between the smallest and the largest ((n−1)/n · W/(W − W_j))².
    let units = try UnitTotals(Self.records, isStratified: false)
    let stratum = units.strata[0]
    let n = Double(stratum.count)
    let (sum, weight) = (stratum.reduce(0) { $0 + $1.score }, stratum.reduce(0) { $0 + $1.weight })
    let jackknife =
      (n - 1) / n
      * stratum.reduce(0) { result, unit in
        let distance = (sum - unit.score) / (weight - unit.weight) - sum / weight
        return result + distance * distance
      }
    let factors = stratum.map { (n - 1) / n * weight / (weight - $0.weight) }
    let linearised = try units.design.mean(of: "score")[0].standardError
    let ratio = jackknife.squareRoot() / linearised
    #expect(ratio >= (factors.min() ?? 1) * (1 - 1e-12) && ratio <= (factors.max() ?? 1) * (1 + 1e-12), "\(ratio)")
    #expect(abs(ratio - 1) < 0.15, "\(ratio)")
  }

  /// The weighted totals of each district, stratum by stratum.
  private struct UnitTotals {
    var strata: [[(score: Double, weight: Double)]] = []
    let design: SurveyDesign

    init(_ records: LawRecords, isStratified: Bool) throws {
      design = try SurveyDesign(
        records.data(), weights: "weight",
        stages: [Stage(units: "uniqueDistrict", strata: isStratified ? "region" : nil)], singleUnitStrata: .certainty)
      let (scores, weights) = (records.numbers("score"), records.numbers("weight"))
      let (districts, regions) = (records.numbers("uniqueDistrict"), records.labels("region"))
      let strata = Dictionary(grouping: districts.indices) { isStratified ? regions[$0] ?? "" : "" }
      for (_, rows) in strata.sorted(by: { $0.key < $1.key }) {
        let units = Dictionary(grouping: rows) { districts[$0] }.sorted { $0.key < $1.key }
        self.strata.append(
          units.map { _, rows in
            rows.filter { !scores[$0].isNaN }.reduce((score: 0.0, weight: 0.0)) {
              ($0.score + weights[$1] * scores[$1], $0.weight + weights[$1])
            }
          })
      }
    }
  }
}
