package import SurveyEstimates

/// What many samples say of one way to find the variance of one quantity.
package struct VariancePerformance: Sendable {
  /// The mean of the variance estimates.
  package let meanVariance: Double
  /// The variance of the estimates themselves.
  package let variance: Double
  /// The share of the intervals that hold the truth.
  package let coverage: Double
  /// The number of samples.
  package let count: Int
  /// By how much the variance estimates are off, relative to the variance.
  package let bias: Double
  /// The standard error that the simulation leaves in the bias.
  package let errorOfBias: Double

  /// The standard error that the simulation leaves in a coverage of 0.95.
  package var errorOfCoverage: Double { (0.95 * 0.05 / Double(count)).squareRoot() }

  /// Sums samples up.
  ///
  /// The spread of a few thousand estimates is known to a few per cent only. Where a total that moves with the estimate
  /// has a known variance, only the difference of their spreads is taken from the samples (a control variate).
  ///
  /// - Parameters:
  ///   - estimates: those of each sample.
  ///   - truths: what each estimates.
  ///   - companion: the error of the total of the linearised variable in each sample with its variance, if known.
  package init(
    _ estimates: [Estimate], truths: [Double], companion: (errors: [Double], variance: Double)? = nil
  ) {
    count = estimates.count
    let n = Double(count)
    let errors = zip(estimates, truths).map { $0.value - $1 }
    let center = moments(errors).average
    let squares = errors.indices.map { sample in
      (errors[sample] - center) * (errors[sample] - center)
        + (companion.map { $0.variance - $0.errors[sample] * $0.errors[sample] } ?? 0)
    }
    variance = moments(squares).average
    meanVariance = moments(estimates.map { $0.standardError * $0.standardError }).average
    let ratio = meanVariance / variance
    bias = ratio - 1
    let distances = zip(estimates, squares).map { ($0.standardError * $0.standardError - ratio * $1) }
    errorOfBias = (moments(distances).variance / n).squareRoot() / variance
    let covered = zip(estimates, truths).count { estimate, truth in
      estimate.confidenceInterval.map { $0.lower <= truth && truth <= $0.upper } ?? false
    }
    coverage = Double(covered) / n
  }
}
