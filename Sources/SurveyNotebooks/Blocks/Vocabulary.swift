internal import ReportDocuments
internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyModels
internal import SurveyQuestions

/// The words that the tables of a report need beyond those of the documents.
@dynamicMemberLookup
struct Vocabulary {
  let language: Language

  private var words: any LanguageWords { language.words }

  /// A word that the language has one of whatever the numbers are.
  subscript(dynamicMember word: KeyPath<any LanguageWords, String>) -> String { words[keyPath: word] }

  /// What e to the power of a coefficient is called, or the coefficient where that means nothing.
  func name(of kind: RatioKind?) -> String {
    switch kind {
    case .odds, .oddsOfHigherLevel: words.oddsRatio
    case .prevalences: words.ratioOfPrevalences
    case .means: words.ratioOfMeans
    case .risks: words.ratioOfRisks
    case .hazards: words.hazardRatio
    case nil: words.coefficient
    }
  }

  func adjusted(isOfShares: Bool) -> String {
    isOfShares ? words.adjustedShare : words.adjustedMean
  }
  func effect(isOfShares: Bool) -> String {
    isOfShares ? words.changeInPoints : words.change
  }
  func observed(isOfShares: Bool) -> String {
    isOfShares ? words.observedShare : words.observedMean
  }
  func unexposed(isOfShares: Bool) -> String {
    isOfShares
      ? words.unexposedShare
      : words.unexposedMean
  }

  /// Whether shares over doses depart from a line.
  func departure(isDemonstrable: Bool) -> String {
    isDemonstrable
      ? words.departure
      : words.noDeparture
  }

  func name(of verdict: Verdict) -> String {
    switch verdict {
    case .higher: words.higher
    case .lower: words.lower
    case .noDemonstrableDifference: words.noDemonstrableDifference
    case .notComparable: words.notComparable
    case .notPublishable: words.notPublishable
    }
  }

  /// Why the figures of an indicator do not compare with earlier ones.
  func reason(_ broken: ComparabilityBreak, of indicator: String) -> String {
    let reason = broken.reason.text(in: language.rawValue).map { " \($0)" } ?? ""
    return words.notComparable(indicator, from: broken.wave, reason: reason)
  }

  /// What a test says.
  func name(of outcome: TestedNumber.Outcome) -> String {
    switch outcome {
    case .comparison(let verdict): name(of: verdict)
    case .association(let isDemonstrable): association(isDemonstrable: isDemonstrable)
    }
  }

  /// The name of a statistic as a table prints it.
  func name(ofStatistic name: String) -> String {
    switch name {
    case "linear-trend": words.linearTrend
    case "quadratic-trend": words.quadraticTrend
    case "rao-scott-f": "Rao-Scott F"
    case "rao-scott-chi-squared": words.raoScottChiSquared
    case "van-der-waerden": "Van der Waerden"
    case "kruskal-wallis": "Kruskal-Wallis"
    case "wilcoxon": "Wilcoxon"
    case "wald": "Wald"
    case "adjusted-wald": words.adjustedWald
    case "median": words.medianTest
    default: name
    }
  }

  func association(isDemonstrable: Bool) -> String {
    isDemonstrable
      ? words.association
      : words.noAssociation
  }
}
