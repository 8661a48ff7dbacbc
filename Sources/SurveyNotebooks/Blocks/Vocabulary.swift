internal import ReportDocuments
internal import SurveyEstimates
internal import SurveyMicrodata
internal import SurveyQuestions

/// The words that the tables of a report need beyond those of the documents.
struct Vocabulary {
  let language: Language

  private func word(_ dutch: String, _ english: String) -> String { language == .dutch ? dutch : english }

  var share: String { word("Aandeel", "Share") }
  var mean: String { word("Gemiddelde", "Mean") }
  var ratio: String { word("Verhouding", "Ratio") }
  var quantile: String { word("Kwantiel", "Quantile") }
  var people: String { word("Aantal", "Number") }
  var estimate: String { word("Schatting", "Estimate") }
  var difference: String { word("Verschil", "Difference") }
  var differenceLower: String { word("Verschil: ondergrens", "Difference: lower bound") }
  var differenceUpper: String { word("Verschil: bovengrens", "Difference: upper bound") }
  var verdict: String { word("Oordeel", "Verdict") }
  var test: String { word("Toets", "Test") }
  var statistic: String { word("Toetsingsgrootheid", "Statistic") }
  var degreesOfFreedom: String { word("Vrijheidsgraden", "Degrees of freedom") }
  var adjustedP: String { word("p, aangepast", "Adjusted p") }
  var flag: String { word("Markering", "Flag") }
  var variable: String { word("Kenmerk", "Characteristic") }
  var level: String { word("Categorie", "Category") }
  var unweightedShare: String { word("Ongewogen", "Unweighted") }
  var weightedShare: String { word("Gewogen", "Weighted") }
  var population: String { word("Bevolking", "Population") }
  var item: String { word("Vraag", "Item") }
  var answered: String { word("Beantwoord", "Answered") }
  var indicator: String { word("Indicator", "Indicator") }
  var items: String { word("Vragen en regel", "Items and rule") }
  var window: String { word("Periode", "Window") }
  var missingRule: String { word("Regel bij ontbreken", "Rule for missing items") }
  var version: String { word("Versie", "Version") }
  var code: String { word("Code", "Code") }
  var term: String { word("Kenmerk", "Term") }
  var constant: String { word("Constante", "Constant") }
  var outcome: String { word("Uitkomst", "Outcome") }

  /// What e to the power of a coefficient is called, or the coefficient where that means nothing.
  func name(of kind: RatioKind?) -> String {
    switch kind {
    case .odds, .oddsOfHigherLevel: word("Odds ratio", "Odds ratio")
    case .prevalences: word("Prevalentieratio", "Prevalence ratio")
    case .means: word("Verhouding van gemiddelden", "Ratio of means")
    case .risks: word("Relatieve risicoverhouding", "Relative risk ratio")
    case .hazards: word("Hazardratio", "Hazard ratio")
    case nil: word("Coëfficiënt", "Coefficient")
    }
  }

  var reference: String { word("referentie", "reference") }
  func adjusted(isOfShares: Bool) -> String {
    isOfShares ? word("Aandeel, gecorrigeerd", "Adjusted share") : word("Gemiddelde, gecorrigeerd", "Adjusted mean")
  }
  var termTest: String { word("p van het kenmerk", "p of the term") }
  func effect(isOfShares: Bool) -> String {
    isOfShares ? word("Verandering (procentpunt)", "Change (percentage points)") : word("Verandering", "Change")
  }
  var comparedWith: String { word("Vergeleken met", "Compared with") }
  var perUnit: String { word("per eenheid", "per unit") }
  var fraction: String { word("Toerekenbaar deel", "Attributable fraction") }
  func observed(isOfShares: Bool) -> String {
    isOfShares ? word("Aandeel zoals het is", "Share as it is") : word("Gemiddelde zoals het is", "Mean as it is")
  }
  func unexposed(isOfShares: Bool) -> String {
    isOfShares
      ? word("Aandeel zonder blootstelling", "Share without exposure")
      : word("Gemiddelde zonder blootstelling", "Mean without exposure")
  }
  var peopleLower: String { word("Aantal: ondergrens", "Number: lower bound") }
  var peopleUpper: String { word("Aantal: bovengrens", "Number: upper bound") }
  var parallelLines: String { word("p van gelijke lijnen", "p of parallel lines") }
  var figure: String { word("Cijfer", "Figure") }
  var analysis: String { word("Analyse", "Analysis") }
  var ownAnalysis: String { word("zoals in dit rapport", "as in this report") }
  var differenceFromReport: String { word("Verschil met het rapport", "Difference from the report") }
  var ratioLower: String { word("Verhouding: ondergrens", "Ratio: lower bound") }
  var ratioUpper: String { word("Verhouding: bovengrens", "Ratio: upper bound") }
  var prevalenceRatio: String { word("Verhouding tot referentie", "Ratio to reference") }
  var points: String { word("Verschil (procentpunt)", "Difference (percentage points)") }
  var check: String { word("Controle", "Check") }
  var expected: String { word("Verwacht", "Expected") }
  var found: String { word("Hier berekend", "Computed here") }
  var summary: String { word("Maat", "Measure") }
  var completeCases: String { word("Volledige antwoorden", "Complete cases") }
  var imputed: String { word("Geïmputeerd", "Imputed") }
  var missingInformation: String { word("Ontbrekende informatie", "Missing information") }
  var value: String { word("Waarde", "Value") }

