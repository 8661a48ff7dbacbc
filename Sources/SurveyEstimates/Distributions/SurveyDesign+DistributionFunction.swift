internal import Foundation
public import SurveyDesigns
public import SurveyMicrodata
internal import SurveyNumerics

/// Distribution functions, histograms and densities.
extension SurveyDesign {
  /// Estimates the share of the values of a numeric variable up to each of some points, in every group.
  ///
  /// F(x) = Σw1{y ≤ x}/Σw, with the intervals of a proportion. The same as R `svycdf(~y, design)` at the points, and
  /// `svymean(~I(y <= x), design)` for its standard error.
  public func distributionFunction(
    of variable: Number, at points: [Double], by groups: [Categorical] = [], interval: IntervalMethod = .logit,
    level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    let values = try numbers(of: [variable])[0]
    let measures = points.map { point in
      Measure.levels(values.map { $0.isNaN ? MissingKind.blank.code : $0 <= point ? 1 : 0 }, count: 2)
    }
    let targets = points.enumerated().map { position, point in
      Estimator.Target(
        variable: variable.name, level: plain(point), measure: position, valueSum: Measure.valueSum + 1)
    }
    let estimator = Estimator.shares(of: measures, targets, statistic: .distributionFunction)
    return try estimates(estimator, by: groups, interval: interval, level: level)
  }

  /// Estimates the shares of the values of a numeric variable between breaks, in every group: a weighted histogram.
  ///
  /// A class holds its upper break and the first one its lower too, as in R `svyhist`, whose heights are these shares
  /// over the widths. Values outside the breaks are in no class and count in the whole.
  public func histogram(
    of variable: Number, breaks: [Double], by groups: [Categorical] = [], interval: IntervalMethod = .logit,
    level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    guard breaks.count > 1, zip(breaks, breaks.dropFirst()).allSatisfy({ $0 < $1 }) else { throw .unorderedBreaks }
    let classes = breaks.count - 1
    let codes = try numbers(of: [variable])[0].map { value -> Int32 in
      if value.isNaN { return MissingKind.blank.code }
      if value == breaks[0] { return 0 }
      // The number of breaks below the value; none and all of them are outside.
      let below = breaks.count { $0 < value }
      return Int32(below == 0 || below > classes ? classes : below - 1)
    }
    let targets = (0..<classes).map { position in
      Estimator.Target(
        variable: variable.name,
        level: "\(position == 0 ? "[" : "(")\(plain(breaks[position])), \(plain(breaks[position + 1]))]", measure: 0,
        valueSum: Measure.valueSum + position)
    }
    return try estimates(
      Estimator.shares(of: [.levels(codes, count: classes + 1)], targets), by: groups, interval: interval, level: level)
  }

  /// Estimates the density of a numeric variable at some points, in every group, smoothed by a normal kernel.
  ///
  ///     f(x) = Σw·φ((x − y)/h) / (h·Σw)
  ///
  /// a mean, with the variance of a mean for a given bandwidth h (Bellhouse and Stafford 1999). The interval says how
  /// sure the smoothed density is; the bias of smoothing is not in it.
  ///
  /// Without a bandwidth, h is Silverman's 0.9 · min(S, IQR/1.349) · n^(−1/5) over all groups together, with n the
  /// effective number (Σw)²/Σw² of records (Silverman 1986, equation 3.31).
  public func density(
    of variable: Number, at points: [Double], bandwidth: Double? = nil, by groups: [Categorical] = [],
    level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    let values = try numbers(of: [variable])[0]
    if let bandwidth { guard bandwidth > 0, bandwidth.isFinite else { throw .invalidBandwidth(bandwidth) } }
    let chosen: Double
    if let bandwidth { chosen = bandwidth } else { chosen = try silvermanBandwidth(of: values) }
    let normal = NormalDistribution()
    let measures = points.map { point in
      // Without a spread there is no scale to smooth on, and every record counts as missing.
      Measure.number(values.map { chosen > 0 ? normal.density((point - $0) / chosen) / chosen : .nan })
    }
    let targets = points.enumerated().map { position, point in
      Estimator.Target(variable: variable.name, level: plain(point), measure: position, valueSum: Measure.valueSum)
    }
    return try estimates(.means(of: measures, targets, statistic: .density), by: groups, interval: .wald, level: level)
  }

  private func silvermanBandwidth(of values: [Double]) throws(EstimationError) -> Double {
    let cells = try DomainCells(by: [], of: self)
    let sample = RankedGroups(values, in: cells, of: self).sample(ofGroup: 0, weights: weights)
    guard sample.values.count > 1 else { return 0 }
    let weight = sample.weights.reduce(0, +)
    let mean = zip(sample.values, sample.weights).reduce(0) { $0 + $1.0 * $1.1 } / weight
    let variance =
      zip(sample.values, sample.weights).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 } / weight
    let distribution = WeightedDistribution(sample)
    let range = distribution.quantile(0.75) - distribution.quantile(0.25)
    let squares = sample.weights.reduce(0) { $0 + $1 * $1 }
    let spread = range > 0 ? Swift.min(variance.squareRoot(), range / 1.349) : variance.squareRoot()
    return 0.9 * spread * pow(weight * weight / squares, -0.2)
  }
}

/// A number without the decimals that it does not have.
private func plain(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
}
