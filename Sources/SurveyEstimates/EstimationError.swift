public import SurveyDesigns
public import SurveyMicrodata
public import SurveyNumerics

/// What is wrong with a request for an estimate or a test.
public enum EstimationError: Error, Sendable, Equatable {
  /// The design, the records or a variable are at fault.
  case design(DesignError)
  /// A calculation failed.
  case numerics(NumericsError)
  /// A confidence level is not between 0 and 1.
  case invalidLevel(Double)
  /// The order of a quantile is not between 0 and 1.
  case invalidQuantile(Double)
  /// An interval method does not apply to a statistic.
  case intervalDoesNotApply(IntervalMethod, Statistic)
  /// An interval of a quantile needs replicates, which the design does not have.
  case intervalNeedsReplicates(IntervalMethod)
  /// A statistic needs more variables.
  case tooFewVariables(Statistic, needed: Int, found: Int)
  /// There are too many statements for all their patterns.
  case tooManyStatements(limit: Int, found: Int)
  /// The breaks of a histogram are fewer than two or do not ascend.
  case unorderedBreaks
  /// A bandwidth is not above 0.
  case invalidBandwidth(Double)
  /// A population has no count for a level that the estimates have.
  case levelWithoutPopulation(variable: String, level: LevelName)
  /// A population counts by a variable that the estimates are not grouped by.
  case notGroupedBy(variable: String)
  /// The counts of a population are not finite, or negative, or add up to 0.
  case invalidPopulation
  /// A calculation is of other estimates than those it was asked of.
  case notOf(Statistic, needed: Statistic)
  /// The levels of grouping variables combine to more groups than can be estimated together.
  case tooManyGroups(limit: Int)
  /// A test needs shares with a standard error, and one above 0.
  case noSamplingVariance
  /// A table needs at least two rows and two columns with records.
  case tableTooSmall(rows: Int, columns: Int)
  /// The cells of a table with records are too few to tell an association.
  case tableTooSparse(rows: Int, columns: Int, filled: Int)
  /// A column of times holds negative or infinite ones.
  case invalidTimes(column: String, negative: Int, infinite: Int)
  /// A comparison of groups needs two with records.
  case tooFewGroups(variable: String, found: Int)
  /// No record of the groups has the event.
  case noEvents(column: String)
  /// A test needs degrees of freedom that the design does not have.
  case noDegreesOfFreedom(units: Int)
  /// A Wald test of several differences needs as many degrees of freedom.
  case tooManyContrasts(count: Int, degreesOfFreedom: Int)
  /// A t test compares two groups.
  case twoGroupsWanted(variable: String, found: Int)
  /// A change needs two waves.
  case tooFewWaves(found: Int)
  /// The variable of the waves has levels that are not numbers.
  case waveIsNoNumber(variable: String)
  /// A wave has more than one estimate.
  case severalEstimates(ofWave: Double)
  /// A group has no records in a wave.
  case emptyCell(level: LevelName, variable: String, wave: String)
  /// The given shares of a variable are not those of its levels, or do not add up to 1.
  case sharesOfLevels(variable: String, without: LevelName?, unknown: String?, sum: Double)
}

