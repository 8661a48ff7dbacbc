/// The variance that a simple random sample would have given, for design effects and effective counts.
struct SimpleRandomSampling {
  /// The number of records.
  let count: Double
  /// The sum of the weights, which stands for the size of the population.
  let weightSum: Double
  /// S² = n/(n−1) · Σw(y − ȳ)²/Σw.
  let variance: Double

  /// From Σw, Σwy and Σwy² over n records.
  init(count: Double, weightSum: Double, valueSum: Double, squareSum: Double) {
    self.count = count
    self.weightSum = weightSum
    let mean = valueSum / weightSum
    variance = count / (count - 1) * max(0, squareSum / weightSum - mean * mean)
  }

  /// Returns the design effect of a mean (or of a total, with `scale` = Σw) against one way to draw.
  func designEffect(of designVariance: Double, scale: Double = 1, against reference: DesignEffectReference) -> Double? {
    guard variance > 0, count > 1 else { return nil }
    let replaced = designVariance / (scale * scale * variance / count)
    switch reference {
    case .withReplacement: return replaced
    case .withoutReplacement: return replaced / ((weightSum - count) / weightSum)
    case .fraction(let fraction): return fraction < 1 ? replaced / (1 - fraction) : nil
    }
  }
}
