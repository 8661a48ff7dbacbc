public import SurveyDesigns
public import SurveyImputation
public import SurveyMicrodata

/// Which missing answers are imputed, from what, and how often.
public struct ImputationQuestion: Sendable {
  /// The columns whose missing answers are imputed.
  public var variables: ColumnNames
  /// The condition under which a column was asked, where it was not asked of everyone.
  public var askedIf: [String: Condition]
  /// Further columns to predict from.
  public var predictors: ColumnNames?
  /// The number of imputations.
  public var times: Int
  /// How often each variable is drawn before an imputation is kept.
  public var iterations: Int
  /// The number that names the draws.
  public var seed: UInt64

  /// Asks for imputations.
  public init(
    _ variables: ColumnNames, askedIf: [String: Condition] = [:], from predictors: ColumnNames? = nil,
    times: Int = 20, iterations: Int = 10, seed: UInt64 = 1
  ) {
    self.variables = variables
    self.askedIf = askedIf
    self.predictors = predictors
    self.times = times
    self.iterations = iterations
    self.seed = seed
  }

  /// The names of the options.
  public static let options = ["impute", "impute-from", "imputations", "iterations", "seed"]

  /// Reads the options; nil where nothing is imputed.
  public init?(_ words: QuestionWords, askedIf: [String: Condition] = [:]) throws(QuestionError) {
    guard let variables = try words.columns("impute") else {
      for option in ["impute-from", "imputations", "iterations"] where words.has(option) {
        throw .missingCompanion(option, needs: "impute")
      }
      return nil
    }
    self.init(
      variables, askedIf: askedIf, from: try words.columns("impute-from"),
      times: try words.wholeNumber("imputations", from: 2, to: ComputationLimits.standard.imputations) ?? 20,
      iterations: try words.wholeNumber("iterations", from: 1, to: ComputationLimits.standard.imputations) ?? 10,
      seed: try words.seed() ?? 1)
  }

  /// Returns the completed designs; derived indicators are derived again.
  public func completed(
    _ design: SurveyDesign, deriving dictionary: IndicatorDictionary? = nil
  ) throws(QuestionError) -> ImputedDesigns {
    let names = try variables.names(in: design.data)
    let predictors = try predictors?.names(in: design.data) ?? []
    let (askedIf, times, seed, iterations) = (askedIf, times, seed, iterations)
    return try imputing { () throws(ImputationError) in
      try design.imputed(
        names.map { ImputedVariable($0, askedIf: askedIf[$0]) }, from: predictors, times: times, seed: seed,
        iterations: iterations, deriving: dictionary)
    }
  }
}
