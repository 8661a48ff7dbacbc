/// What a stratum with a single sampling unit adds to a variance.
///
/// One unit says nothing about the spread within its stratum, so every rule but `refuse` is an assumption.
public enum SingleUnitStratumRule: String, Sendable, CaseIterable {
  /// Such a stratum is an error: the analyst decides (R `survey.lonely.psu = "fail"`).
  case refuse
  /// The unit was certain to be drawn and adds nothing (R "certainty" and "remove").
  case certainty
  /// The unit is centred at the mean of all units instead of its stratum's (R 4.5 "adjust", Stata "centered").
  case center
  /// The stratum adds the average of the other strata (R "average", Stata "scaled").
  case average
}
