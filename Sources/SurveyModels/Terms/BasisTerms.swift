public import SurveyMicrodata

/// A smooth function of a number: a natural cubic spline, R `ns(x, df)`.
///
/// Its knots stand at the quantiles of the complete records, those at the boundary at their range.
public struct NaturalSpline: Sendable, Hashable, ModelTerms {
  /// The number.
  public let number: Number
  /// The number of columns; there is one knot less inside the range.
  public let degreesOfFreedom: Int

  /// Describes a spline of at least one column.
  public init(_ number: Number, degreesOfFreedom: Int) {
    precondition(degreesOfFreedom >= 1, "a spline of \(degreesOfFreedom) columns")
    self.number = number
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The main effect of the spline.
  public var terms: Terms { Terms(.spline(self)) }
}

/// Orthogonal polynomials of a number on the complete records, R `poly(x, degree)`.
public struct OrthogonalPolynomial: Sendable, Hashable, ModelTerms {
  /// The number.
  public let number: Number
  /// The highest power.
  public let degree: Int

  /// Describes polynomials up to a degree of at least 1.
  public init(_ number: Number, degree: Int) {
    precondition(degree >= 1, "a polynomial of degree \(degree)")
    self.number = number
    self.degree = degree
  }

  /// The main effect of the polynomials.
  public var terms: Terms { Terms(.polynomial(self)) }
}

/// How the levels of a covariate are coded as columns.
public enum Contrasts: String, Sendable, Hashable, CaseIterable {
  /// Each level against the reference.
  case treatment
  /// Each level but the last against the mean of all, R `contr.sum`.
  case sum
  /// Each level against the mean of those before it, R `contr.helmert`.
  case helmert
  /// Orthogonal polynomials over the order of the levels, R `contr.poly`.
  case polynomial
}

/// Levels that are coded by contrasts; where a term needs all levels, each has its indicator.
public struct Contrasted: Sendable, Hashable, ModelTerms {
  /// The levels, the reference first.
  public let categorical: Categorical
  /// The coding.
  public let contrasts: Contrasts

  /// Describes the coding of a covariate.
  public init(_ categorical: Categorical, by contrasts: Contrasts) {
    self.categorical = categorical
    self.contrasts = contrasts
  }

  /// The main effect of the levels.
  public var terms: Terms { Terms(.contrasted(self)) }
}
