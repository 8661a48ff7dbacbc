public import SurveyMicrodata
public import SurveyNumerics

/// What is wrong with a sampling design or its weights.
///
/// The cases carry facts; `description` turns them into one sentence.
public enum DesignError: Error, Sendable, Equatable {
  /// The records or a variable are at fault.
  case microdata(MicrodataError)
  /// A calculation failed.
  case numerics(NumericsError)
  /// The data have no records.
  case noRecords
  /// A design needs a stage, weights or both.
  case noStages
  /// Weights are missing, negative or not finite.
  case invalidWeights(column: String, missing: Int, negative: Int, infinite: Int)
  /// No record has a positive weight.
  case noPositiveWeight(column: String?)
  /// The weights add up to so much or so little that the squares of totals are not numbers; nil for weights that come
  /// from population sizes.
  case weightsOutOfRange(column: String?)
  /// Records lack an identifier of a unit or a stratum.
  case missingIdentifier(column: String, count: Int)
  /// Units of the first stage occur in more than one stratum.
  case unitsInSeveralStrata(column: String, count: Int)
  /// Population sizes are missing, not positive or not finite.
  case invalidPopulationSize(column: String, count: Int)
  /// A population size differs within a stratum.
  case populationSizeVaries(column: String, strata: Int)
  /// A stratum holds more sampled units than its population.
  case populationSmallerThanSample(column: String, stage: Int, sampled: Int, population: Double)
  /// Inclusion probabilities are missing, not above 0 or above 1.
  case invalidInclusionProbability(column: String, count: Int)
  /// An inclusion probability differs within a unit.
  case inclusionProbabilityVaries(column: String, units: Int)
  /// A stage has both a population size and inclusion probabilities.
  case populationSizeWithProbabilities(column: String)
  /// The joint probabilities are not those of the units of the first stage.
  case jointProbabilitiesDoNotFit(stage: Int, rows: Int, columns: Int, units: Int)
  /// Joint probabilities are not symmetric, not above 0, or above the probability of one of the units.
  case invalidJointProbabilities(count: Int)
  /// A sum over the population of one stratum was given for a stage of several.
  case populationSumOfStrata(strata: Int)
  /// A rule for strata with a single unit has no form for a variance by pairs.
  case singleUnitRuleNotPairwise(SingleUnitStratumRule, selection: String)
  /// The groups that strata are merged by differ within a stratum.
  case collapsedStrataVary(column: String, strata: Int)
  /// A stratum has one unit, and the rule is to refuse.
  case singleUnitStrata(stage: Int, count: Int)
  /// A calibration category has a population count but no record, or the other way round.
  case marginMismatch(variable: String, level: LevelName, population: Double?, sample: Double)
  /// A population count is not a finite, non-negative number.
  case invalidMarginCount(variable: String, level: LevelName)
  /// Two margins add up to different population totals.
  case marginTotalsDiffer(first: String, firstTotal: Double, second: String, secondTotal: Double)
  /// Records lack a value of a calibration variable.
  case missingCalibrationVariable(variable: String, count: Int)
  /// A table of margins has no such variable.
  case unknownMargin(String, nearest: String?, known: [String])
  /// A table of margins counts one level twice.
  case repeatedMarginCount(margin: String, level: String, row: Int)
  /// A table of margins has no record of a variable.
  case marginWithoutLevels
  /// Columns within which margins hold, or a choice of them, were named for a file that is no table.
  case marginsAreNoTable
  /// A population total or mean is not a finite number.
  case invalidControl(margin: String, level: LevelName?)
  /// Raking and post-stratification are to counts.
  case marginWithoutCounts(margin: String)
  /// Logit calibration needs bounds of the factors.
  case calibrationWithoutBounds
  /// The bounds of the factors of a calibration must lie around 1.
  case invalidCalibrationBounds(lowest: Double, highest: Double)
  /// No weights within the bounds meet a control.
  case controlOutOfReach(margin: String, level: LevelName?, control: Double, lowest: Double, highest: Double)
  /// A control differs from what the other margins imply.
  case contradictoryControl(margin: String, level: LevelName?, control: Double, implied: Double)
  /// No weights within the bounds meet all controls together.
  case incompatibleMargins(margin: String, level: LevelName?, control: Double, reached: Double)
  /// A calibration stopped before it reached its margins.
  case calibrationDidNotConverge(
    method: String, iterations: Int, margin: String, level: LevelName?, control: Double, reached: Double)
  /// A calibration gives records a weight that is not above 0.
  case calibratedWeightsNotPositive(count: Int)
  /// A design that was restricted to a domain cannot be calibrated: calibrate first.
  case calibrationOfDomain
  /// No weights within the bounds of a trimming have the sum that they have.
  case trimmingOutOfReach(lowest: Double, highest: Double, mean: Double)
  /// Nobody answered in a cell within which weights are adjusted.
  case cellWithoutRespondents(variable: String, level: LevelName, weight: Double)
  /// All records are members or none is, so that no propensity can be fitted.
  case propensityOfOneKind
  /// The fitted probability of some records is 0: nobody like them is a member.
  case propensityOfZero
  /// The regression of a propensity did not converge; the predictor that fits worst is named.
  case propensityDidNotConverge(iterations: Int, predictor: String, level: LevelName?)
  /// Nobody answered in a class of the propensity.
  case classWithoutRespondents
  /// Nobody answered in a cell of a replicate.
  case replicateWithoutRespondents
  /// Replicates do not tell the variance of controls that are estimates.
  case estimatedControlsNotReplicated
  /// A replicate of the weights cannot be calibrated; replicates are counted from 1.
  indirect case replicate(Int, DesignError)
  /// No stratum has two units.
  case nothingToReplicate
  /// A rule for strata with a single unit has no form for replicates.
  case singleUnitRuleNotReplicated(SingleUnitStratumRule)
  /// A method of replication needs two units in every stratum.
  case strataWithoutPairs(method: String, count: Int)
  /// A method of replication has no correction for finite populations.
  case populationSizeNotReplicated(method: String)
  /// The order of a list is not known for records.
  case invalidOrder(column: String, count: Int)
  /// The place in a list differs within a unit.
  case orderVaries(column: String, units: Int)
  /// Replicates of later stages cannot be calibrated.
  case multistageReplicatesOfCalibrated
  /// There are no replicates of units that were drawn with unequal probabilities.
  case selectionNotReplicated(selection: String)
  /// There are no replicates of units that stand in several waves.
  case overlapNotReplicated
  /// The first phase of a design of two is not a plain design of one stage.
  case secondPhaseNeedsOneStage
  /// A second phase counts its population from the first.
  case secondPhaseCountsItsPopulation
  /// Units of the second phase are drawn in part, or lie in several primary units of the first.
  case secondPhaseSplitsUnits(count: Int)
  /// Strata of the second phase have no record in it.
  case secondPhaseStrataEmpty(count: Int)
  /// A factor of Fay's method is not at least 0 and below 1.
  case invalidFayFactor(Double)
  /// Records of weight 0 have a replicate weight.
  case replicateOfZeroWeight(column: String, count: Int)
  /// Records have a replicate weight that is more than 1e100 times their weight.
  case replicateFactorsOutOfRange(column: String, count: Int)
  /// Replicate weights are missing or not finite.
  case invalidReplicateWeights(column: String, missing: Int, infinite: Int)
  /// There are not as many scales as replicates.
  case replicateScalesDoNotFit(scales: Int, replicates: Int)
  /// A scale of replicates is negative or not finite, or none is above 0.
  case invalidReplicateScales
  /// Replicate weights that were said to be half-samples have another factor of Fay's method.
  case factorsOfAnotherFay(stated: Double, found: Double)
  /// Two replicates or more are needed.
  case tooFewReplicates(Int)
}
