public import SurveyDesigns
public import SurveyEstimates
public import SurveyImputation
public import SurveyMicrodata
public import SurveyModels

/// What is wrong with a question about a design, its weights, its variances or what is imputed.
///
/// The cases carry facts; `sentence(naming:)` turns them into one sentence. Options go by their names, such as
/// `population-size`.
public enum QuestionError: Error, Sendable, Equatable {
  /// A list of names holds an empty one.
  case emptyName(option: String)
  /// A list of names holds one twice.
  case repeatedName(String, option: String)
  /// A list of columns names a level.
  case levelNotTaken(String, option: String)
  /// One word was expected.
  case severalWords(option: String, found: Int)
  /// One column was expected.
  case severalColumns(option: String, found: Int)
  /// An option names more stages than were drawn.
  case tooManyStages(option: String, found: Int, units: Int)
  /// An option needs another one, or a value of another one.
  case missingCompanion(String, needs: String)
  /// Two options cannot go together, or one with a value of the other.
  case optionsExclude(String, String)
  /// An option goes with values of another one that was not given them.
  case goesWith(String, String)
  /// An option takes one of some words.
  case unknownWord(String, option: String, known: [String])
  /// There is no such profile of conventions, or more were named than are taken.
  case unknownConventions(String)
  /// An option is set or not.
  case notAFlag(option: String)
  /// An option takes a whole number from a smallest one on.
  case notAWholeNumber(option: String, found: String, smallest: Int)
  /// An option takes a whole number up to a largest one.
  case aboveLimit(option: String, found: String, limit: Int)
  /// An option lists more names than it takes.
  case tooManyListed(option: String, found: Int, limit: Int)
  /// An option takes a number above 0.
  case notAPositiveNumber(option: String, found: String)
  /// An option takes a number between 0 and 1.
  case notAProbability(option: String, found: String, example: String)
  /// An option takes numbers, in a list or in a file.
  case notNumbers(option: String, found: String, example: String)
  /// Bounds are two numbers, the smaller first.
  case notBounds(option: String, found: String, example: String)
  /// Post-stratification is to one margin.
  case severalMargins(found: Int)
  /// No column has a name of a beginning and a number.
  case noReplicateColumns(prefix: String)
  /// The numbers of the columns that share a beginning do not follow each other from 0 or 1 on: what stands together.
  case gapInReplicateColumns(prefix: String, runs: [ColumnRun], GapKind)
  /// A range of columns lacks some.
  case missingReplicateColumns([String], range: String)
  /// What was read as a range has two beginnings, or its last number before its first.
  case notARange(String)
  /// Plausible values are a name and its columns.
  case notPlausible(String)
  /// Variables of plausible values have different numbers of columns, or not as many as there are files.
  case differentImputationCounts(String, found: Int, expected: Int)
  /// A file of imputed records is not of the same records.
  case otherRecords(file: String, found: Int, expected: Int)
  /// A file of imputed records changes a column of the design.
  case designDiffers(column: String, file: String, count: Int)
  /// An option that a question needs was not given.
  case missingOption(String)
  /// An option was given that other statistics need.
  case optionOfOtherStatistics(String, EstimatedStatistic, others: [EstimatedStatistic])
  /// An interval method does not apply to a statistic.
  case intervalOfOtherStatistics(IntervalMethod, EstimatedStatistic)
  /// A statistic of numbers was asked of a level.
  case statisticOfLevel(EstimatedStatistic, column: String)
  /// A statistic was asked of another number of variables than it has.
  case numberOfVariables(EstimatedStatistic, found: Int)
  /// One denominator was expected.
  case severalDenominators(found: Int)
  /// An option takes numbers in a list.
  case notANumberList(option: String, found: String, example: String)
  /// A file of population counts has no column for them.
  case noPopulationColumn(file: String)
  /// A file of population counts has two records for the same levels.
  case repeatedPopulation(file: String, row: Int)
  /// It was not said what to test.
  case noTest
  /// One variable was expected.
  case severalVariables(option: String, found: Int)
  /// The trend of a mean was to be adjusted.
  case adjustedMean(column: String)
  /// A family is not offered with a link.
  case linkOfAnotherFamily(ModelLink, ModelFamily)
  /// A penalty is asked of a model that has none.
  case penaltyOfAnotherFamily(ModelFamily, ModelLink?)
  /// A formula cannot be read.
  case malformedFormula(ModelError)
  /// A condition cannot be read.
  case malformedCondition(MicrodataError)
  /// The estimation is at fault.
  case estimation(EstimationError)
  /// The records or a file are at fault.
  case microdata(MicrodataError)
  /// The design is at fault.
  case design(DesignError)
  /// The imputation is at fault.
  case imputation(ImputationError)
  /// The model is at fault.
  case model(ModelError)

  /// Why columns that share a beginning are not one set of replicates beyond doubt.
  public enum GapKind: String, Sendable {
    /// Numbers are left out.
    case gap = "their numbers do not follow each other"
    /// The first is missing.
    case start = "their numbers do not start at 0 or 1"
    /// Some numbers begin with other digits than the prefix ends in.
    case digits = "the prefix holds digits of some"
  }

  /// Columns of which the numbers follow each other.
  public struct ColumnRun: Sendable, Equatable {
    /// The first column.
    public let first: String
    /// The last column, which may be the first.
    public let last: String

    /// Describes a run by its ends.
    public init(first: String, last: String) {
      self.first = first
      self.last = last
    }
  }
}

extension QuestionError {
  /// Whether a file is at fault and not what was asked.
  public var isOfFile: Bool {
    switch self {
    case .noPopulationColumn, .repeatedPopulation: true
    default: false
    }
  }
}

/// Runs a step on the records and turns its error into that of a question.
func reading<Result>(_ step: () throws(MicrodataError) -> Result) throws(QuestionError) -> Result {
  do { return try step() } catch { throw .microdata(error) }
}

/// Runs a step on a design and turns its error into that of a question.
func designing<Result>(_ step: () throws(DesignError) -> Result) throws(QuestionError) -> Result {
  do { return try step() } catch { throw .design(error) }
}

/// Fits a model and turns its error into that of a question.
func modelling<Result>(_ step: () throws(ModelError) -> Result) throws(QuestionError) -> Result {
  do { return try step() } catch { throw .model(error) }
}

/// Runs an imputation and turns its error into that of a question.
func imputing<Result>(_ step: () throws(ImputationError) -> Result) throws(QuestionError) -> Result {
  do { return try step() } catch { throw .imputation(error) }
}
