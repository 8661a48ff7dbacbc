import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import TestSupport
import Testing

/// Values of R survey 4.5 (`r_survey45_more.csv`) and 4.1-1 (`Tests/Fixtures/estimates/estimators.csv`).
@Suite("Quantiles of R survey")
struct QuantileReferenceTests {
  private static let orders = [0.1, 0.25, 0.5, 0.75, 0.9]

  @Test(arguments: PrintedDesign.allCases, QuantileRule.allCases)
  func `nine rules agree with their Woodruff intervals`(_ printed: PrintedDesign, _ rule: QuantileRule) throws {
    let quantiles = try printed.design().quantile(
      Self.orders, of: [printed.numbers[0]], rule: rule, ties: .orderOfRecords)
    let name = "quant.\(rule.rawValue)"
    expectClose(quantiles.map(\.value), to: printed.values(name), name)
    expectClose(quantiles.map(\.standardError), to: printed.values(name + ".se"), name, orBothUndefined: true)
    let ends = printed.values(name + ".ci")
    for (position, quantile) in quantiles.enumerated() {
      let (lower, upper) = (ends[position], ends[position + Self.orders.count])
      // Where the share leaves 0 to 1 at one end, R gives the other end and no standard error.
      guard !lower.isNaN, !upper.isNaN else {
        #expect(quantile.diagnostics.contains(.quantileBeyondData) && quantile.standardError.isNaN)
        // Where the share itself is 1 its standard error says nothing, and there is no interval.
        guard let interval = quantile.confidenceInterval else { continue }
        for (end, wanted) in [(interval.lower, lower), (interval.upper, upper)] {
          #expect(wanted.isNaN ? end.isNaN : isClose(end, to: wanted, relative: 1e-10), "\(name)")
        }
        continue
      }
      let interval = try #require(quantile.confidenceInterval)
      expectClose([interval.lower, interval.upper], to: [lower, upper], name)
    }
  }

  @Test(
    arguments: SchoolDesign.allCases,
    [
      ("xlogit", IntervalMethod.woodruffLogit), ("asin", .woodruffArcsine), ("beta", .woodruffBeta),
    ])
  func `intervals on other scales agree`(
    _ schools: SchoolDesign, _ method: (name: String, ours: IntervalMethod)
  ) throws {
    let quantiles = try schools.design().quantile(Self.orders, of: ["api00"], interval: method.ours)
    for (key, ours) in [
      ("lower", quantiles.map { $0.confidenceInterval?.lower ?? .nan }),
      ("upper", quantiles.map { $0.confidenceInterval?.upper ?? .nan }), ("se", quantiles.map(\.standardError)),
    ] {
      expectClose(ours, to: schools.values("quantile.\(method.name).\(key)"), "\(key)")
    }
    #expect(quantiles.allSatisfy { $0.confidenceInterval?.method == method.ours })
  }

  @Test(arguments: referenceCases("api", endingWith: ".median.intervals.api00"))
  func `medians by every scale agree with 4.5`(_ reference: ReferenceCase) throws {
    for (key, method) in [
      ("mean", IntervalMethod.woodruff), ("xlogit", .woodruffLogit), ("asin", .woodruffArcsine),
      ("beta", .woodruffBeta),
    ] {
      let median = try reference.surveyDesign().quantile([0.5], of: ["api00"], interval: method)[0]
      let interval = try #require(median.confidenceInterval)
      expectClose(
        [median.value, interval.lower, interval.upper, median.standardError],
        to: ["value", "lower", "upper", "se"].map { reference.number(key, $0) }, key)
    }
  }

  /// R takes the unweighted share of values up to the ends that the score test gives, and the weighted quantile of that
  /// share; where weights differ the result is no longer the inverted test and may miss the median itself.
  @Test(arguments: PrintedDesign.allCases)
  func `score intervals are those from which R goes on`(_ printed: PrintedDesign) throws {
    let design = try printed.design()
    let variable = printed.numbers[0]
    let median = try design.quantile([0.5], of: [variable], interval: .score)[0]
    let interval = try #require(median.confidenceInterval)
    #expect(interval.lower <= median.value && median.value <= interval.upper)
    let values = try design.data.numbers(of: variable).filter { !$0.isNaN }
    let distinct = Set(values).sorted()
    for (end, wanted) in paired([interval.lower, interval.upper], printed.values("quant.score.ci")) {
      // R's search stops on either side of the step.
      let place = try #require(distinct.firstIndex(of: end))
      let reachable = try distinct[max(0, place - 1)...place].map { value in
        let share = Double(values.count { $0 <= value }) / Double(values.count)
        return try design.quantile(share, of: variable)[0].value
      }
      #expect(reachable.contains { isClose($0, to: wanted, relative: 1e-12) }, "\(reachable), R \(wanted)")
    }
  }

  @Test(arguments: [PrintedDesign.stratifiedSchools, .districts])
  func `the replicate interval is the spread of the replicates`(_ printed: PrintedDesign) throws {
    let design = try printed.design().replicated(.jackknife)
    let replicates = try #require(design.variance.replicateWeights)
    let median = try design.quantile([0.5], of: ["api00"], interval: .replicate)[0]
    let values = try design.data.numbers(of: "api00")
    let medians = (0..<replicates.count).map { replicate -> Double in
      let weights = design.weights(ofReplicate: replicate)
      let order = values.indices.sorted { values[$0] < values[$1] }
      let half = weights.reduce(0, +) / 2 * (1 - 1e-13)
      var sum = 0.0
      for row in order {
        sum += weights[row]
        if sum >= half { return values[row] }
      }
      return .nan
    }
    let centre = medians.reduce(0, +) / Double(medians.count)
    let variance = zip(medians, replicates.replicateScales).reduce(0.0) { sum, pair in
      sum + replicates.scale * pair.1 * (pair.0 - centre) * (pair.0 - centre)
    }
    #expect(isClose(median.standardError, to: variance.squareRoot(), relative: 1e-12))
    #expect(median.confidenceInterval?.method == .replicate)
    #expect(throws: EstimationError.intervalNeedsReplicates(.replicate)) {
      try printed.design().quantile([0.5], of: ["api00"], interval: .replicate)
    }
  }
}

