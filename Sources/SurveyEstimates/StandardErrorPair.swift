public import SurveyDesigns

/// The standard error of one estimate by linearisation and from replicates.
///
/// The two estimate the same thing in different ways, and part where linearisation is poor (a ratio with a small
/// denominator, a quantile, a domain of few units) or where the replicates are few.
public struct StandardErrorPair: Sendable, Hashable {
  /// The standard error by linearisation.
  public let linearized: Double
  /// The standard error from replicates.
  public let replicated: Double
  /// The distance of the ratio from 1 beyond which the two part.
  ///
  /// A standard error that is 10% too small makes a 95% interval that covers 92%, which is where a reader is misled. Random
  /// replicates add twice the error of R draws, 2/√(2(R − 1)).
  public let threshold: Double

  /// The replicated standard error over the linearised one; not a number where there is none.
  public var ratio: Double { linearized > 0 ? replicated / linearized : .nan }
  /// Whether the two part by more than the threshold.
  public var isApart: Bool { abs(ratio - 1) > threshold }

  /// Pairs two standard errors of one estimate.
  public init(linearized: Double, replicated: Double, threshold: Double) {
    self.linearized = linearized
    self.replicated = replicated
    self.threshold = threshold
  }
}

extension StandardErrorPair: CustomStringConvertible {
  /// One sentence for a person, with a warning where the two part.
  public var description: String {
    let numbers = "standard error \(linearized) linearised, \(replicated) replicated, ratio \(ratio)"
    return isApart
      ? numbers + "; they part by more than \(threshold), so that neither should be trusted alone." : numbers + "."
  }
}

extension SurveyDesign {
  /// Returns the standard errors of estimates by linearisation beside those from the design's replicates.
  ///
  /// For a design whose replicates were made from its units: replicate weights from columns do not say which units were
  /// drawn together, so that there is nothing to linearise by.
  ///
  /// - Parameter estimate: the estimates of a design, such as `{ try $0.mean(of: "income") }`.
  /// - Returns: The pairs, in the order of the estimates; none for a design without replicates of its own making.
  public func standardErrorPairs(_ estimate: (SurveyDesign) throws -> Estimates) rethrows -> [StandardErrorPair] {
    guard let replicates = variance.replicateWeights, let threshold = replicates.partingThreshold else { return [] }
    let (linearized, replicated) = (try estimate(self.linearized()), try estimate(self))
    return zip(linearized, replicated).map {
      StandardErrorPair(linearized: $0.standardError, replicated: $1.standardError, threshold: threshold)
    }
  }
}

extension ReplicateWeights {
  /// The distance of a ratio of standard errors from 1 that says more than chance; nil for replicates from columns.
  public var partingThreshold: Double? {
    guard let method else { return nil }
    switch method {
    case .bootstrap, .unitBootstrap, .multistageBootstrap: return 0.1 + 2 / (2 * Double(count - 1)).squareRoot()
    case .jackknife, .pairedJackknife, .balancedRepeated, .successiveDifferences: return 0.1
    }
  }
}
