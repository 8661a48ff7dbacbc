internal import SurveyDesigns

/// A number together with its derivative by each total of a group: forward differentiation, exact to rounding.
///
/// An estimator that is written with these numbers states its formula once, and its derivatives follow by the chain
/// rule. An empty gradient is that of a constant.
package struct DifferentiatedNumber: Sendable {
  /// The number.
  package let value: Double
  /// Its derivatives; empty where it is a constant.
  package let gradient: [Double]

  /// Creates a number from its derivatives.
  package init(_ value: Double, gradient: [Double] = []) {
    self.value = value
    self.gradient = gradient
  }

  /// a·∇x + b·∇y.
  private static func combined(
    _ a: Double, _ x: DifferentiatedNumber, _ b: Double, _ y: DifferentiatedNumber
  ) -> [Double] {
    if x.gradient.isEmpty { return y.gradient.map { b * $0 } }
    if y.gradient.isEmpty { return x.gradient.map { a * $0 } }
    return x.gradient.indices.map { a * x.gradient[$0] + b * y.gradient[$0] }
  }

  package static func + (x: Self, y: Self) -> Self { Self(x.value + y.value, gradient: combined(1, x, 1, y)) }
  package static func - (x: Self, y: Self) -> Self { Self(x.value - y.value, gradient: combined(1, x, -1, y)) }
  package static func * (x: Self, y: Self) -> Self {
    Self(x.value * y.value, gradient: combined(y.value, x, x.value, y))
  }
  package static func / (x: Self, y: Self) -> Self {
    Self(x.value / y.value, gradient: combined(1 / y.value, x, -x.value / (y.value * y.value), y))
  }
  package static func * (a: Double, x: Self) -> Self { Self(a * x.value, gradient: x.gradient.map { a * $0 }) }

  /// √x.
  package func squareRoot() -> Self {
    let root = value.squareRoot()
    return Self(root, gradient: gradient.map { $0 / (2 * root) })
  }

  /// f(x), from the value of f and its slope here.
  package func applying(_ value: Double, slope: Double) -> Self { Self(value, gradient: gradient.map { $0 * slope }) }
}

/// The totals of one group as numbers that carry their derivatives.
struct DifferentiatedTotals {
  let totals: GroupTotals
  private let hasDerivatives: Bool

  init(_ totals: GroupTotals, hasDerivatives: Bool) {
    self.totals = totals
    self.hasDerivatives = hasDerivatives
  }

  /// Returns a sum of a measure.
  func sum(_ position: Int, ofMeasure measure: Int = 0) -> DifferentiatedNumber {
    let value = totals.sum(position, ofMeasure: measure)
    guard hasDerivatives else { return DifferentiatedNumber(value) }
    var gradient = [Double](repeating: 0, count: totals.sums.count)
    gradient[totals.offsets[measure] + position] = 1
    return DifferentiatedNumber(value, gradient: gradient)
  }

  /// Returns the sum of the weights of a measure.
  func weight(ofMeasure measure: Int = 0) -> DifferentiatedNumber { sum(Measure.weightSum, ofMeasure: measure) }
}

extension Estimator {
  /// An estimator that states its formulas alone; nil, or a value that is not finite, for an estimate that is undefined.
  init(
    _ statistic: Statistic, of measures: [Measure], _ targets: [Target],
    formulas: @escaping @Sendable (DifferentiatedTotals) -> [DifferentiatedNumber?]
  ) {
    self.init(statistic: statistic, measures: measures, targets: targets) { totals, evaluation in
      let results = formulas(DifferentiatedTotals(totals, hasDerivatives: evaluation.hasDerivatives))
      for (estimate, result) in results.enumerated() {
        guard let result, result.value.isFinite else { continue }
        evaluation.values[estimate] = result.value
        guard evaluation.hasDerivatives else { continue }
        for (sum, derivative) in result.gradient.enumerated() {
          evaluation.derivatives[sum * results.count + estimate] = derivative
        }
      }
    }
  }
}
