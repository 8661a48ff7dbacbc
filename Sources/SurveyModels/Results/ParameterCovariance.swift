internal import SurveyDesigns
internal import SurveyEstimates
internal import SurveyNumerics

/// The covariance of the parameters of a likelihood under a design, with its degrees of freedom.
struct ParameterCovariance {
  let covariance: Matrix
  /// Primary units less strata, plus 1, less the number of parameters that count; or what other conventions say.
  let degreesOfFreedom: Int
  /// The combinations of the parameters whose variance is unknown; nil where nobody asked.
  let unknown: UnknownDirections?

  /// Works out the covariance of the linearised variable A⁻¹s, s being the scores of the records.
  ///
  /// - Parameters:
  ///   - scores: the scores of each record without its weight, or, with no multiplier, its influences.
  ///   - multiplier: A⁻¹, with the weights as they are, or what else makes estimates of scores, one in each column; nil where the records' values are multiplied by it already.
  ///   - design: how the records were drawn.
  ///   - parameterCount: the number of parameters that take a degree of freedom.
  ///   - replicated: the covariance of the parameters over replicates, where the design has them.
  ///   - reference: the covariance of the parameters of independent records, which tells a variance from rounding.
  /// - Throws: `ModelError.noDegreesOfFreedom`, or what the design cannot do.
  init(
    scores: ComputedValues, multiplier: Matrix?, of design: SurveyDesign, parameterCount: Int, replicated: Matrix?,
    reference: Matrix? = nil
  ) throws(ModelError) {
    let table = design.totals(for: TotalsRequest(measures: [.computed(scores)]))
    let reach = PrimaryUnitReach.reaches(of: table, in: design)[0]
    let keepsAll = design.conventions.regressionKeepsDegreesOfFreedom
    degreesOfFreedom = reach.degreesOfFreedom + (keepsAll ? 0 : 1 - parameterCount)
    guard degreesOfFreedom > 0 else {
      throw .noDegreesOfFreedom(
        units: reach.unitCount, strata: reach.unitCount - reach.degreesOfFreedom, parameters: parameterCount)
    }
    let count = multiplier?.columnCount ?? scores.count
    var derivatives = [Double](repeating: 0, count: (Measure.valueSum + scores.count) * count)
    for sum in 0..<scores.count {
      for j in 0..<count {
        derivatives[(Measure.valueSum + sum) * count + j] = multiplier?[sum, j] ?? (sum == j ? 1 : 0)
      }
    }
    let influence = Influence(
      table: table, estimatesPerGroup: count, derivatives: derivatives,
      measureOfEstimate: [Int](repeating: 0, count: count))
    func unknownDirections(of covariance: Matrix) throws(ModelError) -> UnknownDirections? {
      guard let reference else { return nil }
      return try UnknownDirections(
        covariance, unitSquares: influence.squaresOfUnits, reference: reference,
        isOfSample: influence.movements(under: design.structure).contains { $0.isOfSample })
    }
    if let replicated {
      covariance = replicated
      unknown = try unknownDirections(of: replicated)
      return
    }
    let linearized = try designing { () throws(DesignError) in try design.covariance(of: influence) }
    // SAS VADJUST=DF.
    let records = table.grandTotals()[0]
    let factor =
      design.conventions.correctsRegressionForParameters
      ? (records - 1) / max(1, records - Double(parameterCount)) : 1
    covariance = factor * linearized
    unknown = try unknownDirections(of: linearized)
  }
}