@Suite("Estimators of R survey")
struct EstimatorReferenceTests {
  @Test(arguments: PrintedDesign.allCases)
  func `variances and covariances agree with 4.5`(_ printed: PrintedDesign) throws {
    let design = try printed.design()
    let covariances = try design.covariance(of: printed.numbers)
    let (values, errors) = (printed.values("numvar"), printed.values("numvar.se"))
    // R prints the whole matrix, we its upper triangle.
    expectClose(covariances.map(\.value), to: [values[0], values[1], values[3]])
    expectClose(covariances.map(\.standardError), to: [errors[0], errors[1], errors[3]])
    let variances = try design.variance(of: printed.numbers)
    expectClose(variances.map(\.value), to: [values[0], values[3]])
    expectClose(variances.map(\.standardError), to: [errors[0], errors[3]])
  }

  @Test(arguments: SchoolDesign.allCases)
  func `covariances and correlations agree`(_ schools: SchoolDesign) throws {
    let variables: [Number] = ["api00", "api99", "meals"]
    let upper = [0, 1, 2, 4, 5, 8]
    let covariances = try schools.design().covariance(of: variables)
    expectClose(covariances.map(\.value), to: upper.map { schools.values("covariance.value")[$0] })
    expectClose(covariances.map(\.standardError), to: upper.map { schools.values("covariance.se")[$0] })
    let correlations = try schools.design().correlation(of: variables)
    expectClose(correlations.map(\.value), to: schools.values("correlation.value"))
    expectClose(correlations.map(\.standardError), to: schools.values("correlation.se"))
  }

  @Test(arguments: SchoolDesign.allCases)
  func `kappa agrees, and alpha as far as R goes`(_ schools: SchoolDesign) throws {
    let kappa = try schools.design().kappa(of: "comp.imp", and: "sch.wide")[0]
    expectClose([kappa.value, kappa.standardError], to: schools.values("kappa"))
    let alpha = try schools.design().alpha(of: ["ell", "meals", "mobility"])[0]
    expectClose([alpha.value], to: schools.values("alpha"))
    #expect(alpha.standardError > 0 && alpha.confidenceInterval != nil)
  }

  @Test(arguments: SchoolDesign.allCases)
  func `distribution functions and histograms agree`(_ schools: SchoolDesign) throws {
    let design = try schools.design()
    let function = try design.distributionFunction(of: "api00", at: [500, 600.5, 700])
    expectClose(function.map(\.value), to: schools.values("cdf"))
    expectClose([function[1].standardError], to: schools.values("cdf.se"))
    #expect(function.map(\.level) == ["500", "600.5", "700"])
    let breaks = [300.0, 500, 600, 700, 1000]
    let shares = try design.histogram(of: "api00", breaks: breaks)
    let widths = zip(breaks.dropFirst(), breaks).map { $0 - $1 }
    expectClose(zip(shares.map(\.value), widths).map { $0 / $1 }, to: schools.values("histogram.density"))
    #expect(shares.map(\.level) == ["[300, 500]", "(500, 600]", "(600, 700]", "(700, 1000]"])
  }

  @Test(arguments: SchoolDesign.allCases)
  func `direct standardisation agrees`(_ schools: SchoolDesign) throws {
    let standard = PopulationMargin.counts(of: "stype", ["E": 4421, "H": 755, "M": 1018])
    let means = try schools.design().mean(of: "api00", by: "awards", "stype").standardized(to: standard)
    expectClose(means.map(\.value), to: schools.values("standardized.mean"))
    expectClose(means.map(\.standardError), to: schools.values("standardized.mean.se"))
    #expect(means.map { $0.domain.map(\.level) } == [["No"], ["Yes"]])
  }

  @Test func `the separate ratio is a ratio by stratum, standardised to its denominators`() throws {
    let design = try SchoolDesign.apistrat.design()
    let totals = PopulationMargin.counts(of: "stype", ["E": 1_877_350, "H": 1_013_824, "M": 920_298])
    let ratio = try design.ratio(of: "api.stu", to: "enroll", by: "stype").standardized(to: totals)[0]
    expectClose([ratio.value, ratio.standardError], to: SchoolDesign.apistrat.values("separate.ratio"))
    #expect(ratio.statistic == .ratio && ratio.domain.isEmpty && ratio.unweightedCount == 200)
  }
}

/// The designs of `Tests/Fixtures/estimates/estimators.R`.
enum SchoolDesign: String, CaseIterable, CustomTestStringConvertible {
  case apistrat
  case apiclus1
  case apiclus2

  var testDescription: String { rawValue }

  func design() throws -> SurveyDesign {
    let printed: PrintedDesign =
      switch self {
      case .apistrat: .stratifiedSchools
      case .apiclus1: .districts
      case .apiclus2: .schoolsOfDistricts
      }
    return try printed.design()
  }

  func values(_ statistic: String) -> [Double] {
    fixtureRows("estimates/estimators")
      .filter { $0["dataset"] == rawValue && $0["statistic"] == statistic }
      .map { $0["value"].flatMap(Double.init) ?? .nan }
  }
}
