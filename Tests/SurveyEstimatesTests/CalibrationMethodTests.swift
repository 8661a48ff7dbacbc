import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyNumerics
import TestSupport
import Testing

/// A calibration of the schools and how R names its values.
struct SchoolCalibration: Sendable, CustomTestStringConvertible {
  let name: String
  var margins: [PopulationMargin] = [types, .total(of: "api99", 3_914_069)]
  var method = CalibrationMethod.linear
  var bounds: [String: ClosedRange<Double>] = [:]

  var testDescription: String { name }

  static let types = PopulationMargin.counts(of: "stype", ["E": 4421, "H": 755, "M": 1018])
  private static let tight = ["apistrat": 0.97...1.03, "apiclus1": 0.6...2.0, "apiclus2": 0.97...1.5]
  private static let wide = ["apistrat": 0.5...3.0, "apiclus1": 0.5...3.0, "apiclus2": 0.5...3.0]

  static let all = [
    SchoolCalibration(name: "linear.types", margins: [types]),
    SchoolCalibration(name: "linear.numbers"),
    SchoolCalibration(name: "raking.numbers", method: .raking),
    SchoolCalibration(name: "sinh.numbers", method: .sinh),
    SchoolCalibration(name: "logit.numbers", method: .logit, bounds: wide),
    SchoolCalibration(name: "linear.bounded", bounds: tight),
    SchoolCalibration(name: "raking.bounded", method: .raking, bounds: tight),
    SchoolCalibration(name: "raking.mean", margins: [types, .mean(of: "api99", 632)], method: .raking),
    SchoolCalibration(
      name: "linear.groups", margins: [.totals(of: "api.stu", by: "stype", ["E": 1.6e6, "H": 8e5, "M": 7.4e5])]),
  ]

  func design(_ sample: String) throws -> SurveyDesign {
    try schoolDesign(sample).calibrated(to: margins, method: method, bounds: bounds[sample])
  }
}

/// The design of one of the samples of schools.
func schoolDesign(_ sample: String) throws -> SurveyDesign {
  switch sample {
  case "apistrat":
    try SurveyDesign(
      referenceData(sample), weights: "pw", stages: [Stage(strata: "stype", populationSize: "fpc")])
  case "apiclus1":
    try SurveyDesign(referenceData(sample), weights: "pw", stages: [Stage(units: "dnum", populationSize: "fpc")])
  default:
    try SurveyDesign(
      referenceData(sample),
      stages: [Stage(units: "dnum", populationSize: "fpc1"), Stage(units: "snum", populationSize: "fpc2")])
  }
}

@Suite("Calibration in R survey 4.1-1")
struct CalibrationMethodTests {
  private static let fixture = WeightingFixture("calibration")

  @Test(arguments: SchoolCalibration.all, ["apistrat", "apiclus1", "apiclus2"])
  func `weights, estimates and standard errors agree`(_ calibration: SchoolCalibration, _ sample: String) throws {
    let wanted = { (name: String) in Self.fixture.numbers(name, of: "\(sample).\(calibration.name)") }
    let expect = { (observed: [Double], name: String) in
      // A total that is a control has a standard error of rounding alone.
      for (value, number) in paired(observed, wanted(name)) {
        #expect(isClose(value, to: number, relative: 1e-9, absolute: 1e-7), "\(name): \(value), R \(number)")
      }
    }
    let design = try calibration.design(sample)
    expect(Array(design.weights.prefix(20)), "weights")
    let summary = try #require(design.weightSummary)
    expect([summary.minimum, summary.maximum], "weight.range")
    let means = try design.mean(of: "api00", "meals")
    expect(means.map(\.value), "mean")
    expect((0..<4).map { means.covariance[$0 / 2, $0 % 2] }, "mean.vcov")
    let total = try design.total(of: "api.stu")[0]
    expect([total.value], "total")
    expect([total.standardError], "total.se")
    let ratio = try design.ratio(of: "api.stu", to: "api00")[0]
    expect([ratio.value], "ratio")
    expect([ratio.standardError], "ratio.se")
    let groups = try design.mean(of: "api00", by: "sch.wide")
    expect(groups.map(\.value), "by")
    expect(groups.map(\.standardError), "by.se")
    if let bounds = calibration.bounds[sample] {
      let (low, high) = (bounds.lowerBound * (1 - 1e-15), bounds.upperBound * (1 + 1e-15))
      #expect(design.calibrationFactors.allSatisfy { $0 >= low && $0 <= high })
    }
  }

  @Test(arguments: [("linear", CalibrationMethod.linear), ("raking", .raking), ("logit", .logit)])
  func `values of R survey 4.5 agree`(_ name: String, _ method: CalibrationMethod) throws {
    let reference = try #require(referenceCases("api") { $0 == "apiclus1.calibrate.\(name)" }.first)
    let bounds: ClosedRange<Double>? = method == .logit ? 0.5...3 : nil
    let design = try schoolDesign("apiclus1").calibrated(
      to: [SchoolCalibration.types, .total(of: "api99", 3_914_069)], method: method, bounds: bounds)
    let mean = try design.mean(of: "api00")[0]
    // R's default stopping rule is a misfit of 1e-7.
    #expect(isClose(mean.value, to: reference.number("mean", "value"), relative: 1e-9))
    #expect(isClose(mean.standardError, to: reference.number("mean", "se"), relative: 1e-7))
  }
}
