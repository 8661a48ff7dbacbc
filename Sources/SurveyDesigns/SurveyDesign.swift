public import SurveyMicrodata

/// Records together with how they were drawn and weighted: what every estimate is computed from.
///
/// A design is a value: calibrating it or restricting it to a domain gives a new design and leaves this one as it
/// was. Restricting never removes records, because the units outside a domain still say how it was sampled.
public struct SurveyDesign: Sendable {
  /// The records.
  public let data: Microdata
  /// The stages of sampling, the first drawn first.
  public let stages: [Stage]
  /// The weight of each record, after any calibration.
  public let weights: [Double]
  /// The conventions that estimates follow where programs disagree.
  public internal(set) var conventions: Conventions
  /// The rule for strata with a single unit that was named; nil for that of the conventions.
  let givenSingleUnitStratumRule: SingleUnitStratumRule?
  /// Whether the rule for single units also applies where a domain leaves one unit of a stratum.
  public let singleUnitRuleCoversDomains: Bool
  /// The column that tells apart pooled waves that share units of the first stage.
  public let overlappingWaves: String?
  /// The units and strata of the second phase, or nil for a design of one.
  public let secondPhase: Stage?
  /// What became of records without a weight.
  public let missingWeightRule: MissingWeightRule
  /// How many records without a weight were left out or weigh 0.
  public let recordsWithoutWeight: Int
  /// How variances are found.
  public let variance: VarianceMethod
  /// The records of the domain, or nil for all.
  package let domain: [Bool]?
  /// The weights before any weighting step.
  package let designWeights: [Double]
  /// What made the weights of those, the first done first.
  package let weightingSteps: [WeightingStep]
  package let structure: DesignStructure

  /// Describes how records were drawn and weighted.
  ///
  /// The same as R `svydesign(ids, strata, weights, fpc, nest)` with `options(survey.lonely.psu)`.
  ///
  /// - Parameters:
  ///   - data: the records.
  ///   - weights: the column with each record's weight; nil gives the inverse of the sampling fractions, or 1
  ///     where a stage has no population size.
  ///   - stages: the stages of sampling; by default every record is a unit, drawn with replacement.
  ///   - unitsAreNested: whether the unit numbers of the first stage start again in each stratum (R `nest`).
  ///   - singleUnitStrata: what a stratum with one unit adds to a variance; nil for what the conventions say.
  ///   - singleUnitRuleCoversDomains: whether that rule also applies to strata of which a domain holds one unit
  ///     (R `survey.adjust.domain.lonely`), and whether such strata are merged as `Stage.collapsedStrata` says.
  ///   - overlappingWaves: the column that tells pooled waves apart which share units of the first stage. The strata of
  ///     that stage are then within waves, and units of one identifier keep their covariance between waves. Waves that
  ///     share no unit need no more than `strata: ["wave", "stratum"]`.
  ///   - missingWeights: what becomes of records without a weight; leaving them out is R `subset(data, !is.na(weight))`
  ///     before the design is made.
  ///   - conventions: the profile that estimates follow where programs disagree.
  /// - Throws: `DesignError` for missing or invalid weights and identifiers, units in several strata, and
  ///   population sizes that are smaller than the sample.
  public init(
    _ data: Microdata, weights: String? = nil, stages: [Stage] = [Stage()], unitsAreNested: Bool = false,
    singleUnitStrata: SingleUnitStratumRule? = nil, singleUnitRuleCoversDomains: Bool = false,
    overlappingWaves: String? = nil, missingWeights: MissingWeightRule = .refuse, conventions: Conventions = .r45
  ) throws(DesignError) {
    let (data, withoutWeight) =
      try weights.map { column throws(DesignError) in
        try designing { () throws(MicrodataError) in try data.treatingMissingWeights(in: column, by: missingWeights) }
      } ?? (data, 0)
    guard data.rowCount > 0 else { throw .noRecords }
    let (structure, inverseFraction) = try DesignStructure.reading(
      stages, nested: unitsAreNested, waves: overlappingWaves, from: data)
    self.data = data
    self.stages = stages
    self.structure = structure
    self.weights =
      try weights.map { column throws(DesignError) in try readWeights(column, from: data) }
      ?? inverseFraction ?? [Double](repeating: 1, count: data.rowCount)
    guard (1e-100...1e100).contains(self.weights.reduce(0, +)) else { throw .weightsOutOfRange(column: weights) }
    givenSingleUnitStratumRule = singleUnitStrata
    self.conventions = conventions
    self.singleUnitRuleCoversDomains = singleUnitRuleCoversDomains
    self.overlappingWaves = overlappingWaves
    missingWeightRule = missingWeights
    recordsWithoutWeight = withoutWeight
    secondPhase = nil
    variance = .linearization
    domain = nil
    designWeights = self.weights
    weightingSteps = []
  }

