internal import Foundation

/// Returns shares scaled to sum to one.
func normalized(_ shares: [Double]) -> [Double] {
  let sum = shares.reduce(0, +)
  return shares.map { $0 / sum }
}

/// Returns `exp(x)`.
func exponential(_ x: Double) -> Double { exp(x) }

/// Returns `1 / (1 + exp(-x))`.
package func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

/// Returns a probability whose odds are multiplied by `exp(shift)`.
func shifted(_ probability: Double, by shift: Double) -> Double {
  logistic(log(probability / (1 - probability)) + shift)
}

/// Returns shares multiplied by factors and scaled to sum to one.
func tilted(_ shares: [Double], by factors: [Double]) -> [Double] {
  normalized(zip(shares, factors).map { $0 * $1 })
}
