private import Foundation
internal import SurveyNumerics

/// Functions of a number that stand as columns beside each other.
protocol Basis: Sendable {
  /// Returns the value of each function.
  func values(at number: Double) -> [Double]

  /// Returns the slope of each function.
  func slopes(at number: Double) -> [Double]
}

/// The polynomials that are orthonormal on some numbers, by their recurrence (Forsythe 1957).
///
///     pⱼ₊₁(x) = (x − αⱼ₊₁) pⱼ(x) − (‖pⱼ‖² / ‖pⱼ₋₁‖²) pⱼ₋₁(x)
struct PolynomialBasis: Basis {
  private var centres: [Double] = []
  /// Of p₀, p₁ and so on.
  private var squaredNorms: [Double] = []

  /// Makes polynomials up to a degree; nil where there are not more distinct numbers than that.
  init?(of numbers: [Double], degree: Int) {
    guard Set(numbers).count > degree else { return nil }
    var (previous, current) = ([Double](repeating: 0, count: numbers.count), numbers.map { _ in 1.0 })
    squaredNorms = [Double(numbers.count)]
    for j in 0..<degree {
      let centre = FixedOrder.sum(numbers.indices.map { numbers[$0] * current[$0] * current[$0] }) / squaredNorms[j]
      let share = j == 0 ? 0 : squaredNorms[j] / squaredNorms[j - 1]
      let next = numbers.indices.map { (numbers[$0] - centre) * current[$0] - share * previous[$0] }
      (previous, current) = (current, next)
      centres.append(centre)
      squaredNorms.append(FixedOrder.sum(current.map { $0 * $0 }))
    }
  }

  func values(at number: Double) -> [Double] {
    var (previous, current) = (0.0, 1.0)
    return centres.indices.map { j in
      let share = j == 0 ? 0 : squaredNorms[j] / squaredNorms[j - 1]
      (previous, current) = (current, (number - centres[j]) * current - share * previous)
      return current / squaredNorms[j + 1].squareRoot()
    }
  }

  func slopes(at number: Double) -> [Double] {
    var (previous, current) = (0.0, 1.0)
    var (previousSlope, slope) = (0.0, 0.0)
    return centres.indices.map { j in
      let share = j == 0 ? 0 : squaredNorms[j] / squaredNorms[j - 1]
      let next = current + (number - centres[j]) * slope - share * previousSlope
      (previousSlope, slope) = (slope, next)
      (previous, current) = (current, (number - centres[j]) * current - share * previous)
      return slope / squaredNorms[j + 1].squareRoot()
    }
  }
}

/// Cubic B-splines that are straight lines beyond the boundary, without a constant (de Boor 1978).
///
/// The space of B-splines whose second derivative vanishes at both ends: of the columns of Q from a QR factorisation of
/// these two conditions, all but the first two, as in R `splines::ns`.
struct NaturalSplineBasis: Basis {
  private let knots: [Double]
  /// What turns the B-splines without the first into natural ones, a list for each of these.
  private let combinations: [[Double]]

  /// Makes a basis of some columns; nil where the quantiles of the numbers do not tell the knots apart.
  init?(of numbers: [Double], columnCount: Int) {
    let sorted = numbers.sorted()
    guard let low = sorted.first, let high = sorted.last, low < high else { return nil }
    let inner = (1..<max(1, columnCount)).map { k in
      let place = Double(sorted.count - 1) * Double(k) / Double(columnCount)
      let below = Int(place)
      let above = sorted[min(below + 1, sorted.count - 1)]
      return sorted[below] + (place - Double(below)) * (above - sorted[below])
    }
    guard zip([low] + inner, inner + [high]).allSatisfy({ $0 < $1 }) else { return nil }
    let knots = [Double](repeating: low, count: 4) + inner + [Double](repeating: high, count: 4)
    let conditions = [low, high].map { end in
      [Double](Self.splines(knots, at: end, derivative: 2).dropFirst())
    }
    self.knots = knots
    combinations = Self.complement(of: conditions)
  }

