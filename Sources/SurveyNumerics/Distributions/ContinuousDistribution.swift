/// A probability distribution on the real line that has a density.
///
/// The functions of this module's distributions are right to 1e-13 of their value for every argument, tails down to
/// 1e-300 and parameters that are no whole numbers included. A quantile is that of the given double, right to 1e-13 of
/// its own value. Results below the smallest normal number (2.2e-308) lose digits, and become zero in the end.
///
/// An argument that is not a number, or a probability outside 0 to 1, gives a result that is not a number.
public protocol ContinuousDistribution: Sendable {
  /// Returns the density at a point.
  func density(_ x: Double) -> Double
  /// Returns the probability of a value up to a point.
  func cumulativeProbability(_ x: Double) -> Double
  /// Returns the probability of a value above a point, without the cancellation of one minus the lower tail.
  func upperTailProbability(_ x: Double) -> Double
  /// Returns the point with a given probability below it.
  func quantile(_ p: Double) -> Double
  /// Returns the point with a given probability above it.
  func upperQuantile(_ p: Double) -> Double
}
