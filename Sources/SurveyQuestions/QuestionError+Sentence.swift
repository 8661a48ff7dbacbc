internal import SurveyDesigns
internal import SurveyEstimates
internal import SurveyImputation
internal import SurveyMicrodata
internal import SurveyModels

/// What is wrong with a question, in sentences.
extension QuestionError: CustomStringConvertible {
  /// One sentence for a person, which names options as a notebook does.
  public var description: String {
    sentence { option, value in value.map { "\"\(option): \($0)\"" } ?? "\"\(option)\"" }
  }

  /// One sentence for a person: what was expected, what was found, and the nearest known name.
  ///
  /// - Parameter naming: how an option, or an option with a value, is named where the question was asked.
  /// - Returns: The sentence.
  public func sentence(naming: (_ option: String, _ value: String?) -> String) -> String {
    // An option with a value is written with a space between them.
    func name(_ text: String) -> String {
      let words = text.split(separator: " ", maxSplits: 1).map(String.init)
      return naming(words[0], words.count > 1 ? words[1] : nil)
    }
    switch self {
    case .emptyName(let option): return "\(name(option)) holds an empty name."
    case .repeatedName(let column, let option): return "\(name(option)) names \"\(column)\" twice."
    case .levelNotTaken(let found, let option):
      return "\(name(option)) takes columns and not their levels; found \"\(found)\"."
    case .severalWords(let option, let found): return "\(name(option)) takes one value; found \(found)."
    case .severalColumns(let option, let found): return "\(name(option)) takes one column; found \(found)."
    case .tooManyStages(let option, let found, let units):
      return "\(name(option)) is for \(found) stages, but \(name("units")) names \(units), after which only the "
        + "records remain to be drawn."
    case .missingCompanion(let option, let needed):
      return
        "\(name(option)) needs \(needed.split(separator: " or ").map { name(String($0)) }.joined(separator: " or "))."
    case .optionsExclude(let option, let other): return "\(name(option)) and \(name(other)) cannot go together."
    case .goesWith(let option, let other): return "\(name(option)) goes with \(name(other))."
    case .unknownWord(let word, let option, let known):
      return "\(name(option)) takes \(choices(known)); found \(word)."
        + (nearestName(to: word, among: known).map { " Did you mean \"\($0)\"?" } ?? "")
    case .unknownConventions(let found):
      return "\(name("conventions")) takes one or two of r45, r41, stata, sas, sudaan and nchs; found \(found)."
    case .notAFlag(let option): return "\(name(option)) takes true or false."
    case .notAWholeNumber(let option, let found, let smallest):
      return "\(name(option)) takes a whole number of at least \(smallest); found \(found)."
    case .aboveLimit(let option, let found, let limit):
      return "\(name(option)) takes a whole number of at most \(limit); found \(found)."
    case .tooManyListed(let option, let found, let limit):
      return "\(name(option)) takes a list of at most \(limit); found \(found)."
    case .notAPositiveNumber(let option, let found):
      return "\(name(option)) takes a number above 0; found \(found)."
    case .notAProbability(let option, let found, let example):
      return "\(name(option)) takes a number between 0 and 1, such as \(example); found \(found)."
    case .notNumbers(let option, let found, let example):
      return "\(name(option)) takes numbers, such as \(example), or a file of them; found \(found)."
    case .notBounds(let option, let found, let example):
      return "\(name(option)) takes two numbers, the smaller first, such as \(example); found \(found)."
    case .severalMargins(let found):
      return "\(name("method poststratify")) is to one margin, such as a count of crossed variables; found \(found)."
    case .noReplicateColumns(let prefix): return "No column is named \"\(prefix)\" and a number."
    case .gapInReplicateColumns(let prefix, let runs, let kind):
      let example = runs.first { $0.first != $0.last } ?? runs[0]
      let written = name("replicate-weights \(example.first)-\(example.last)")
      return "The columns named \"\(prefix)\" and a number are \(choices(runs.map(\.words), "and")): "
        + kind.rawValue + "; name those that are meant as a range, such as \(written)."
    case .missingReplicateColumns(let missing, let range):
      return "The range \(range) lacks \(missing.count == 1 ? "the column" : "the columns") "
        + choices(
          missing.prefix(5).map { "\"\($0)\"" } + (missing.count > 5 ? ["\(missing.count - 5) more"] : []), "and")
        + "."
    case .notARange(let text):
      return "\(name("replicate-weights")) takes a prefix, columns, or a range of columns that differ in their number, "
        + "such as PWGTP1-PWGTP80; found \(text)."
    case .notPlausible(let text):
      return "\(name("plausible")) takes a name and its columns, such as math=PV1MATH-PV10MATH; found \(text)."
    case .differentImputationCounts(let variable, let found, let expected):
      return
        "Every imputation has a column of each variable; \"\(variable)\" has \(found) columns for \(expected) imputations."
    case .otherRecords(let file, let found, let expected):
      return
        "\(file): Imputations are of the same records in the same order; found \(found) records, expected \(expected)."
    case .designDiffers(let column, let file, let count):
      return
        "\(file): Column \"\(column)\" of the design differs in \(count) \(count == 1 ? "record" : "records"); imputations "
        + "are of the same records in the same order."
    case .missingOption(let option): return "\(name(option)) is missing."
    case .optionOfOtherStatistics(let option, let statistic, let others):
      return "\(name(option)) goes with \(name("statistic \(choices(others.map(\.rawValue)))")), not with "
        + name("statistic \(statistic.rawValue)") + "."
    case .intervalOfOtherStatistics(let method, let statistic):
      return "The \(method.rawValue) interval does not apply to \(withArticle(statistic.words)), whose "
        + (statistic.intervals.count == 1 ? "interval is " : "intervals are ")
        + choices(statistic.intervals.map(\.rawValue), "and") + "."
    case .statisticOfLevel(let statistic, let column):
      return "\(withArticle(statistic.words, capitalized: true)) is of \(statistic == .kappa ? "ratings" : "numbers"); "
        + "\(name("of")) takes \"\(column)\" without a level."
    case .numberOfVariables(let statistic, let found):
      return "\(name("statistic \(statistic.rawValue)")) is of \(statistic.variableCountInWords); \(name("of")) names "
        + "\(found)."
    case .severalDenominators(let found): return "\(name("over")) takes one variable; found \(found)."
    case .notANumberList(let option, let found, let example):
      return "\(name(option)) takes numbers, such as \(example); found \(found)."
    case .noPopulationColumn(let file): return "\(file): There is no column named \"population\"."
    case .repeatedPopulation(let file, let row):
      return "\(file), record \(row): The levels of this record have a count already."
    case .noTest:
      return "A test needs \(name("rows")) with \(name("columns")), \(name("difference")) or \(name("trend"))."
    case .severalVariables(let option, let found): return "\(name(option)) takes one variable; found \(found)."
    case .adjustedMean(let column):
      return
        "\(name("adjusted-for")) goes with the trend of a share; \(name("of")) names \"\(column)\" without a level."
    case .linkOfAnotherFamily(let link, let family):
      return family.linkNames.isEmpty
        ? "\(name("family \(family.rawValue)")) has one link; leave \(name("link \(link.rawValue)")) out."
        : "\(name("family \(family.rawValue)")) takes \(name("link \(choices(family.linkNames))")); found "
          + "\(link.rawValue)."
    case .penaltyOfAnotherFamily(let family, let link):
      return "\(name("penalized")) goes with \(name("family binomial")) under its logit link and with "
        + "\(name("family poisson")); found " + family.rawValue + (link.map { " with \($0.rawValue)" } ?? "") + "."
    case .malformedFormula(let error): return error.description
    case .malformedCondition(let error): return error.description
    case .estimation(let error): return error.description
    case .microdata(let error): return error.description
    case .design(let error): return error.description
    case .imputation(let error): return error.description
    case .model(let error): return error.description
    }
  }
}

extension QuestionError.ColumnRun {
  fileprivate var words: String { first == last ? "\"\(first)\"" : "\"\(first)\" to \"\(last)\"" }
}

/// Names in a row, with a word before the last.
private func choices(_ names: [String], _ conjunction: String = "or") -> String {
  guard names.count > 1, let last = names.last else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}
