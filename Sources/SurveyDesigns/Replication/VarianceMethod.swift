/// How the variance of an estimate is found.
public enum VarianceMethod: Sendable {
  /// From the linearised contributions of the sampling units (R `svydesign`).
  case linearization
  /// From the spread of the estimate over replicates of the weights (R `svrepdesign`).
  case replication(ReplicateWeights)

  /// The replicate weights, or nil where the variance is linearised.
  public var replicateWeights: ReplicateWeights? {
    if case .replication(let weights) = self { weights } else { nil }
  }
}

/// The point from which the deviations of replicates are taken.
public enum ReplicateCenter: String, Sendable, CaseIterable {
  /// The mean of the replicates with a scale above 0 (R `mse = FALSE`).
  case mean
  /// The estimate from the full sample (R `mse = TRUE`, Stata `mse`, SAS).
  case estimate
}
