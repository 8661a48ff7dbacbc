/// One stage of a sampling design: what was drawn, within which strata, out of how many.
///
/// A design is a list of stages, the first drawn first. A stage without `units` draws records themselves.
public struct Stage: Sendable, Hashable {
  /// The column that identifies the sampling units, or nil where each record is a unit.
  public let units: String?
  /// The columns whose combinations are the strata; empty for one stratum.
  public let strata: [String]
  /// The column with the number of units in the population of each stratum; values up to 1 are sampling fractions.
  ///
  /// Nil means that the population is treated as infinite (sampling with replacement): no correction, and later
  /// stages add nothing to the variance.
  public let populationSize: String?
  /// How the units were drawn from their stratum.
  public let selection: UnitSelection
  /// The column whose values are the groups of strata that are merged where one of them holds a single unit.
  ///
  /// Of the strata that share a value, all become one as soon as one of them has a single unit of a larger population
  /// (collapsed strata; Hansen, Hurwitz and Madow 1953, volume 1, section 9.15). Strata with other values, and groups
  /// without a single unit, stay as they are. The rule for single units then meets what is left.
  public let collapsedStrata: String?

  /// Describes a stage with at most one stratum column.
  ///
  /// The same as one element of `ids`, `strata` and `fpc` in R `svydesign`.
  public init(
    units: String? = nil, strata: String? = nil, populationSize: String? = nil,
    selection: UnitSelection = .equalProbability, collapsedStrata: String? = nil
  ) {
    self.init(
      units: units, strata: strata.map { [$0] } ?? [], populationSize: populationSize, selection: selection,
      collapsedStrata: collapsedStrata)
  }

  /// Describes a stage whose strata are combinations of several columns, such as wave and region.
  public init(
    units: String? = nil, strata: [String], populationSize: String? = nil,
    selection: UnitSelection = .equalProbability, collapsedStrata: String? = nil
  ) {
    self.units = units
    self.strata = strata
    self.populationSize = populationSize
    self.selection = selection
    self.collapsedStrata = collapsedStrata
  }

  /// Whether the stage says with which probability its units were drawn, so that the next one counts.
  public var hasProbabilities: Bool { populationSize != nil || selection != .equalProbability }
}