  /// What the bounds of a range rest on where nobody was drawn by chance.
  var modelBased: String {
    word(
      "De grenzen zijn modelgebaseerd: deelnemers kozen zelf om mee te doen, dus een steekproefmarge bestaat niet.",
      "The bounds are model-based: participants selected themselves, so there is no margin of sampling error.")
  }

  var higherOutcome: String {
    word(
      "Een odds ratio onder 1 betekent een lagere uitkomst, boven 1 een hogere.",
      "An odds ratio below 1 means a lower outcome, above 1 a higher one.")
  }

  var parallelLinesNote: String {
    word(
      "Een kleine p van gelijke lijnen betekent dat één odds ratio niet voor elke drempel van de uitkomst past.",
      "A small p of parallel lines means that one odds ratio does not fit every threshold of the outcome.")
  }

  var parallelLinesUntested: String {
    word(
      "Of één odds ratio voor elke drempel past is niet te toetsen: bij een van de drempels is er geen eindige schatting, of er "
        + "zijn te weinig eenheden.",
      "Whether one odds ratio fits every threshold cannot be tested: at one of them there is no finite estimate, or there "
        + "are too few units.")
  }

  var differencesOfShares: String {
    word("Het verschil van twee aandelen is in procentpunten.", "The difference of two shares is in percentage points.")
  }

  /// What an attributable fraction does not say.
  var causalCaveat: String {
    word(
      "Het deel zou verdwijnen zonder de blootstelling als die de oorzaak was en verder niets veranderde; dat bewijst dit "
        + "model niet.",
      "The fraction would vanish without the exposure if that were the cause and nothing else changed; this model does "
        + "not prove it.")
  }

  /// Whether shares over doses depart from a line.
  func departure(isDemonstrable: Bool) -> String {
    isDemonstrable
      ? word("een aantoonbare afwijking van een rechte lijn", "a demonstrable departure from a straight line")
      : word("geen aantoonbare afwijking van een rechte lijn", "no demonstrable departure from a straight line")
  }

  var synthetic: String {
    word(
      "Synthetische gegevens: geen van deze antwoorden is door een kind gegeven.",
      "Synthetic data: none of these answers was given by a child.")
  }

  /// Why a number carries the flag of low reliability.
  var lowReliability: String {
    word(
      "Een schatting op minder dan 30 antwoorden is gemarkeerd.", "An estimate from fewer than 30 answers is flagged.")
  }

  func verdict(_ verdict: Verdict) -> String {
    switch verdict {
    case .higher: word("hoger", "higher")
    case .lower: word("lager", "lower")
    case .noDemonstrableDifference: word("geen aantoonbaar verschil", "no demonstrable difference")
    case .notComparable: word("niet vergelijkbaar", "not comparable")
    case .notPublishable: word("niet te publiceren", "not publishable")
    }
  }

  /// Why the figures of an indicator do not compare with earlier ones.
  func reason(_ broken: ComparabilityBreak, of indicator: String) -> String {
    let reason = broken.reason.text(in: language.rawValue).map { " \($0)" } ?? ""
    return word(
      "\(indicator): vanaf \(broken.wave) niet vergelijkbaar met eerdere cijfers.\(reason)",
      "\(indicator): not comparable with earlier figures from \(broken.wave) on.\(reason)")
  }

  /// What a test says.
  func outcome(_ outcome: TestedNumber.Outcome) -> String {
    switch outcome {
    case .comparison(let verdict): self.verdict(verdict)
    case .association(let isDemonstrable): association(isDemonstrable: isDemonstrable)
    }
  }

  /// The name of a statistic as a table prints it.
  func name(ofStatistic name: String) -> String {
    switch name {
    case "linear-trend": word("lineaire trend", "linear trend")
    case "quadratic-trend": word("kwadratische trend", "quadratic trend")
    case "rao-scott-f": "Rao-Scott F"
    case "rao-scott-chi-squared": word("Rao-Scott-chikwadraat", "Rao-Scott chi-squared")
    case "van-der-waerden": "Van der Waerden"
    case "kruskal-wallis": "Kruskal-Wallis"
    case "wilcoxon": "Wilcoxon"
    case "wald": "Wald"
    case "adjusted-wald": word("aangepaste Wald", "adjusted Wald")
    case "median": word("mediaan", "median")
    default: name
    }
  }

  func association(isDemonstrable: Bool) -> String {
    isDemonstrable
      ? word("een aantoonbaar verband", "a demonstrable association")
      : word("geen aantoonbaar verband", "no demonstrable association")
  }
}
