/// Designs whose variances come from replicates.
extension SurveyDesign {
  /// Returns the design with variances from replicates of its weights.
  ///
  /// The same as R `as.svrepdesign(design, type)`. Estimates do not change; their standard errors, covariances and
  /// degrees of freedom come from the replicates. Draws, half-samples and pairs are named by the strata and identifiers of
  /// the units in sorted order, and of records that are units of their own by weight and content: shuffled records have the
  /// same replicates. Each replicate of a calibrated design is calibrated to the same
  /// controls, and so is each replicate of a replicated design that is calibrated: the order does not matter.
  ///
  /// - Parameters:
  ///   - method: how the replicates are made.
  ///   - center: the point from which their deviations are taken; nil for the mean of the replicates or, for the
  ///     paired jackknife, the estimate.
  ///   - degreesOfFreedom: those of intervals and tests of every domain; nil for the rank of the replicate weights of
  ///     the domain less 1 (R `degf`).
  /// - Returns: The design with the replicate weights as its `variance`.
  /// - Throws: `DesignError` where the method does not suit the strata, the population sizes or the rule for strata
  ///   with a single unit, and where a replicate of a calibrated design cannot be calibrated.
  public func replicated(
    _ method: ReplicationMethod, center: ReplicateCenter? = nil, degreesOfFreedom: Int? = nil
  ) throws(DesignError) -> SurveyDesign {
    precondition(degreesOfFreedom.map { $0 > 0 } ?? true, "\(degreesOfFreedom ?? 0) degrees of freedom")
    let design = try inCanonicalOrder().design
    return try design.withVariance(
      .replication(
        try ReplicateWeights(method, of: design, center: center, degreesOfFreedom: degreesOfFreedom))
    ).withReplicatesCalibrated()
  }

  /// Returns the design with linearised variances.
  public func linearized() -> SurveyDesign { withVariance(.linearization) }
}
