internal import SurveyMicrodata
internal import SurveyQuestions

/// What is wrong with a question, at its place in a notebook.
extension NotebookProblem {
  /// What is wrong with a question, in the words for keys and their values.
  init(_ error: QuestionError) {
    switch error {
    case .microdata(let error): self = .microdata(error)
    case .design(let error): self = .design(error)
    case .imputation(let error): self = .imputation(error)
    case .estimation(let error): self = .estimation(error)
    case .malformedCondition(let error): self = .microdata(error)
    case .model(let error), .malformedFormula(let error): self = .model(error)
    case .unknownWord(let word, let option, let known):
      self = .unknownWord(word, key: option, nearest: nearestName(to: word, among: known), known: known)
    case .notAFlag(let option): self = .unexpectedValue(key: option, expected: "true or false")
    case .missingCompanion(_, let needed) where !needed.contains(" "): self = .missingKey(needed)
    default: self = .question(error)
    }
  }
}

extension NotebookNode {
  /// Answers a question and places its error here.
  func answering<Answer>(_ step: () throws(QuestionError) -> Answer) throws(NotebookError) -> Answer {
    do { return try step() } catch { throw self.error(NotebookProblem(error)) }
  }
}

extension QuestionError {
  /// The option that is at fault.
  var option: String? {
    switch self {
    case .emptyName(let option), .repeatedName(_, let option), .levelNotTaken(_, let option),
      .severalWords(let option, _),
      .severalColumns(let option, _), .tooManyStages(let option, _, _), .optionsExclude(_, let option),
      .goesWith(let option, _), .unknownWord(_, let option, _), .notAFlag(let option),
      .notAWholeNumber(let option, _, _), .aboveLimit(let option, _, _), .tooManyListed(let option, _, _),
      .notAPositiveNumber(let option, _), .notNumbers(let option, _, _),
      .notBounds(let option, _, _):
      option
    case .notAProbability(let option, _, _): option.split(separator: " ").first.map(String.init)
    case .unknownConventions: "conventions"
    case .severalMargins: "method"
    case .notPlausible, .differentImputationCounts: "plausible"
    case .otherRecords, .designDiffers: "imputed-files"
    case .noReplicateColumns, .gapInReplicateColumns, .missingReplicateColumns, .notARange: "replicate-weights"
    case .optionOfOtherStatistics(let option, _, _), .notANumberList(let option, _, _): option
    case .intervalOfOtherStatistics: "interval"
    case .severalDenominators: "over"
    case .noPopulationColumn, .repeatedPopulation: "population"
    case .malformedCondition: "where"
    case .linkOfAnotherFamily: "link"
    case .penaltyOfAnotherFamily: "penalized"
    case .adjustedMean: "adjusted-for"
    case .severalVariables(let option, _): option
    case .missingOption, .statisticOfLevel, .numberOfVariables, .missingCompanion, .microdata, .design, .imputation,
      .estimation, .model, .malformedFormula, .noTest:
      nil
    }
  }
}