extension EstimationError: CustomStringConvertible {
  /// One sentence for a person: what was expected and what was found.
  public var description: String {
    switch self {
    case .design(let error): error.description
    case .numerics(let error): error.description
    case .invalidLevel(let level): "A confidence level must lie between 0 and 1; found \(level)."
    case .invalidQuantile(let order): "The order of a quantile must lie between 0 and 1; found \(order)."
    case .intervalDoesNotApply(let method, let statistic):
      "The \(method.rawValue) interval does not apply to \(withArticle(statistic.words))."
    case .intervalNeedsReplicates(let method):
      "The \(method.rawValue) interval needs replicate weights; the variances of this design are linearised."
    case .tooFewVariables(let statistic, let needed, let found):
      "\(withArticle(statistic.words, capitalized: true)) needs at least \(needed) \(needed == 1 ? "variable" : "variables"); found \(found)."
    case .tooManyStatements(let limit, let found):
      "Patterns are of at most \(limit) statements; found \(found)."
    case .unorderedBreaks: "A histogram needs at least two breaks, each above the one before."
    case .invalidBandwidth(let bandwidth): "A bandwidth must be above 0; found \(bandwidth)."
    case .levelWithoutPopulation(let variable, let level):
      "The population has no count for level \(level) of \"\(variable)\"."
    case .notGroupedBy(let variable):
      "The population is counted by \"\(variable)\", by which the estimates are not grouped."
    case .invalidPopulation: "The counts of a population must be finite, at least 0, and add up to more than 0."
    case .notOf(let statistic, let needed):
      "This is worked out from \(withArticle(needed.words)), not from \(withArticle(statistic.words))."
    case .tooManyGroups(let limit):
      "The levels of the grouping variables combine to more than \(limit) groups, too many to estimate together."
    case .noSamplingVariance:
      "A test of association needs shares whose standard errors are known and above 0."
    case .tableTooSmall(let rows, let columns):
      "A test of association needs two rows and two columns with records; found \(rows) by \(columns)."
    case .tableTooSparse(let rows, let columns, let filled):
      "Records in \(filled) of the \(rows * columns) cells of a table of \(rows) by \(columns) are too few to test an association of so many levels; merge levels or leave some out."
    case .invalidTimes(let column, let negative, let infinite):
      "Column \"\(column)\" must hold times from 0; found \(negative) negative and \(infinite) infinite."
    case .tooFewGroups(let variable, let found):
      "A comparison needs two levels of \"\(variable)\" with records; found \(found)."
    case .noEvents(let column):
      "No record has the event that column \"\(column)\" tells of, so there is nothing to compare."
    case .noDegreesOfFreedom(let units):
      "A test needs more primary units than strata; the records reach \(units) \(units == 1 ? "unit" : "units")."
    case .tooManyContrasts(let count, let degreesOfFreedom):
      "A Wald test of \(count) differences needs as many degrees of freedom; found \(degreesOfFreedom)."
    case .twoGroupsWanted(let variable, let found):
      "A t test compares two groups with records; \"\(variable)\" has \(found)."
    case .tooFewWaves(let found):
      "A change over waves needs two waves with a value; found \(found)."
    case .waveIsNoNumber(let variable):
      "A trend needs waves that are numbers; \"\(variable)\" has levels that are not."
    case .severalEstimates(let wave):
      "A trend needs one estimate for each wave; \(wave) has several."
    case .emptyCell(let level, let variable, let wave):
      "Level \(level) of \"\(variable)\" has no records in wave \(wave), so that its part of a change is unknown."
    case .sharesOfLevels(let variable, let level?, _, _):
      "Each level of \"\(variable)\" needs a share above 0; \(level) has none."
    case .sharesOfLevels(let variable, nil, let level?, _):
      "\"\(variable)\" has no level \"\(level)\" to have a share."
    case .sharesOfLevels(let variable, nil, nil, let sum):
      "The shares of the levels of \"\(variable)\" must each be above 0 and add up to 1; found \(sum)."
    }
  }
}

/// Runs a step on the records and turns its error into an estimation error.
func estimating<Result>(_ step: () throws(MicrodataError) -> Result) throws(EstimationError) -> Result {
  do { return try step() } catch { throw .design(.microdata(error)) }
}

/// Runs a step on the design and turns its error into an estimation error.
func designing<Result>(_ step: () throws(DesignError) -> Result) throws(EstimationError) -> Result {
  do { return try step() } catch { throw .design(error) }
}

/// Runs a calculation and turns its error into an estimation error.
func calculating<Result>(_ step: () throws(NumericsError) -> Result) throws(EstimationError) -> Result {
  do { return try step() } catch { throw .numerics(error) }
}
