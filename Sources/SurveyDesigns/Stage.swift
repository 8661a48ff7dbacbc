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

  /// Describes a stage with at most one stratum column.
  ///
  /// The same as one element of `ids`, `strata` and `fpc` in R `svydesign`.
  public init(units: String? = nil, strata: String? = nil, populationSize: String? = nil) {
    self.init(units: units, strata: strata.map { [$0] } ?? [], populationSize: populationSize)
  }

  /// Describes a stage whose strata are combinations of several columns, such as wave and region.
  public init(units: String? = nil, strata: [String], populationSize: String? = nil) {
    self.units = units
    self.strata = strata
    self.populationSize = populationSize
  }
}
