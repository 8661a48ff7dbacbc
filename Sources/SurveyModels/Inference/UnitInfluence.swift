internal import SurveyDesigns
public import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyNumerics

/// How much of a fit one primary unit makes.
public struct UnitInfluence: Sendable, Hashable {
  /// The unit as it stands in the design: the columns of strata and units of the first stage with its values.
  public let unit: [DomainLevel]
  /// The first complete record of the unit, by its row of the data, counted from 0.
  public let firstRow: Int
  /// The number of its complete records.
  public let recordCount: Int
  /// The sum of the leverages of its records: the part of the number of coefficients that it determines.
  public let leverage: Double
  /// uᵀV⁻¹u of its part u of the coefficients: about how far they move without it, in units of their covariance V.
  public let distance: Double
}

extension ModelFit {
  /// Returns the leverage of each primary unit and its influence on the coefficients.
  ///
  ///     leverage  Σ w v xᵀAx,   distance  uᵀV⁻¹u with u = A Σ w s x
  ///
  /// over the complete records of a unit, v being the information and s the score of a record of weight 1, A the inverse
  /// of the information and V the covariance of the coefficients under the design. The leverages add up to the number of
  /// coefficients; a unit whose leverage is far above the others' has a covariate of its own, and a distance far above
  /// the others' makes the estimates what they are. Cook's distance of a unit, to first order, is the distance over the
  /// number of coefficients. R: `hatvalues(fit)` and `dfbetas` by record, added up by unit.
  ///
  /// This is for the analyst. Units may be a handful of people, and their numbers are not for publication.
  ///
  /// - Returns: the units that have complete records, in the order of their first.
  /// - Throws: `ModelError.singularCovariance` where the units cannot tell the coefficients apart.
  public func unitInfluences() throws(ModelError) -> [UnitInfluence] {
    let root = try informationRoot
    guard let covariance = ScaledCholesky(scaledCovariance) else {
      throw .singularCovariance(term: coefficients.dropFirst().map(\.term).joined(separator: " + "))
    }
    let stage = design.stages[0]
    var identifiers: [(name: String, values: Column)] = []
    for name in stage.strata + (stage.units.map { [$0] } ?? []) {
      identifiers.append((name, try reading { () throws(MicrodataError) in try design.data.column(name) }))
    }
    var influences: [UnitInfluence] = []
    try forEachUnit(root) { unit in
      let change = root * unit.score
      influences.append(
        UnitInfluence(
          unit: identifiers.map {
            DomainLevel(variable: $0.name, level: $0.values.levelName(ofRow: Int(unit.firstRow)))
          },
          firstRow: Int(unit.firstRow), recordCount: unit.recordCount, leverage: unit.leverage,
          distance: zip(change, covariance.solve(change)).reduce(0) { $0 + $1.0 * $1.1 }))
    }
    return influences.sorted { $0.firstRow < $1.firstRow }
  }
}

extension Column {
  /// The value of a record as the name of a level.
  fileprivate func levelName(ofRow row: Int) -> String {
    switch self {
    case .numbers(let values): SurveyMicrodata.levelName(of: values[row])
    case .factor(let factor): factor.codes[row] < 0 ? "" : factor.levels[Int(factor.codes[row])]
    }
  }
}
