public import SurveyMicrodata

/// One covariate of a model: a column and how it enters.
public enum ModelVariable: Sendable, Hashable {
  /// A number, entered as it is.
  case number(Number)
  /// Levels, entered as indicators of every level but the reference.
  case categorical(Categorical)
  /// A yes-or-no statement, entered as the indicator that it holds.
  case binary(Binary)
  /// A column that is a number or levels as the data have it.
  case column(String)
  /// Levels of any column, written `factor(x)` in a formula and in the names of its coefficients.
  case factor(Categorical)
  /// A function of a number.
  case transformed(TransformedNumber)
  /// A natural spline of a number.
  case spline(NaturalSpline)
  /// Orthogonal polynomials of a number.
  case polynomial(OrthogonalPolynomial)
  /// Levels coded by contrasts.
  case contrasted(Contrasted)
}

extension ModelVariable {
  /// The name in the names of terms and coefficients.
  public var name: String {
    switch self {
    case .number(let number): number.name
    case .categorical(let categorical): categorical.name
    case .binary(let binary): binary.name
    case .column(let name): name
    case .factor(let categorical): "factor(\(categorical.name))"
    case .transformed(let transformed): transformed.name
    case .spline(let spline): "ns(\(spline.number.name), \(spline.degreesOfFreedom))"
    case .polynomial(let polynomial): "poly(\(polynomial.number.name), \(polynomial.degree))"
    case .contrasted(let contrasted): "factor(\(contrasted.categorical.name))"
    }
  }

  /// The name of the column.
  public var columnName: String {
    switch self {
    case .factor(let categorical): categorical.name
    case .transformed(let transformed): transformed.number.name
    case .spline(let spline): spline.number.name
    case .polynomial(let polynomial): polynomial.number.name
    case .contrasted(let contrasted): contrasted.categorical.name
    default: name
    }
  }

  /// Returns what enters the model for a number in the column, unless that is several numbers.
  func value(of number: Double) -> Double {
    if case .transformed(let transformed) = self { return transformed.value(of: number) }
    return number
  }
}
