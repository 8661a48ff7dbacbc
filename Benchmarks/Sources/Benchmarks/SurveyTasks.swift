import Foundation
import Peilstok

/// What a report asks of the library, on records of the shape that `SyntheticSurvey` writes.
///
/// The name of a task is what the programs in the folder `peers` call it, and its answer is what they answer.
struct SurveyTasks {
  static let bootstrap = ReplicationMethod.bootstrap(replicates: 200, seed: 2024)

  let path: String

  private let unsafeAtHome = Binary("unsafe_home", isTrueFor: "1")
  private let province = Categorical("province"), wave = Categorical("wave"), education = Categorical("educ")

  init(path: String) { self.path = path }

  /// Describes how the records were drawn: units in strata, numbered anew in each.
  static func design(of records: Microdata) throws -> SurveyDesign {
    try SurveyDesign(records, weights: "weight", stages: [Stage(units: "psu", strata: "stratum")], unitsAreNested: true)
  }

  /// Runs each task and returns what was measured.
  func measured(runs: Int) throws -> BenchmarkResults {
    var measurements = Measurements(runs: runs)
    let records = try measurements.measure("read the CSV file") {
      try Microdata(contentsOf: path)
    } answer: {
      [Double($0.rowCount), Double($0.columnNames.count)]
    }
    let design = try measurements.measure("describe the design") {
      try Self.design(of: records)
    } answer: {
      [$0.weights.reduce(0, +)]
    }
    try measureEstimates(design, &measurements)
    try measureReplicates(design, &measurements)
    try measureCalibration(design, &measurements)
    try measureModels(design, &measurements)
    return BenchmarkResults(
      recordCount: records.rowCount, columnCount: records.columnNames.count,
      fileSize: records.sources.reduce(0) { $0 + $1.byteCount }, runCount: runs,
      processorCount: ProcessInfo.processInfo.activeProcessorCount, tasks: measurements.results)
  }

  private func measureEstimates(_ design: SurveyDesign, _ measurements: inout Measurements) throws {
    let forms = (1...6).map { Binary("form\($0)", isTrueFor: "1") }
    try measurements.estimates("prevalence") { try design.prevalence(of: unsafeAtHome) }
    _ = try measurements.measure("prevalence, logit interval") {
      try design.prevalence(of: unsafeAtHome, interval: .logit)
    } answer: { estimates in
      estimates.flatMap { [$0.value, $0.confidenceInterval?.lower ?? .nan, $0.confidenceInterval?.upper ?? .nan] }
    }
    try measurements.estimates("prevalence by 36 domains") {
      try design.prevalence(of: unsafeAtHome, by: province, wave)
    }
    try measurements.estimates("6 prevalences by 36 domains") {
      try design.prevalence(of: forms, by: [province, wave])
    }
    try measurements.estimates("mean") { try design.mean(of: "screen_h") }
    try measurements.estimates("ratio") { try design.ratio(of: "screen_h", to: "hh_size") }
    try measurements.estimates("median") { try design.quantile(0.5, of: "stress") }
    try measurements.estimates("median by 36 domains") { try design.quantile(0.5, of: "stress", by: province, wave) }
    _ = try measurements.measure("Rao-Scott test, 4 by 4") {
      try design.association(of: education, with: "care")
    } answer: {
      [$0.value, $0.pValue]
    }
  }

  /// Other programs are given the factors of the units; here drawing them is part of each estimate.
  private func measureReplicates(_ design: SurveyDesign, _ measurements: inout Measurements) throws {
    let replicated = try measurements.measure("make 200 bootstrap replicates") {
      let replicated = try design.replicated(Self.bootstrap)
      return (replicated, replicated.variance.replicateWeights?.unitFactors)
    } answer: {
      [Double($0.1?.columnCount ?? 0)]
    }.0
    try measurements.estimates("prevalence, 200 replicates") { try replicated.prevalence(of: unsafeAtHome) }
    try measurements.estimates("36 domains, 200 replicates") {
      try replicated.prevalence(of: unsafeAtHome, by: province, wave)
    }
    try measurements.estimates("prevalence, jackknife") {
      try design.replicated(.jackknife).prevalence(of: unsafeAtHome)
    }
  }

  private func measureCalibration(_ design: SurveyDesign, _ measurements: inout Measurements) throws {
    let margins = try RakingMargins(of: design).margins
    _ = try measurements.measure("linear calibration to 4 margins") {
      try design.calibrated(to: margins)
    } answer: {
      weightAnswer($0.weights)
    }
    let raked = try measurements.measure("raking to 4 margins") {
      try design.raked(to: margins)
    } answer: {
      weightAnswer($0.weights)
    }
    try measurements.estimates("36 domains, raked weights") {
      try raked.prevalence(of: unsafeAtHome, by: province, wave)
    }
  }

  private func measureModels(_ design: SurveyDesign, _ measurements: inout Measurements) throws {
    let (gender, care, wealth) = (Categorical("gender"), Categorical("care"), Categorical("wealth"))
    let numbers = Number("urban") + Number("hh_size") + Number("disability") + Number("in_school") + Number("screen_h")
    let persons = Number("age") + gender + education + wealth + care
    try measurements.logisticModel(
      "logistic model, 21 coefficients", LogisticModel(of: unsafeAtHome, on: persons + numbers + wave), design)
    try measurements.logisticModel(
      "logistic model, 30 coefficients", LogisticModel(of: unsafeAtHome, on: persons + numbers + province), design)
    try measurements.logisticModel(
      "logistic model, 30 coefficients of factors",
      LogisticModel(
        of: unsafeAtHome,
        on: gender + education + wealth + care + Categorical("hh_size") + Categorical("in_school") + province),
      design)
    let ordinal = OrdinalModel(of: Categorical("life"), on: unsafeAtHome + Number("age") + gender + care)
    _ = try measurements.measure("ordinal model, 10 levels and 7 coefficients") {
      try ordinal.fitted(to: design)
    } answer: {
      $0.coefficients.map { exp($0.estimate) }
    }
  }
}

/// What tells one set of weights from another: their sum, that of their squares, the smallest, the largest, the first.
private func weightAnswer(_ weights: [Double]) -> [Double] {
  let squares = weights.reduce(0.0) { $0 + $1 * $1 }
  return [weights.reduce(0, +), squares, weights.min() ?? .nan, weights.max() ?? .nan] + weights.prefix(5)
}

extension Measurements {
  /// Measures the fit of a logistic model.
  fileprivate mutating func logisticModel(_ name: String, _ model: LogisticModel, _ design: SurveyDesign) throws {
    _ = try measure(name) {
      try model.fitted(to: design)
    } answer: {
      $0.coefficients.flatMap { [$0.estimate, $0.standardError] }
    }
  }

  /// Measures a task that gives estimates.
  fileprivate mutating func estimates(_ name: String, _ task: () throws -> Estimates) throws {
    _ = try measure(name, task: task) { $0.flatMap { [$0.value, $0.standardError] } }
  }
}
