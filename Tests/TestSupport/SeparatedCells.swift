import Foundation

/// The penalised logistic model of two cells, none of 12 with the outcome and 10 of 20, worked out without the library.
///
/// Firth's penalty adds half a hit and half a miss to each cell, so that the penalised likelihood of a saturated model is
/// Σ (hits + ½) log p + (misses + ½) log(1 − p). The variance of the second coefficient under the model is the sum of
/// 1/(n p (1 − p)); under a design of single records the part of the second cell has the factor n / (n − 1) = 32 / 31.
public enum SeparatedCells {
  private static let cells: [(hits: Double, count: Double)] = [(0, 12), (10, 20)]
  private static let shares = cells.map { ($0.hits + 0.5) / ($0.count + 1) }
  private static let parts = zip(cells, shares).map { 1 / ($0.count * $1 * (1 - $1)) }

  /// The log odds ratio of the second cell.
  public static let estimate = log(25.0)
  /// The standard error of the intercept and of the log odds ratio under the design.
  public static let standardErrors = [parts[0].squareRoot(), (parts[0] + parts[1] * 32 / 31).squareRoot()]
  /// The likelihood ratio of the log odds ratio over its design effect.
  public static let statistic = increase(at: 0) / designEffect

  private static let designEffect = (parts[0] + parts[1] * 32 / 31) / (parts[0] + parts[1])

  /// The ends of the interval of the log odds ratio by its profile, for a quantile of Student's distribution.
  public static func interval(quantile: Double) -> (lower: Double, upper: Double) {
    let limit = quantile * quantile * designEffect
    func end(_ far: Double) -> Double {
      var (inside, outside) = (estimate, far)
      for _ in 0..<200 {
        let middle = (inside + outside) / 2
        if increase(at: middle) < limit { inside = middle } else { outside = middle }
      }
      return (inside + outside) / 2
    }
    return (end(estimate - 40), end(estimate + 40))
  }

  /// By how much the penalised deviance is above its least where the log odds ratio is a number.
  private static func increase(at slope: Double) -> Double {
    var (low, high) = (-60.0, 60.0)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      let score = zip(cells, [middle, middle + slope]).reduce(0) { sum, cell in
        sum + cell.0.hits + 0.5 - (cell.0.count + 1) / (1 + exp(-cell.1))
      }
      if score > 0 { low = middle } else { high = middle }
    }
    let intercept = (low + high) / 2
    return 2 * (likelihood(shares.map { log($0 / (1 - $0)) }) - likelihood([intercept, intercept + slope]))
  }

  private static func likelihood(_ predictors: [Double]) -> Double {
    zip(cells, predictors).reduce(0) { sum, cell in
      let (yes, no) = (-log1p(exp(-cell.1)), -log1p(exp(cell.1)))
      return sum + (cell.0.hits + 0.5) * yes + (cell.0.count - cell.0.hits + 0.5) * no
    }
  }
}