  private init(
    _ design: SurveyDesign, data: Microdata? = nil, structure: DesignStructure? = nil, weights: [Double]? = nil,
    domain: [Bool]?, weightingSteps: [WeightingStep]? = nil, variance: VarianceMethod? = nil, secondPhase: Stage? = nil
  ) {
    self.data = data ?? design.data
    stages = design.stages
    self.structure = structure ?? design.structure
    self.secondPhase = secondPhase ?? design.secondPhase
    self.weights = weights ?? design.weights
    givenSingleUnitStratumRule = design.givenSingleUnitStratumRule
    conventions = design.conventions
    singleUnitRuleCoversDomains = design.singleUnitRuleCoversDomains
    overlappingWaves = design.overlappingWaves
    missingWeightRule = design.missingWeightRule
    recordsWithoutWeight = design.recordsWithoutWeight
    self.domain = domain
    // The weights of a second phase are design weights too.
    designWeights = secondPhase == nil ? design.designWeights : self.weights
    self.weightingSteps = weightingSteps ?? design.weightingSteps
    self.variance = variance ?? design.variance
  }
}

extension SurveyDesign {
  /// What a stratum with a single unit adds to a variance.
  public var singleUnitStratumRule: SingleUnitStratumRule {
    givenSingleUnitStratumRule ?? conventions.singleUnitStratumRule
  }

  /// Returns the design restricted to the records for which a condition holds.
  ///
  /// The other records stay in the design with no part in the estimates, so that variances and degrees of
  /// freedom are right. The same as R `subset(design, condition)`.
  public func restricted(to condition: Condition) throws(DesignError) -> SurveyDesign {
    let data = self.data
    return restricted(to: try designing { () throws(MicrodataError) in try condition.rows(in: data) })
  }

  /// Returns the design restricted to the records that are marked true.
  public func restricted(to rows: [Bool]) -> SurveyDesign {
    precondition(rows.count == data.rowCount, "\(rows.count) marks for \(data.rowCount) records")
    guard let domain else { return SurveyDesign(self, domain: rows) }
    return SurveyDesign(self, domain: zip(domain, rows).map { $0 && $1 })
  }

  /// Returns the design with other columns for the same records, such as derived indicators.
  public func replacingData(_ data: Microdata) -> SurveyDesign {
    precondition(data.rowCount == self.data.rowCount, "\(data.rowCount) records for a design of \(self.data.rowCount)")
    return SurveyDesign(self, data: data, domain: domain)
  }

  /// Returns the design without the levels of some columns that a condition on its records rules out.
  package func leavingOutLevels(
    of columns: [String], excludedBy condition: Condition
  ) throws(DesignError) -> SurveyDesign {
    let data = self.data
    return replacingData(
      try designing { () throws(MicrodataError) in try data.leavingOutLevels(of: columns, excludedBy: condition) })
  }

  /// Returns the design without the levels that a condition on its records rules out in the columns that it names.
  package func leavingOutLevels(excludedBy condition: Condition) throws(DesignError) -> SurveyDesign {
    let data = self.data
    let levelled = condition.columnNames.filter { (try? data.levels(of: Categorical($0))) != nil }
    return try leavingOutLevels(of: levelled, excludedBy: condition)
  }

  /// Returns the design with another way to find variances.
  func withVariance(_ variance: VarianceMethod) -> SurveyDesign {
    SurveyDesign(self, domain: domain, variance: variance)
  }

  /// Returns the design with its units and strata in another order.
  func renumbered(_ structure: DesignStructure) -> SurveyDesign {
    SurveyDesign(self, structure: structure, domain: domain)
  }

  /// Returns the design of a second phase.
  func withSecondPhase(_ stage: Stage, structure: DesignStructure, weights: [Double]) -> SurveyDesign {
    SurveyDesign(self, structure: structure, weights: weights, domain: nil, secondPhase: stage)
  }

  /// Returns the design with other weights and the steps that made them.
  func weighted(_ weights: [Double], steps: [WeightingStep]) -> SurveyDesign {
    SurveyDesign(self, weights: weights, domain: domain, weightingSteps: steps)
  }

  /// Returns the design with the weights before all weighting steps and other finest units.
  func withoutSteps(structure: DesignStructure) -> SurveyDesign {
    SurveyDesign(self, structure: structure, weights: designWeights, domain: domain, weightingSteps: [])
  }
}

private func readWeights(_ column: String, from data: Microdata) throws(DesignError) -> [Double] {
  let weights = try designing { () throws(MicrodataError) in try data.numbers(of: Number(column)) }
  var (missing, negative, infinite, positive) = (0, 0, 0, 0)
  for weight in weights {
    if weight.isNaN {
      missing += 1
    } else if weight < 0 {
      negative += 1
    } else if weight.isInfinite {
      infinite += 1
    } else if weight > 0 {
      positive += 1
    }
  }
  guard missing + negative + infinite == 0 else {
    throw .invalidWeights(column: column, missing: missing, negative: negative, infinite: infinite)
  }
  guard positive > 0 else { throw .noPositiveWeight(column: column) }
  return weights
}
