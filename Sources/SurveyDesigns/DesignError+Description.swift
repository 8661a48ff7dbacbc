internal import SurveyMicrodata
internal import SurveyNumerics

/// What is wrong with a design, in sentences.
extension DesignError: CustomStringConvertible {
  /// One sentence for a person: what was expected, what was found, and where.
  public var description: String {
    switch self {
    case .microdata(let error): error.description
    case .numerics(let error): error.description
    case .noRecords: "The data have no records."
    case .noStages: "A design needs at least one stage."
    case .invalidWeights(let column, let missing, let negative, let infinite):
      "Weights in column \"\(column)\" must be finite numbers of at least 0; "
        + counts([("missing", missing), ("negative", negative), ("infinite", infinite)]) + "."
        + (missing > 0 ? " Records outside a subsample can be left out or weigh 0." : "")
    case .noPositiveWeight(let column):
      column.map { "No record has a positive weight in column \"\($0)\"." } ?? "No record has a positive weight."
    case .weightsOutOfRange(let column):
      "Weights " + (column.map { "in column \"\($0)\"" } ?? "from population sizes")
        + " must add up to a number from 1e-100 to 1e100."
    case .missingIdentifier(let column, let count):
      "Column \"\(column)\" must name a unit or stratum for every record; \(count) \(records(count)) none."
    case .unitsInSeveralStrata(let column, let count):
      "\(count) \(count == 1 ? "unit" : "units") in column \"\(column)\" \(count == 1 ? "occurs" : "occur") in more than one stratum; "
        + "where unit numbers start again in each stratum, say that units are nested."
    case .invalidPopulationSize(let column, let count):
      "Population sizes in column \"\(column)\" must be positive finite numbers; \(count) \(records(count)) no such value."
    case .populationSizeVaries(let column, let strata):
      "Column \"\(column)\" must hold one population size for each stratum; it varies within \(strata) "
        + (strata == 1 ? "stratum." : "strata.")
    case .populationSmallerThanSample(let column, let stage, let sampled, let population):
      "Column \"\(column)\" gives a population of \(population) units at stage \(stage) where \(sampled) units were sampled."
    case .invalidInclusionProbability(let column, let count):
      "Inclusion probabilities in column \"\(column)\" must lie above 0 and be at most 1; \(count) \(records(count)) no such value."
    case .inclusionProbabilityVaries(let column, let units):
      "Column \"\(column)\" must hold one inclusion probability for each unit; it varies within \(units) "
        + (units == 1 ? "unit." : "units.")
    case .populationSizeWithProbabilities(let column):
      "A stage with inclusion probabilities takes no population size; leave out column \"\(column)\" or draw with equal probabilities."
    case .jointProbabilitiesDoNotFit(let stage, let rows, let columns, let units):
      "Joint probabilities are those of the units of the first stage; \(rows) by \(columns) were given for \(units) units of stage \(stage)."
    case .invalidJointProbabilities(let count):
      "Joint probabilities must be symmetric, above 0 and no larger than the probability of either unit; \(count) "
        + (count == 1 ? "pair has no such value." : "pairs have no such value.")
    case .populationSumOfStrata(let strata):
      "Hartley and Rao's sum over the population is that of one stratum; found \(strata) strata."
    case .singleUnitRuleNotPairwise(let rule, let selection):
      "The rule \(rule.rawValue) for single-unit strata has no form for \(selection); choose certainty or merge strata."
    case .collapsedStrataVary(let column, let strata):
      "Column \"\(column)\" must hold one group for each stratum; it varies within \(strata) "
        + (strata == 1 ? "stratum." : "strata.")
    case .singleUnitStrata(let stage, let count):
      "\(count) \(count == 1 ? "stratum has" : "strata have") a single unit at stage \(stage), which has no variance; "
        + "choose a rule for single-unit strata (certainty, center or average) or merge strata."
    case .marginMismatch(let variable, let level, let population, let sample):
      if let population {
        "Margin \"\(variable)\": level \(level) has population \(population) but sample weight \(sample)."
      } else {
        "Margin \"\(variable)\": level \(level) has sample weight \(sample) but no population count."
      }
    case .invalidMarginCount(let variable, let level):
      "Margin \"\(variable)\": the population count of level \(level) must be a finite number of at least 0."
    case .marginTotalsDiffer(let first, let firstTotal, let second, let secondTotal):
      "The margins \"\(first)\" and \"\(second)\" must add up to the same population; they add up to "
        + "\(firstTotal) and \(secondTotal)."
    case .missingCalibrationVariable(let variable, let count):
      "Calibration variable \"\(variable)\" must be known for every record; \(count) \(records(count)) no value."
    case .invalidControl(let margin, let level):
      "Margin \(marginWords(margin, level)): the control must be a finite number."
    case .marginWithoutCounts(let margin):
      "Raking and post-stratification are to counts; for the \(margin) choose linear, raking, logit or sinh calibration."
    case .calibrationWithoutBounds: "Logit calibration needs bounds of the factors, such as 0.5 and 3."
    case .invalidCalibrationBounds(let lowest, let highest):
      "The bounds of a calibration's factors must be at least 0, the lower below 1 and the upper above 1; found "
        + "\(lowest) and \(highest)."
    case .controlOutOfReach(let margin, let level, let control, let lowest, let highest):
      "Margin \(marginWords(margin, level)): no weights within the bounds reach the control \(control); they reach from "
        + "\(lowest) to \(highest)."
    case .contradictoryControl(let margin, let level, let control, let implied):
      "Margin \(marginWords(margin, level)): the control is \(control), but the margins before it imply \(implied)."
    case .incompatibleMargins(let margin, let level, let control, let reached):
      "No weights within the bounds meet all margins together; the worst is \(marginWords(margin, level)): "
        + "control \(control), reached \(reached)."
    case .calibrationDidNotConverge(let method, let iterations, let margin, let level, let control, let reached):
      "\(method.prefix(1).uppercased() + method.dropFirst()) did not converge in \(iterations) iterations; "
        + "the worst margin is \(marginWords(margin, level)): control \(control), reached \(reached)."
    case .calibratedWeightsNotPositive(let count):
      "Calibration gives \(count) \(count == 1 ? "record a weight" : "records weights") that \(count == 1 ? "is" : "are") not "
        + "above 0; set bounds of the factors or choose raking."
    case .calibrationOfDomain:
      "A design restricted to a domain cannot be calibrated; calibrate the whole design and restrict it afterwards."
    case .trimmingOutOfReach(let lowest, let highest, let mean):
      "No weights from \(lowest) to \(highest) have the sum of these, whose mean is \(mean); widen the bounds of the "
        + "trimming."
    case .cellWithoutRespondents(let variable, let level, let weight):
      "Nobody answered in the cell \(level) of \"\(variable)\", which has weight \(weight); merge it with another cell."
    case .propensityOfOneKind:
      "A propensity needs records that are in the sample and records that are not, each with a weight."
    case .propensityOfZero:
      "The fitted probability is 0 for some records: nobody with their values is in the sample; merge levels or leave a "
        + "predictor out."
    case .propensityDidNotConverge(let iterations, let predictor, let level):
      "The regression of the propensity found no solution in \(iterations) steps; the worst is "
        + (level.map { "\($0) of \"\(predictor)\"" } ?? "\"\(predictor)\"")
        + ". Merge levels that only one of the samples has."
    case .classWithoutRespondents:
      "Nobody answered in one of the classes of the propensity; ask for fewer classes."
    case .replicateWithoutRespondents: "Nobody answered in one of its cells."
    case .estimatedControlsNotReplicated:
      "Controls that are estimates have no form for replicate weights; use linearised variances."
    case .replicate(let number, let error): "Replicate \(number) cannot be calibrated. \(error.description)"
    case .nothingToReplicate: "No stratum has two sampling units, so that there is nothing to replicate."
    case .singleUnitRuleNotReplicated(let rule):
      "The rule \(rule.rawValue) for single-unit strata has no form for replicate weights; choose certainty or merge strata."
    case .strataWithoutPairs(let method, let count):
      "Two units in every stratum are needed for \(method); \(count) \(count == 1 ? "stratum has" : "strata have") more."
    case .populationSizeNotReplicated(let method):
      "There is no correction for population sizes in \(method); leave them out or choose another method."
    case .invalidOrder(let column, let count):
      "Column \"\(column)\" must hold the place of each unit in a list as a finite number; \(count) \(records(count)) no such value."
    case .orderVaries(let column, let units):
      "Column \"\(column)\" must hold one place in a list for each unit; it varies within \(units) "
        + (units == 1 ? "unit." : "units.")
    case .multistageReplicatesOfCalibrated:
      "Preston's multistage bootstrap has no calibrated replicates; choose another method."
    case .selectionNotReplicated(let selection):
      "There are no replicates for \(selection); use linearised variances, or describe the stage as drawn with replacement."
    case .overlapNotReplicated:
      "There are no replicates of waves that share units; use linearised variances."
    case .secondPhaseNeedsOneStage:
      "A second phase is drawn from a design of one stage with equal probabilities, without calibration, domain, replicates or overlapping waves."
    case .secondPhaseCountsItsPopulation:
      "A second phase is a random sample in strata of the units of the first, which are counted from the records; it takes units and strata only."
    case .secondPhaseSplitsUnits(let count):
      "Units of a second phase are drawn as a whole from one primary unit of the first; \(count) \(count == 1 ? "is" : "are") not."
    case .secondPhaseStrataEmpty(let count):
      "\(count) \(count == 1 ? "stratum has" : "strata have") no record in the second phase, so that nothing stands for \(count == 1 ? "it" : "them")."
    case .unknownMargin(let name, let nearest, let known):
      "The margins have no variable \"\(name)\"."
        + (nearest.map { " Did you mean \"\($0)\"?" }
          ?? " Known are \(known.map { "\"\($0)\"" }.joined(separator: ", ")).")
    case .repeatedMarginCount(let margin, let level, let row):
      "Margin \"\(margin)\": level \"\(level)\" is counted a second time in record \(row); a column that tells the counts apart, such as a wave, is named as one that margins are within."
    case .marginWithoutLevels: "A table of margins needs a record for each level."
    case .marginsAreNoTable:
      "Margins in YAML say themselves which variables they are of and within which; only those of a CSV table are chosen."
    case .invalidFayFactor(let factor): "Fay's factor rho must be at least 0 and less than 1; found \(factor)."
    case .replicateFactorsOutOfRange(let column, let count):
      "Replicate weights in column \"\(column)\" must be at most 1e100 times the weight of their record; \(count) "
        + (count == 1 ? "is more." : "are more.")
    case .replicateOfZeroWeight(let column, let count):
      "Column \"\(column)\" gives a replicate weight other than 0 to \(count) \(count == 1 ? "record" : "records") of weight 0."
    case .tooFewReplicates(let count): "At least 2 replicates are needed; found \(count)."
    case .invalidReplicateWeights(let column, let missing, let infinite):
      "Replicate weights in column \"\(column)\" must be finite numbers; "
        + counts([("missing", missing), ("infinite", infinite)]) + "."
    case .replicateScalesDoNotFit(let scales, let replicates):
      "Replicates have a scale each; found \(scales) scales for \(replicates) replicates."
    case .invalidReplicateScales:
      "Scales of replicates must be finite numbers of at least 0, some above 0."
    case .factorsOfAnotherFay(let stated, let found):
      found == 0
        ? "The replicate weights are those of plain half-samples, 0 and 2 times the weights, not of Fay's method with rho \(stated)."
        : "The replicate weights are \(short(found)) and \(short(2 - found)) times the weights: Fay's method with rho \(short(found)), not \(stated == 0 ? "plain half-samples" : "rho \(stated)")."
    }
  }
}

/// The names of a margin and of its level.
private func marginWords(_ margin: String, _ level: LevelName?) -> String {
  "\"\(margin)\"" + (level.map { ", level \($0)" } ?? "")
}

/// A factor without the digits that arithmetic leaves behind.
private func short(_ factor: Double) -> String { "\((factor * 1000).rounded() / 1000)" }

private func records(_ count: Int) -> String { count == 1 ? "record has" : "records have" }

private func counts(_ parts: [(word: String, count: Int)]) -> String {
  parts.filter { $0.count > 0 }.map { "\($0.count) \($0.count == 1 ? "is" : "are") \($0.word)" }
    .joined(separator: ", ")
}

/// Runs a step on the records and turns its error into a design error.
func designing<Result>(_ step: () throws(MicrodataError) -> Result) throws(DesignError) -> Result {
  do { return try step() } catch { throw .microdata(error) }
}
