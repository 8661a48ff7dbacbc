import Peilstok

/// Adjusted numbers pooled over imputations.
extension AdjustedMeans {
  /// Takes over the margins of one fit, or pools those of several.
  init(_ fits: [PredictiveMargins], isShare: Bool) throws {
    let pooled = fits.count > 1 ? try PooledMargins(fits) : nil
    let first = fits[0]
    variable = first.variable
    means = first.indices.map { position in
      (first[position].level, pooled.map { AdjustedNumber($0[position]) } ?? AdjustedNumber(first[position]))
    }
    let reference = first[0].level
    comparisons = try first.map(\.level).dropFirst().map { level in
      let ratio = try AdjustedNumber(
        fits.map { try $0.adjustedPrevalenceRatio(of: level, to: reference) }, pooledBy: PooledComparison.init(ratios:))
      let difference = try AdjustedNumber(
        fits.map { try $0.adjustedDifference(of: level, minus: reference) },
        pooledBy: PooledComparison.init(differences:))
      let interval = ConfidenceInterval(method: .wald, level: 0.95, lower: ratio.lower, upper: ratio.upper)
      return Comparison(
        level: level, ratio: ratio, difference: difference,
        strength: isShare ? EValue(ofRatio: ratio.value, interval: interval) : nil)
    }
  }
}

extension AdjustedEffect {
  /// Takes over the effects of one fit, or pools those of several.
  static func pooled(_ fits: [[MarginalEffect]]) throws -> [AdjustedEffect] {
    for (number, effects) in fits.enumerated() {
      let isSame = zip(effects, fits[0]).allSatisfy { $0.variable == $1.variable && $0.level == $1.level }
      guard effects.count == fits[0].count, isSame else {
        throw ImputationError.differentResults(imputation: number + 1)
      }
    }
    return try fits[0].indices.map { position in
      let first = fits[0][position]
      return AdjustedEffect(
        variable: first.variable, level: first.level, reference: first.reference,
        change: try AdjustedNumber(
          fits.map { $0[position].change }, pooledBy: PooledComparison.init(differences:)))
    }
  }
}

extension AdjustedFraction {
  /// Takes over the fraction of one fit, or pools those of several.
  init(_ fits: [AttributableFraction], levels: String) throws {
    let count = Double(fits.count)
    self.init(
      levels: levels, observed: fits.reduce(0) { $0 + $1.observed } / count,
      unexposed: fits.reduce(0) { $0 + $1.unexposed } / count,
      fraction: try AdjustedNumber(fits.map(\.fraction), pooledBy: PooledComparison.init(fractions:)),
      people: try AdjustedNumber(fits.map(\.people), pooledBy: PooledComparison.init(differences:)))
  }
}

extension AdjustedDoses {
  /// Takes over the trend of one fit, or pools those of several.
  init(_ fits: [DoseResponse]) throws {
    let (first, isPooled) = (fits[0], fits.count > 1)
    let margins = try AdjustedMeans(fits.map(\.margins), isShare: false)
    let ratios = fits.compactMap(\.oddsRatio)
    self.init(
      variable: margins.variable, doses: first.doses, means: margins.means,
      slope: try AdjustedNumber(fits.map(\.slope), pooledBy: PooledComparison.init(differences:)),
      departure: isPooled ? nil : first.departure,
      oddsRatio: ratios.count == fits.count
        ? try AdjustedNumber(ratios, pooledBy: PooledComparison.init(ratios:)) : nil,
      departureOfLogOdds: isPooled ? nil : first.departureOfLogOdds)
  }
}
