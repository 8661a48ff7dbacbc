private import Foundation
public import SurveyMicrodata

/// A function of a number as a covariate, such as its logarithm.
public struct TransformedNumber: Sendable, Hashable, ModelTerms {
  /// The number.
  public let number: Number
  /// What is done to it.
  public let function: Function

  /// What can be done to a number.
  public enum Function: Sendable, Hashable {
    /// The natural logarithm.
    case logarithm
    /// The square root.
    case squareRoot
    /// A power.
    case power(Int)
  }

  /// Describes a function of a number.
  public init(_ number: Number, _ function: Function) {
    self.number = number
    self.function = function
  }

  /// The name in the names of terms and coefficients, as R writes it.
  public var name: String {
    switch function {
    case .logarithm: "log(\(number.name))"
    case .squareRoot: "sqrt(\(number.name))"
    case .power(let exponent): "I(\(number.name)^\(exponent))"
    }
  }

  /// Returns the value for a number.
  func value(of number: Double) -> Double {
    switch function {
    case .logarithm: log(number)
    case .squareRoot: number.squareRoot()
    case .power(let exponent): pow(number, Double(exponent))
    }
  }

  /// Returns the slope at a number.
  func slope(at number: Double) -> Double {
    switch function {
    case .logarithm: 1 / number
    case .squareRoot: 1 / (2 * number.squareRoot())
    case .power(let exponent): exponent == 0 ? 0 : Double(exponent) * pow(number, Double(exponent - 1))
    }
  }

  /// The main effect of the transformed number.
  public var terms: Terms { Terms(.transformed(self)) }
}

extension Number {
  /// The natural logarithm of the number, as a covariate.
  public var logarithm: TransformedNumber { TransformedNumber(self, .logarithm) }
  /// The square root of the number, as a covariate.
  public var squareRoot: TransformedNumber { TransformedNumber(self, .squareRoot) }
  /// Returns a power of the number, as a covariate.
  public func raised(to exponent: Int) -> TransformedNumber { TransformedNumber(self, .power(exponent)) }

  /// The number as a part of the linear predictor without a coefficient, R `offset(x)`.
  public var offset: Terms { Terms(offset: .number(self)) }
}

extension TransformedNumber {
  /// The transformed number as a part of the linear predictor without a coefficient, R `offset(log(x))`.
  public var offset: Terms { Terms(offset: .transformed(self)) }
}
