private import Foundation
internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyNumerics

/// How the adjusted mean changes over the doses of an exposure, such as a count of problems.
///
/// The line of least squares through the adjusted means has the slope Σ(dₖ − d̄)mₖ / Σ(dₖ − d̄)², a contrast of them. The
/// departure from it is Wald's test of the K − 2 orthogonal polynomials of the doses beyond the line. Both are given for
/// the means and, where these are shares, for their log odds. The same as R
/// `svycontrast(svypredmeans(fit, ~factor(dose)), contr.poly)`.
public struct DoseResponse: Sendable {
  /// The doses, ascending as their levels are given.
  public let doses: [Double]
  /// The adjusted mean at each dose.
  public let margins: PredictiveMargins
  /// The change of the adjusted mean for each unit of dose.
  public let slope: MarginComparison
  /// Whether the means depart from a line; nil for two doses, and where a mean has no variance.
  public let departure: WaldTest?
  /// The factor of the odds of the adjusted share for each unit of dose; nil for means that are no shares.
  public let oddsRatio: MarginComparison?
  /// Whether the log odds depart from a line; nil for two doses, and for means that are no shares.
  public let departureOfLogOdds: WaldTest?
}

extension AveragePredictions {
  /// Returns the adjusted means over the doses of an exposure, with their trend.
  ///
  /// - Parameters:
  ///   - name: the exposure, a covariate with levels or a number.
  ///   - values: the levels or numbers; nil for all levels.
  ///   - doses: the dose of each level whose name is no number, such as 3 for `3+`.
  ///   - level: the probability with which the intervals cover.
  /// - Returns: the means and their trend.
  /// - Throws: `ModelError.levelWithoutDose`, `ModelError.unknownLevel` for a dose of no level, `ModelError.tooFewDoses`,
  ///   or what margins throw.
  public func doseResponse(
    over name: String, at values: [CovariateValue]? = nil, doses: [String: Double] = [:], level: Double = 0.95
  ) throws(ModelError) -> DoseResponse {
    let t = try interval(level: level)
    let (variable, points) = try points(over: name, at: values)
    if let unknown = doses.keys.sorted().first(where: { key in !points.contains { $0.name == key } }) {
      let covariate = frame.covariates[try frame.position(ofCovariate: name)]
      throw .unknownLevel(unknown, term: name, nearest: covariate.nearestLevel(to: unknown))
    }
    var ofPoints: [Double] = []
    for point in points {
      guard let dose = doses[point.name] ?? Double(point.name), dose.isFinite else {
        let covariate = frame.covariates[try frame.position(ofCovariate: name)]
        throw .levelWithoutDose(covariate.nameInMessages(ofLevel: point.name), term: name)
      }
      ofPoints.append(dose)
    }
    guard let basis = PolynomialBasis(of: ofPoints, degree: ofPoints.count - 1), ofPoints.count > 1 else {
      throw .tooFewDoses(term: name)
    }
    let (count, isShare) = (points.count, family == .binomial)
    let (results, covariance) = try combined(points.map(\.scenario)) { _, means in
      guard isShare else { return means }
      return means
        + means.map { mean in
          mean.applying(log(mean.value / (1 - mean.value)), slope: 1 / (mean.value * (1 - mean.value)))
        }
    }
    let polynomials = ofPoints.map { basis.values(at: $0) }
    let line = try DoseLine(polynomials, ofPoints, results[..<count], covariance, from: 0, t: t, term: variable)
    let logOdds =
      isShare
      ? try DoseLine(polynomials, ofPoints, results[count...], covariance, from: count, t: t, term: variable) : nil
    let positions = Array(0..<count)
    return DoseResponse(
      doses: ofPoints,
      margins: PredictiveMargins(
        variable: variable, levels: points.map(\.name), values: Array(results[..<count]),
        covariance: covariance.submatrix(rows: positions, columns: positions), t: t, family: family),
      slope: t.comparison(line.slope, variance: line.variance), departure: line.departure,
      oddsRatio: logOdds.map { t.ratio(exp($0.slope), logarithmicVariance: $0.variance) },
      departureOfLogOdds: logOdds?.departure)
  }
}

/// The line through means over doses, and what they depart from it.
private struct DoseLine {
  let slope: Double
  let variance: Double
  let departure: WaldTest?

  /// Of each dose the polynomials are the orthonormal ones of degree 1 and on.
  init(
    _ polynomials: [[Double]], _ doses: [Double], _ means: ArraySlice<Double>, _ covariance: Matrix, from start: Int,
    t: StudentTInterval, term: String
  ) throws(ModelError) {
    var contrasts = Matrix(rowCount: doses.count - 1, columnCount: covariance.columnCount)
    let centre = doses.reduce(0, +) / Double(doses.count)
    // The first polynomial is (d − d̄)/√Σ(d − d̄)²; another division by the root gives the slope.
    let length = doses.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }.squareRoot()
    for (dose, values) in polynomials.enumerated() {
      for (degree, value) in values.enumerated() {
        contrasts[degree, start + dose] = degree == 0 ? value / length : value
      }
    }
    let all = (contrasts * covariance * contrasts.transposed).symmetrized()
    let estimates = (0..<contrasts.rowCount).map { row in
      zip(means.indices, means).reduce(0) { sum, mean in
        sum + contrasts[row, start + mean.0 - means.startIndex] * mean.1
      }
    }
    slope = estimates[0]
    variance = all[0, 0]
    let beyond = Array(1..<estimates.count)
    departure =
      beyond.isEmpty || all.hasUnknownVariance
      ? nil
      : try WaldTest(
        of: [term], estimates: beyond.map { estimates[$0] }, covariance: all.submatrix(rows: beyond, columns: beyond),
        degreesOfFreedom: t.degreesOfFreedom)
  }
}
