/// The rules for a quantile of a sample: those of Hyndman and Fan (1996), with weights as R `svyquantile(qrule = )` has
/// them.
///
/// With the distinct values y₁ < … < yₙ, their weights w₁ … wₙ, the sums of these C₁ … Cₙ and W = Cₙ. Records with the
/// same value are one value with the sum of their weights, so that a quantile is a function of the weighted distribution
/// and of nothing else: see ``QuantileTies`` for R's way.
public enum QuantileRule: String, Sendable, CaseIterable {
  /// The smallest value with Cₖ/W ≥ p (R `"math"`).
  case hf1
  /// As `hf1`, halfway to the next value where Cₖ/W = p (R `"school"`).
  case hf2
  /// As `hf1`, but where Cₖ/W = p the one of this and the next value whose position is even (R's `"hf3"`, which without
  /// weights is not Hyndman and Fan's third rule but agrees with it at the steps).
  case hf3
  /// Linear between the points (Cₖ/W, yₖ).
  case hf4
  /// Linear between the points ((Cₖ − wₖ/2)/W, yₖ).
  case hf5
  /// Linear between the points (Cₖ/(W + wₙ), yₖ).
  case hf6
  /// Linear between the points (Cₖ₋₁/Cₙ₋₁, yₖ), the rule of R `quantile`.
  case hf7
  /// Linear between the points ((⅓Cₖ₋₁ + ⅔Cₖ)/(W + wₙ/3), yₖ).
  case hf8
  /// Linear between the points ((⅜Cₖ₋₁ + ⅝Cₖ)/(W + wₙ/4), yₖ).
  case hf9
}
