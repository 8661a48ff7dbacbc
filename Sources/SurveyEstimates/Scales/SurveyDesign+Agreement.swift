public import SurveyDesigns
public import SurveyMicrodata

/// How well items or raters agree.
extension SurveyDesign {
  /// Estimates Cronbach's alpha of the items of a scale, in every group.
  ///
  /// α = K/(K−1) · (1 − ΣSᵢᵢ/ΣΣSᵢⱼ) over the records that know all K items (Cronbach 1951), a function of the totals of
  /// the items and their products whose derivatives give its variance. The value of R `svycralpha(~a + b, design)`,
  /// which has no standard error.
  public func alpha(
    of items: [Number], by groups: [Categorical] = [], level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    guard items.count > 1 else { throw .tooFewVariables(.alpha, needed: 2, found: items.count) }
    let count = items.count
    let target = Estimator.Target(
      variable: items.map(\.name).joined(separator: " + "), level: nil, measure: 0, valueSum: Measure.valueSum,
      hasDesignEffect: false)
    let estimator = Estimator(.alpha, of: [.products(try numbers(of: items))], [target]) { totals in
      guard let moments = ProductMoments(totals, count: count), (0..<count).contains(where: moments.varies) else {
        return [nil]
      }
      var (own, all) = (DifferentiatedNumber(0), DifferentiatedNumber(0))
      for i in 0..<count {
        own = own + moments.covariance(i, i)
        for j in 0..<count { all = all + moments.covariance(i, j) }
      }
      return [Double(count) / Double(count - 1) * (DifferentiatedNumber(1) - own / all)]
    }
    return try estimates(estimator, by: groups, interval: .wald, level: level)
  }

  /// Estimates Cohen's kappa of two ratings with the same levels, in every group.
  ///
  /// κ = (Σpᵢᵢ − Σpᵢ₊p₊ᵢ)/(1 − Σpᵢ₊p₊ᵢ) over the records that know both (Cohen 1960). The same as R
  /// `svykappa(~a + b, design)`.
  public func kappa(
    of first: Categorical, and second: Categorical, by groups: [Categorical] = [], level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    let data = self.data
    let (one, other) = try estimating { () throws(MicrodataError) in
      (try data.factor(of: first), try data.factor(of: second))
    }
    let levels = one.levels + other.levels.filter { !one.levels.contains($0) }
    let count = levels.count
    let positions = other.levels.map { Int32(levels.firstIndex(of: $0) ?? 0) }
    let codes = one.codes.indices.map { row -> Int32 in
      guard one.codes[row] >= 0 else { return one.codes[row] }
      guard other.codes[row] >= 0 else { return other.codes[row] }
      return one.codes[row] * Int32(count) + positions[Int(other.codes[row])]
    }
    let target = Estimator.Target(
      variable: first.name, level: second.name, measure: 0, valueSum: Measure.valueSum, hasDesignEffect: false)
    let estimator = Estimator(.kappa, of: [.levels(codes, count: count * count)], [target]) { totals in
      let weight = totals.weight()
      guard weight.value > 0 else { return [nil] }
      let zero = DifferentiatedNumber(0)
      let share = (0..<count * count).map { totals.sum(Measure.valueSum + $0) / weight }
      var (observed, expected) = (zero, zero)
      for i in 0..<count {
        observed = observed + share[i * count + i]
        let row = (0..<count).reduce(zero) { $0 + share[i * count + $1] }
        let column = (0..<count).reduce(zero) { $0 + share[$1 * count + i] }
        expected = expected + row * column
      }
      // Where all records agree on one level the chance of agreement is 1.
      guard expected.value < 1 - 1e-14 else { return [nil] }
      return [(observed - expected) / (DifferentiatedNumber(1) - expected)]
    }
    return try estimates(estimator, by: groups, interval: .wald, level: level)
  }
}
