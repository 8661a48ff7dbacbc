import Peilstok

/// Adjusted numbers pooled over imputations.
extension AdjustedMeans {
  /// Takes over the margins of one fit, or pools those of several.
  init(_ fits: [PredictiveMargins], isShare: Bool) throws {
    let pooled = fits.count > 1 ? try PooledMargins(fits) : nil
    let first = fits[0]
    variable = first.variable
    means = first.indices.map { position in
      (first[position].level, pooled?[position].number ?? first[position].number)
    }
    let reference = first[0].level
    comparisons = try first.map(\.level).dropFirst().map { level in
      let ratio = try MeasuredNumber(fits.map { try $0.adjustedPrevalenceRatio(of: level, to: reference) })
      let difference = try MeasuredNumber(fits.map { try $0.adjustedDifference(of: level, minus: reference) })
      let interval = ConfidenceInterval(
        method: .wald, level: 0.95, lower: ratio.confidenceInterval?.lower ?? .nan,
        upper: ratio.confidenceInterval?.upper ?? .nan)
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
        change: try MeasuredNumber(fits.map { $0[position].change }))
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
      fraction: try MeasuredNumber(fits.map(\.fraction)),
      people: try MeasuredNumber(fits.map(\.people)))
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
      slope: try MeasuredNumber(fits.map(\.slope)),
      departure: isPooled ? nil : first.departure,
      oddsRatio: ratios.count == fits.count
        ? try MeasuredNumber(ratios) : nil,
      departureOfLogOdds: isPooled ? nil : first.departureOfLogOdds)
  }
}
