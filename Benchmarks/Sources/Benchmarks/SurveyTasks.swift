import Foundation
import Peilstok

/// What a report asks of the library, on records of the shape that `SyntheticSurvey` writes.
struct SurveyTasks {
  let path: String

  private let unsafeAtHome = Binary("unsafe_home", isTrueFor: "1")
  private let province = Categorical("province"), wave = Categorical("wave"), education = Categorical("educ")

  init(path: String) { self.path = path }

  /// Runs each task and returns what was measured.
  func measured(runs: Int) throws -> BenchmarkResults {
    var measurements = Measurements(runs: runs)
    let records = try measurements.measure("read the CSV file") {
      try Microdata(contentsOf: path)
    } answer: {
      [Double($0.rowCount)]
    }
    let design = try measurements.measure("describe the design") {
      try SurveyDesign(
        records, weights: "weight", stages: [Stage(units: "psu", strata: "stratum")], unitsAreNested: true)
    } answer: {
      [$0.weights.reduce(0, +)]
    }
    try measureEstimates(design, &measurements)
    try measureRaking(design, &measurements)
    try measureModel(design, &measurements)
    return BenchmarkResults(
      recordCount: records.rowCount, columnCount: records.columnNames.count,
      fileSize: records.sources.reduce(0) { $0 + $1.byteCount }, runCount: runs,
      processorCount: ProcessInfo.processInfo.activeProcessorCount, tasks: measurements.results)
  }

  private func measureEstimates(_ design: SurveyDesign, _ measurements: inout Measurements) throws {
    let forms = (1...6).map { Binary("form\($0)", isTrueFor: "1") }
    try measurements.estimates("prevalence") { try design.prevalence(of: unsafeAtHome) }
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
      [$0.statistic, $0.pValue]
    }
  }

  /// Rakes to the design's own margins with each count moved by up to a tenth.
  private func measureRaking(_ design: SurveyDesign, _ measurements: inout Measurements) throws {
    let margins = try [province, "gender", education, "age"].map { variable in
      let factor = try design.data.factor(of: variable)
      var counts = [Double](repeating: 0, count: factor.levels.count)
      for (code, weight) in zip(factor.codes, design.weights) where code >= 0 { counts[Int(code)] += weight }
      let total = counts.reduce(0, +)
      for level in counts.indices { counts[level] *= 1 + 0.1 * sin(Double(7 * level + 1)) }
      let scale = total / counts.reduce(0, +)
      return PopulationMargin.counts(
        of: variable, Dictionary(uniqueKeysWithValues: zip(factor.levels, counts.map { $0 * scale })))
    }
    let raked = try measurements.measure("raking to 4 margins") {
      try design.raked(to: margins)
    } answer: {
      $0.calibrationReports.flatMap(\.cells).map(\.after)
    }
    try measurements.estimates("36 domains, raked weights") {
      try raked.prevalence(of: unsafeAtHome, by: province, wave)
    }
  }

  private func measureModel(_ design: SurveyDesign, _ measurements: inout Measurements) throws {
    let model = LogisticModel(
      of: unsafeAtHome,
      on: Number("age") + Categorical("gender") + education + Number("urban") + Categorical("wealth")
        + Number("hh_size") + Number("disability") + Number("in_school") + Categorical("care") + Number("screen_h")
        + wave)
    _ = try measurements.measure("logistic model, 21 coefficients") {
      try model.fitted(to: design)
    } answer: {
      $0.coefficients.flatMap { [$0.estimate, $0.standardError] }
    }
  }
}

extension Measurements {
  /// Measures a task that gives estimates.
  fileprivate mutating func estimates(_ name: String, _ task: () throws -> Estimates) throws {
    _ = try measure(name, task: task) { $0.flatMap { [$0.value, $0.standardError] } }
  }
}
