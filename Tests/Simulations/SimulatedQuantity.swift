package import SurveyDesigns
package import SurveyEstimates
internal import SurveyMicrodata

/// What is estimated from every sample.
package enum SimulatedQuantity: String, CaseIterable, Sendable {
  case total
  case mean
  case domainMean = "domain mean"
  case prevalence
  case rakedMean = "raked mean"
  case calibratedMean = "calibrated mean"

  /// Whether weights are calibrated for it.
  package var isCalibrated: Bool { self == .rakedMean || self == .calibratedMean }

  /// Returns the estimate from a sample whose population has known margins.
  package func estimate(from design: SurveyDesign, margins: [PopulationMargin]) throws -> Estimate {
    switch self {
    case .total: try design.total(of: "y")[0]
    case .mean: try design.mean(of: "y")[0]
    case .domainMean: try design.mean(of: "y", by: "group")[0]
    case .prevalence: try design.prevalence(of: Binary("event", isTrueFor: "yes"))[0]
    case .rakedMean: try design.raked(to: margins, tolerance: 1e-8).mean(of: "y")[0]
    case .calibratedMean: try design.calibrated(to: margins, method: .linear).mean(of: "y")[0]
    }
  }

  /// Returns the value among persons.
  package func value(among persons: [FinitePopulation.Person]) -> Double {
    let values = persons.filter { self != .domainMean || $0.group == "inside" }
      .map { self == .prevalence ? ($0.hasEvent ? 1.0 : 0) : $0.y }
    return values.reduce(0, +) / (self == .total ? 1 : Double(values.count))
  }

  /// Returns the linearised variable of each person.
  ///
  /// The estimated total of that variable moves with the estimate and has a variance that is known: y for a total,
  /// (y − ȳ)/N over the N persons of a domain, and for a calibrated mean what is left of that after regression on
  /// the margins.
  package func linearized(among persons: [FinitePopulation.Person]) -> [Double] {
    let values = persons.map { self == .prevalence ? ($0.hasEvent ? 1.0 : 0) : $0.y }
    if self == .total { return values }
    let isInside = persons.map { self != .domainMean || $0.group == "inside" }
    let (mean, count) = (value(among: persons), Double(isInside.count { $0 }))
    var residuals = zip(values, isInside).map { $1 ? ($0 - mean) / count : 0 }
    if isCalibrated {
      // Sweeping out the means of each margin in turn converges to the residuals of regression on both.
      for _ in 0..<60 {
        for level in [\.kind, \.sex] as [KeyPath<FinitePopulation.Person, String>] {
          var sums: [String: (sum: Double, count: Double)] = [:]
          for (person, residual) in zip(persons, residuals) {
            sums[person[keyPath: level], default: (0, 0)].sum += residual
            sums[person[keyPath: level], default: (0, 0)].count += 1
          }
          residuals = zip(persons, residuals).map { person, residual in
            sums[person[keyPath: level]].map { residual - $0.sum / $0.count } ?? residual
          }
        }
      }
    }
    return residuals
  }
}
