extension SurveyDesign {
  /// Returns the design with variances from replicates of its weights.
  ///
  /// The same as R `as.svrepdesign(design, type)`. Estimates do not change; their standard errors, covariances and
  /// degrees of freedom come from the replicates.
  ///
  /// - Parameters:
  ///   - method: how the replicates are made.
  ///   - center: the point from which their deviations are taken; nil for the mean of the replicates or, for the
  ///     paired jackknife, the estimate.
  ///   - degreesOfFreedom: those of intervals and tests of every domain; nil for the rank of the replicate weights of
  ///     the domain less 1 (R `degf`).
  /// - Returns: The design with the replicate weights as its `variance`.
  /// - Throws: `DesignError` where the method does not suit the strata, the population sizes or the rule for strata
  ///   with a single unit, and for a calibrated design.
  public func replicated(
    _ method: ReplicationMethod, center: ReplicateCenter? = nil, degreesOfFreedom: Int? = nil
  ) throws(DesignError) -> SurveyDesign {
    precondition(degreesOfFreedom.map { $0 > 0 } ?? true, "\(degreesOfFreedom ?? 0) degrees of freedom")
    guard weightingSteps.isEmpty else { throw .replicationOfCalibrated }
    return withVariance(
      .replication(
        try ReplicateWeights(method, of: self, center: center, degreesOfFreedom: degreesOfFreedom)))
  }

  /// Returns the design with linearised variances.
  public func linearized() -> SurveyDesign { withVariance(.linearization) }
}
