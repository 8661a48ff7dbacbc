public import SurveyMicrodata

/// Something that can stand on the right-hand side of a model: a covariate, or terms combined from covariates.
///
/// ```swift
/// age + sex                          // main effects
/// age * sex                          // main effects and their interaction
/// age + age.interaction(with: sex)   // no main effect of sex
/// ```
public protocol ModelTerms: Sendable {
  /// The terms.
  var terms: Terms { get }
}

extension Terms: ModelTerms {
  /// The terms themselves.
  public var terms: Terms { self }
}

extension Number: ModelTerms {
  /// The main effect of the number.
  public var terms: Terms { Terms(.number(self)) }
}

extension Categorical: ModelTerms {
  /// The main effect of the levels.
  public var terms: Terms { Terms(.categorical(self)) }
}

extension Binary: ModelTerms {
  /// The main effect of the statement.
  public var terms: Terms { Terms(.binary(self)) }
}

extension ModelTerms {
  /// Returns the interaction alone, R `a:b`, without the main effects.
  ///
  /// Levels are coded by R's rule: a covariate with levels loses its reference level in a term if the term without
  /// that covariate is in the model, and keeps all its levels otherwise. So `a + a.interaction(with: x)` gives each
  /// level of a categorical `a` its own slope of a number `x`. An interaction of two categorical covariates of which
  /// neither is in the model repeats the intercept, and fitting refuses it as collinear, as R leaves a coefficient out.
  public func interaction(with other: some ModelTerms) -> Terms { terms.crossed(with: other.terms) }
}

/// Returns the terms of both sides.
public func + (left: some ModelTerms, right: some ModelTerms) -> Terms { left.terms.union(right.terms) }

/// Returns the terms of both sides and their interactions, R `a * b`.
public func * (left: some ModelTerms, right: some ModelTerms) -> Terms {
  left.terms.union(right.terms).union(left.terms.crossed(with: right.terms))
}
