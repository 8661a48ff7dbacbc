/// Random numbers of the usual distributions.
extension RandomStream {
  /// Returns a number from the uniform distribution between zero and one, both excluded.
  ///
  /// The midpoints of 2^52 equal intervals.
  public mutating func uniform() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }

  /// Returns a number from the standard normal distribution, the quantile of one uniform number.
  public mutating func normal() -> Double {
    NormalDistribution().quantile(uniform())
  }

  /// Returns a number from the gamma distribution with scale one.
  ///
  /// Marsaglia and Tsang (2000), ACM TOMS 26:363. R: `rgamma(1, shape)`, with other numbers.
  public mutating func gamma(shape: Double) -> Double {
    precondition(shape > 0 && shape < .infinity, "a gamma distribution of shape \(shape)")
    if shape < 1 {
      let power = DoubleDouble.logarithm(of: uniform()) / shape
      return gamma(shape: shape + 1) * power.roundedExponential
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let z = normal()
      let root = 1 + c * z
      if root <= 0 { continue }
      let v = root * root * root
      let bound = 0.5 * z * z + d * (1 - v + DoubleDouble.logarithm(of: v).high)
      if DoubleDouble.logarithm(of: uniform()).high < bound { return d * v }
    }
  }

  /// Returns a whole number from zero up to a bound, the bound excluded, each with the same probability.
  ///
  /// Lemire (2019), ACM TOMACS 29:3, without bias.
  public mutating func index(below bound: Int) -> Int {
    precondition(bound > 0, "an index below \(bound)")
    let size = UInt64(bound)
    var product = next().multipliedFullWidth(by: size)
    if product.low < size {
      let rejected = (0 &- size) % size
      while product.low < rejected { product = next().multipliedFullWidth(by: size) }
    }
    return Int(product.high)
  }

  /// Returns an index with the given probabilities, which need not add up to one.
  public mutating func choice(probabilities: [Double]) -> Int {
    var total = 0.0
    for p in probabilities {
      precondition(p >= 0 && p < .infinity, "a probability of \(p)")
      total += p
    }
    precondition(total > 0 && total < .infinity, "probabilities that add up to \(total)")
    let target = uniform() * total
    var sum = 0.0
    var last = 0
    for (i, p) in probabilities.enumerated() where p > 0 {
      sum += p
      if target < sum { return i }
      last = i
    }
    return last
  }
}
