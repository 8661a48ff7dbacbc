public import SurveyDesigns
public import SurveyEstimates
public import SurveyMicrodata

/// The trend of a share over waves, adjusted for other variables: a logistic model on orthogonal polynomials of the wave.
public struct AdjustedTrend: Sendable {
  /// The model, with the polynomials among its terms; nil where a break refused it.
  public let fit: ModelFit?
  /// The waves among the records of the model, in order.
  public let waves: [Double]
  /// The coefficient of the linear polynomial; nil where a break refused it.
  public let linear: Coefficient?
  /// The coefficient of the quadratic polynomial, whose test says whether the trend bends; nil for two waves.
  public let quadratic: Coefficient?
  /// Higher for a share that rises over the waves.
  public let verdict: Verdict
}

extension SurveyDesign {
  /// Fits the trend of a share over waves in a logistic model.
  ///
  /// The polynomials follow from the spacing of the waves (`OrthogonalPolynomials`); with three waves and no other
  /// terms the model is saturated. The same as R `svyglm(y ~ L + Q + age + sex, design, family = quasibinomial)` with
  /// `L` and `Q` the columns of `contr.poly`. A break between the waves refuses the trend.
  ///
  /// - Parameters:
  ///   - outcome: the statement whose share changes.
  ///   - wave: the variable of the wave, whose levels are numbers.
  ///   - terms: what the trend is adjusted for; none by default.
  ///   - rules: the level, and the dictionary that says where the series breaks.
  /// - Returns: The trend.
  /// - Throws: `ModelError.estimation` where there are fewer than two waves or they are no numbers, or what the fit throws.
  public func adjustedTrend(
    of outcome: Binary, over wave: Categorical, adjustedFor terms: some ModelTerms = Terms(),
    rules: ComparisonRules = ComparisonRules()
  ) throws(ModelError) -> AdjustedTrend {
    let data = self.data
    let factor = try reading { () throws(MicrodataError) in try data.factor(of: wave) }
    let answers = try reading { () throws(MicrodataError) in try data.indicator(of: outcome) }
    var isUsed = [Bool](repeating: false, count: factor.levels.count)
    for row in answers.indices where factor.codes[row] >= 0 && answers[row] >= 0 {
      if weights[row] > 0, domain?[row] != false { isUsed[Int(factor.codes[row])] = true }
    }
    var waves: [(number: Double, level: Int)] = []
    for level in factor.levels.indices where isUsed[level] {
      guard let number = Double(factor.levels[level]), number.isFinite else {
        throw .estimation(.waveIsNoNumber(variable: wave.name))
      }
      waves.append((number, level))
    }
    waves.sort { $0.number < $1.number }
    guard let first = waves.first, let last = waves.last, waves.count > 1 else {
      throw .estimation(.tooFewWaves(found: waves.count))
    }
    // Two levels that are written in two ways are one wave.
    for (one, next) in zip(waves, waves.dropFirst()) where one.number == next.number {
      throw .estimation(.severalEstimates(ofWave: one.number))
    }
    let breaks =
      rules.dictionary?.breaks(
        of: outcome.name, between: factor.levels[first.level], and: factor.levels[last.level]) ?? []
    guard breaks.isEmpty else {
      return AdjustedTrend(
        fit: nil, waves: waves.map(\.number), linear: nil, quadratic: nil, verdict: .notComparable(breaks))
    }
    let polynomials = OrthogonalPolynomials(at: waves.map(\.number))
    let columns = [polynomials.linear] + (polynomials.quadratic.map { [$0] } ?? [])
    let names = ["linear", "quadratic"].prefix(columns.count).map { "\(wave.name), \($0)" }
    var extended = data
    for (name, values) in zip(names, columns) {
      var ofLevel = [Double](repeating: .nan, count: factor.levels.count)
      for (wave, value) in zip(waves, values) { ofLevel[wave.level] = value }
      let column = factor.codes.map { $0 < 0 ? (MissingKind(code: $0)?.number ?? .nan) : ofLevel[Int($0)] }
      extended = try reading { () throws(MicrodataError) in try extended.adding(name, .numbers(column)) }
    }
    let trend = names.dropFirst().reduce(Number(names[0]).terms) { ($0 + Number($1)).terms }
    let fit = try LogisticModel(of: outcome, on: trend + terms).fitted(to: replacingData(extended), level: rules.level)
    let coefficients = names.map { name in fit.coefficients.first { $0.term == name } }
    let verdict = coefficients[0].map { linear in
      Verdict(ofDistance: linear.estimate, pValue: linear.pValue, significance: 1 - rules.level)
    }
    return AdjustedTrend(
      fit: fit, waves: waves.map(\.number), linear: coefficients[0],
      quadratic: coefficients.count > 1 ? coefficients[1] : nil, verdict: verdict ?? .notPublishable(.undefinedTest))
  }
}
