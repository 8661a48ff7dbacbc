/// What is added to a likelihood so that its maximum is finite.
public enum Penalty: Sendable, Hashable {
  /// Half the logarithm of the determinant of the information: Jeffreys' prior (Firth 1993).
  case firth
}

/// Whether a likelihood has a penalty, or could have one.
enum Penalization: Sendable {
  /// The family and link have none.
  case notOffered
  /// The fit is the ordinary one.
  case offered
  /// The likelihood is penalised.
  case taken
}

extension GeneralizedLinearModel {
  /// The penalty is offered where the link is canonical and the likelihood may grow without end.
  private var offersPenalty: Bool { (family, link) == (.binomial, .logit) || (family, link) == (.poisson, .log) }

  /// Whether the fit is penalised, or could be.
  ///
  /// - Throws: `ModelError.penaltyNotOffered` where it is asked of another family or link.
  func penalization() throws(ModelError) -> Penalization {
    guard penalty != nil else { return offersPenalty ? .offered : .notOffered }
    guard offersPenalty else { throw .penaltyNotOffered(family: family, link: link) }
    return .taken
  }

  /// Returns the model with a penalty on its likelihood, by default Firth's.
  ///
  /// The fit maximises ℓ + ½ log|I|, I being the information XᵀWX: the score of record i becomes
  /// xᵢ(yᵢ − μᵢ + hᵢ), hᵢ = ½ qᵢ μ″ᵢ with qᵢ = xᵢᵀI⁻¹xᵢ, for the logit qᵢ μᵢ(1 − μᵢ)(½ − μᵢ) (Firth 1993; Heinze and
  /// Schemper 2002). The estimates are finite also where a term separates the outcomes, and where few records have an
  /// outcome they are less biased. Weights enter as in the likelihood, scaled to mean 1 over the complete records, so
  /// that they are worth as many records as there are. The covariance is that of the linearised variable I⁻¹xᵢ(yᵢ − μᵢ +
  /// hᵢ) under the design. The same as R `logistf(y ~ x, pl = FALSE)` without weights. For the binomial family with the
  /// logit link and the Poisson family.
  public func penalized(by penalty: Penalty = .firth) -> GeneralizedLinearModel {
    var copy = self
    copy.penalty = penalty
    return copy
  }
}

extension LogisticModel {
  /// Returns the model with a penalty on its likelihood, by default Firth's; see
  /// ``GeneralizedLinearModel/penalized(by:)``.
  public func penalized(by penalty: Penalty = .firth) -> LogisticModel {
    var copy = self
    copy.penalty = penalty
    return copy
  }
}
