/// The words of Dutch, as in the Netherlands.
struct DutchWords: LanguageWords {
  var decimalMark: String { "," }
  var groupingMark: String { "." }
  var numberWords: [String] {
    ["nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]
  }
  var largeNumberWords: [String] { ["twintig", "dertig", "honderd"] }

  func word(for term: Term) -> String {
    switch term {
    case .table: "Tabel"
    case .figure: "Figuur"
    case .note: "noot"
    case .source: "Bron"
    case .lowerBound: "Ondergrens"
    case .upperBound: "Bovengrens"
    case .unweightedCount: "n (ongewogen)"
    case .total: "Totaal"
    case .none: "geen"
    case .all: "alle"
    case .and: "en"
    case .to: "tot"
    case .percentagePoint: "procentpunt"
    case .percentagePoints: "procentpunt"
    case .caution: "Let op"
    case .important: "Belangrijk"
    }
  }

  func meaning(of shorthand: Shorthand) -> String {
    switch shorthand {
    case .notAvailable: "niet beschikbaar"
    case .notApplicable: "niet van toepassing"
    case .confidential: "vertrouwelijk"
    case .lowReliability: "onvoldoende betrouwbaar"
    case .low: "minder dan de helft van de laatste decimaal"
    case .zero: "nihil"
    case .estimated: "geschat"
    case .provisional: "voorlopig"
    case .revised: "herzien"
    case .breakInSeries: "breuk in de reeks"
    }
  }

  func frequency(_ count: String, of size: String) -> String { "\(count) op de \(size)" }
  func confidenceInterval(_ level: String) -> String { "\(level)-betrouwbaarheidsinterval" }
  func confidenceIntervalAbbreviation(_ level: String) -> String { "\(level)-BI" }
  func range(_ first: String, _ last: String) -> String { "\(first) tot en met \(last)" }

  func notComparable(_ indicator: String, from wave: String, reason: String) -> String {
    "\(indicator): vanaf \(wave) niet vergelijkbaar met eerdere cijfers.\(reason)"
  }
  func modelCounts(_ count: String, missing: String, degreesOfFreedom: String) -> String {
    "n = \(count) antwoorden met alle kenmerken bekend; \(missing) zonder; \(degreesOfFreedom) vrijheidsgraden."
  }
  func adjustedCounts(_ count: String) -> String { "n = \(count) antwoorden; berekend uit het model." }
  func atLeastAnswered(_ count: Int, ofAsked: Bool) -> String {
    "minstens \(count) beantwoord" + (ofAsked ? "; niet gevraagd telt als nee" : "")
  }
  func variances(fromReplicates count: Int, _ name: String) -> String {
    "varianties uit \(count) replicaties (\(name))"
  }
  func weightingMethod(_ name: String) -> String {
    switch name {
    case "post-stratification": "poststratificatie"
    case "trimming": "afkapping"
    case let text where text.hasSuffix(" calibration"): "kalibratie (\(text.dropLast(" calibration".count)))"
    default: name
    }
  }
  func madeWith(_ program: String, conventions: String) -> String {
    "Gemaakt met \(program), rekenafspraken \(conventions). Dezelfde bestanden geven dezelfde bytes."
  }

  func missingWeights(_ count: Int, column: String, weighZero: Bool) -> String? {
    let isOne = count == 1
    return "\(count) \(isOne ? "record heeft" : "records hebben") geen gewicht in \"\(column)\" en "
      + (weighZero
        ? "\(isOne ? "weegt" : "wegen") 0."
        : "\(isOne ? "is" : "zijn") weggelaten, alsof \(isOne ? "het" : "ze") niet in het bestand \(isOne ? "stond" : "stonden").")
  }
  func unusedCaseWeight(_ column: String) -> String {
    "Het bestand verklaart dat \"\(column)\" de records weegt; onder design gebruikt \"weights: \(column)\" dat."
  }
  func remark(_ kind: RemarkKind, column: String, count: Int, firstLine: Int?, firstCell: String?) -> String? {
    let isOne = count == 1
    let first = firstLine.map { " (\(isOne ? "" : "de eerste ")op regel \($0))" } ?? ""
    let cell = firstCell.map { " (\(isOne ? "" : "de eerste ")in cel \($0))" } ?? ""
    let named = "Kolom \"\(column)\""
    let values = isOne ? "waarde" : "waarden"
    return switch kind {
    case .missingMarks:
      "\(named) heeft \(count) \(values) als Stata en SAS ontbrekende schrijven, een punt of een punt met een letter"
        + "\(first): geteld als ontbrekend."
    case .notAvailableAsLevel:
      "\(named) heeft \(count) keer NA\(first), geteld als niveau omdat de kolom tekst heeft; waar NA ontbrekend betekent, "
        + "verklaar het zo."
    case .numbersButFor:
      "\(named) heeft getallen op \(count) \(values) na\(first), geteld als niveau; waar die ontbrekend betekenen, "
        + "verklaar ze zo."
    case .longWholeNumbers:
      "\(named) heeft \(count) \(isOne ? "geheel getal" : "gehele getallen") boven 9007199254740992\(first) en is als "
        + "tekst gelezen, omdat zulke getallen samenvallen."
    case .alikeLevels:
      "\(named) heeft \(count) \(isOne ? "niveau dat" : "niveaus die") alleen in hoofdletters, spaties of voorloopnullen "
        + "van een ander \(isOne ? "verschilt" : "verschillen"); elk telt apart."
    case .respelledNumbers:
      "\(named) schrijft \(count) \(isOne ? "getal" : "getallen") op verschillende manieren, zoals met en zonder "
        + "voorloopnullen; elk is één waarde."
    case .farValues:
      "\(named) heeft \(count) \(values) ver buiten een schaal van kleine gehele getallen, zoals codes voor ontbrekend; "
        + "geteld als getal."
    case .blankTexts:
      "\(named) heeft \(count) lege \(isOne ? "tekst, geteld als antwoord" : "teksten, geteld als antwoord"), zoals in SPSS; "
        + "waar leeg ontbrekend betekent, verklaar het zo."
    case .nameDiffersInCase:
      "De naam van kolom \"\(column)\" verschilt alleen in hoofdletters van een andere; voor SPSS zijn beide dezelfde."
    case .numbersAsText:
      "\(named) heeft \(count) \(isOne ? "getal" : "getallen") als tekst opgeslagen\(cell); gelezen als in een CSV-bestand."
    case .errorCells:
      "\(named) heeft \(count) \(isOne ? "cel" : "cellen") met een fout\(cell), geteld als ontbrekend."
    case .hiddenBlankRecords:
      "\(named) is van een transportbestand van SAS, versie 5, met alleen teksten, waarvan lege records aan het eind niet te "
        + "onderscheiden zijn van de opvulling van het laatste blok; \(count) \(isOne ? "record is" : "records zijn") gelezen."
    }
  }

  var share: String { "Aandeel" }
  var mean: String { "Gemiddelde" }
  var ratio: String { "Verhouding" }
  var people: String { "Aantal" }
  var estimate: String { "Schatting" }
  var difference: String { "Verschil" }
  var differenceLower: String { "Verschil: ondergrens" }
  var differenceUpper: String { "Verschil: bovengrens" }
  var verdict: String { "Oordeel" }
  var test: String { "Toets" }
  var statistic: String { "Toetsingsgrootheid" }
  var degreesOfFreedom: String { "Vrijheidsgraden" }
  var adjustedP: String { "p, aangepast" }
  var flag: String { "Markering" }
  var variable: String { "Kenmerk" }
  var level: String { "Categorie" }
  var unweightedShare: String { "Ongewogen" }
  var weightedShare: String { "Gewogen" }
  var population: String { "Bevolking" }
  var item: String { "Vraag" }
  var answered: String { "Beantwoord" }
  var indicator: String { "Indicator" }
  var items: String { "Vragen en regel" }
  var window: String { "Periode" }
  var missingRule: String { "Regel bij ontbreken" }
  var version: String { "Versie" }
  var code: String { "Code" }
  var term: String { "Kenmerk" }
  var constant: String { "Constante" }
  var outcome: String { "Uitkomst" }
  var reference: String { "referentie" }
  var termTest: String { "p van het kenmerk" }
  var comparedWith: String { "Vergeleken met" }
  var perUnit: String { "per eenheid" }
  var fraction: String { "Toerekenbaar deel" }
  var peopleLower: String { "Aantal: ondergrens" }
  var peopleUpper: String { "Aantal: bovengrens" }
  var parallelLines: String { "p van gelijke lijnen" }
  var figure: String { "Cijfer" }
  var analysis: String { "Analyse" }
  var ownAnalysis: String { "zoals in dit rapport" }
  var differenceFromReport: String { "Verschil met het rapport" }
  var ratioLower: String { "Verhouding: ondergrens" }
  var ratioUpper: String { "Verhouding: bovengrens" }
  var prevalenceRatio: String { "Verhouding tot referentie" }
  var points: String { "Verschil (procentpunt)" }
  var check: String { "Controle" }
  var expected: String { "Verwacht" }
  var found: String { "Hier berekend" }
  var completeCases: String { "Volledige antwoorden" }
  var imputed: String { "Geïmputeerd" }
  var missingInformation: String { "Ontbrekende informatie" }
  var value: String { "Waarde" }
  var modelBased: String {
    "De grenzen zijn modelgebaseerd: deelnemers kozen zelf om mee te doen, dus een steekproefmarge "
      + "bestaat niet."
  }
  var higherOutcome: String { "Een odds ratio onder 1 betekent een lagere uitkomst, boven 1 een hogere." }
  var parallelLinesNote: String {
    "Een kleine p van gelijke lijnen betekent dat één odds ratio niet voor elke drempel van de uitkomst past."
  }
  var parallelLinesUntested: String {
    "Of één odds ratio voor elke drempel past is niet te toetsen: bij een van de drempels is er geen "
      + "eindige schatting, of er zijn te weinig eenheden."
  }
  var differencesOfShares: String { "Het verschil van twee aandelen is in procentpunten." }
  var causalCaveat: String {
    "Het deel zou verdwijnen zonder de blootstelling als die de oorzaak was en verder niets veranderde; "
      + "dat bewijst dit model niet."
  }
  var synthetic: String { "Synthetische gegevens: geen van deze antwoorden is door een kind gegeven." }
  var lowReliability: String { "Een schatting op minder dan 30 antwoorden is gemarkeerd." }
  var changeInPoints: String { "Verandering (procentpunt)" }
  var change: String { "Verandering" }
  var adjustedShare: String { "Aandeel, gecorrigeerd" }
  var adjustedMean: String { "Gemiddelde, gecorrigeerd" }
  var observedShare: String { "Aandeel zoals het is" }
  var observedMean: String { "Gemiddelde zoals het is" }
  var unexposedShare: String { "Aandeel zonder blootstelling" }
  var unexposedMean: String { "Gemiddelde zonder blootstelling" }
  var departure: String { "een aantoonbare afwijking van een rechte lijn" }
  var noDeparture: String { "geen aantoonbare afwijking van een rechte lijn" }
  var higher: String { "hoger" }
  var lower: String { "lager" }
  var noDemonstrableDifference: String { "geen aantoonbaar verschil" }
  var notComparable: String { "niet vergelijkbaar" }
  var notPublishable: String { "niet te publiceren" }
  var association: String { "een aantoonbaar verband" }
  var noAssociation: String { "geen aantoonbaar verband" }
  var linearTrend: String { "lineaire trend" }
  var quadraticTrend: String { "kwadratische trend" }
  var raoScottChiSquared: String { "Rao-Scott-chikwadraat" }
  var adjustedWald: String { "aangepaste Wald" }
  var medianTest: String { "mediaan" }
  var oddsRatio: String { "Odds ratio" }
  var ratioOfPrevalences: String { "Prevalentieratio" }
  var ratioOfMeans: String { "Verhouding van gemiddelden" }
  var ratioOfRisks: String { "Relatieve risicoverhouding" }
  var hazardRatio: String { "Hazardratio" }
  var coefficient: String { "Coëfficiënt" }
  var atLeastOneOf: String { "minstens één van " }
  var allOf: String { "alle van " }
  var numberOf: String { "aantal van " }
  var groupsFrom: String { "; groepen vanaf " }
  var inGroups: String { ", ingedeeld in groepen" }
  var ticked: String { "aangekruist" }
  var amongTheAnswers: String { " (een van de antwoorden)" }
  var or: String { "of" }
  var allAnswered: String { "alle vragen beantwoord" }
  var onceDecided: String { "bekend zodra de antwoorden het beslissen" }
  var allAskedAnswered: String { "alle gestelde vragen beantwoord; niet gevraagd telt als nee" }
  var onceDecidedOfAsked: String { "bekend zodra de antwoorden het beslissen; niet gevraagd telt als nee" }
  var blankIsNoForTicked: String { "leeg telt als nee voor wie iets aankruiste" }
  var blankIsNoForAsked: String { "leeg telt als nee voor wie de vraag kreeg" }
  var blankIsNoForAll: String { "leeg telt voor iedereen als nee" }
  var replicateWeights: String { "replicatiegewichten" }
  var eachRecordIsUnit: String { "elk antwoord is een eenheid" }
  var stage: String { "trap" }
  var strata: String { "strata" }
  var populationSize: String { "eindige populatie" }
  var unitsFrom: String { "eenheden uit" }
  var rounds: String { "ronden" }
  var wavesThatShareUnits: String { "metingen met dezelfde eenheden" }
  var provenance: String { "Herkomst" }
  var provenanceOfFigures: String { "Herkomst van de cijfers" }
  var filesRead: String { "Gelezen bestanden" }
  var file: String { "Bestand" }
  var asR: String { " (als R survey 4.5)" }
  var notAsked: String { "Niet gevraagd" }
  var skipped: String { "Overgeslagen" }
  var doesNotKnow: String { "Weet niet" }
  var unknown: String { "Onbekend" }
  var checksThatHold: String { "Controles die kloppen" }
  var sumOfWeights: String { "Som van de gewichten" }
  var smallestWeight: String { "Kleinste gewicht" }
  var largestWeight: String { "Grootste gewicht" }
  var kishDesignEffect: String { "Ontwerpeffect (Kish)" }
  var effectiveCount: String { "Effectief aantal" }
  var statisticSeparator: String { "; " }
}