  func values(at number: Double) -> [Double] {
    let (low, high) = (knots[0], knots[knots.count - 1])
    let end = min(high, max(low, number))
    var splines = Self.splines(knots, at: end, derivative: 0)
    if end != number {
      let slopes = Self.splines(knots, at: end, derivative: 1)
      for j in splines.indices { splines[j] += slopes[j] * (number - end) }
    }
    return combinations.map { zip($0, splines.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  func slopes(at number: Double) -> [Double] {
    let end = min(knots[knots.count - 1], max(knots[0], number))
    let slopes = Self.splines(knots, at: end, derivative: 1).dropFirst()
    return combinations.map { zip($0, slopes).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  /// The cubic B-splines at a point, or their derivatives.
  private static func splines(_ knots: [Double], at x: Double, derivative: Int) -> [Double] {
    let last = knots.count - 5
    let interval = (3...last).last { knots[$0] <= x } ?? 3
    var values = [Double](repeating: 0, count: knots.count - 1)
    values[interval] = 1
    for degree in 1...3 {
      // The last steps differentiate: B′ of degree d is d times the difference of neighbours over their spans.
      let isDerivative = degree > 3 - derivative
      var next = [Double](repeating: 0, count: knots.count - 1 - degree)
      for j in next.indices {
        let (left, right) = (knots[j + degree] - knots[j], knots[j + degree + 1] - knots[j + 1])
        let leftFactor = isDerivative ? Double(degree) : x - knots[j]
        let rightFactor = isDerivative ? -Double(degree) : knots[j + degree + 1] - x
        if left > 0 { next[j] += leftFactor / left * values[j] }
        if right > 0 { next[j] += rightFactor / right * values[j + 1] }
      }
      values = next
    }
    return values
  }

  /// The columns of Q past the first ones in a Householder factorisation of a matrix with few columns.
  private static func complement(of columns: [[Double]]) -> [[Double]] {
    let count = columns[0].count
    var columns = columns
    var reflections: [[Double]] = []
    for k in columns.indices {
      var vector = columns[k]
      for i in 0..<k { vector[i] = 0 }
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      vector[k] += vector[k] < 0 ? -length : length
      for j in k..<columns.count { reflect(&columns[j], by: vector) }
      reflections.append(vector)
    }
    return (columns.count..<count).map { j in
      var unit = [Double](repeating: 0, count: count)
      unit[j] = 1
      for vector in reflections.reversed() { reflect(&unit, by: vector) }
      return unit
    }
  }

  private static func reflect(_ column: inout [Double], by vector: [Double]) {
    let square = vector.reduce(0) { $0 + $1 * $1 }
    guard square > 0 else { return }
    let factor = 2 * zip(column, vector).reduce(0) { $0 + $1.0 * $1.1 } / square
    for i in column.indices { column[i] -= factor * vector[i] }
  }
}

extension Contrasts {
  /// The columns of the coding of some levels, each with its value at every level.
  func columns(levelCount count: Int) -> [[Double]] {
    switch self {
    case .treatment: (1..<count).map { column in (0..<count).map { $0 == column ? 1 : 0 } }
    case .sum: (0..<count - 1).map { column in (0..<count).map { $0 == count - 1 ? -1 : $0 == column ? 1 : 0 } }
    case .helmert:
      (1..<count).map { column in (0..<count).map { $0 < column ? -1 : $0 == column ? Double(column) : 0 } }
    case .polynomial:
      PolynomialBasis(of: (1...count).map { Double($0) }, degree: count - 1).map { basis in
        let values = (1...count).map { basis.values(at: Double($0)) }
        return (0..<count - 1).map { column in values.map { $0[column] } }
      } ?? []
    }
  }

  /// What R adds to the name of a covariate in the names of its coefficients.
  func suffix(ofColumn column: Int, levelNames: [String]) -> String {
    switch self {
    case .treatment: levelNames[column + 1]
    case .sum, .helmert: "\(column + 1)"
    case .polynomial: column < 3 ? [".L", ".Q", ".C"][column] : "^\(column + 1)"
    }
  }
}
