/// The words of English.
struct EnglishWords: LanguageWords {
  var decimalMark: String { "." }
  var groupingMark: String { "," }
  var numberWords: [String] {
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
  }
  var largeNumberWords: [String] { ["twenty", "thirty", "hundred"] }

  func word(for term: Term) -> String {
    switch term {
    case .table: "Table"
    case .figure: "Figure"
    case .note: "note"
    case .source: "Source"
    case .lowerBound: "Lower bound"
    case .upperBound: "Upper bound"
    case .unweightedCount: "n (unweighted)"
    case .total: "Total"
    case .none: "none"
    case .all: "all"
    case .and: "and"
    case .to: "to"
    case .percentagePoint: "percentage point"
    case .percentagePoints: "percentage points"
    case .caution: "Caution"
    case .important: "Important"
    }
  }

  func meaning(of shorthand: Shorthand) -> String {
    switch shorthand {
    case .notAvailable: "not available"
    case .notApplicable: "not applicable"
    case .confidential: "confidential"
    case .lowReliability: "low reliability"
    case .low: "less than half of the last digit shown"
    case .zero: "none"
    case .estimated: "estimated"
    case .provisional: "provisional"
    case .revised: "revised"
    case .breakInSeries: "break in the series"
    }
  }

  func frequency(_ count: String, of size: String) -> String { "\(count) in \(size)" }
  func confidenceInterval(_ level: String) -> String { "\(level) confidence interval" }
  func confidenceIntervalAbbreviation(_ level: String) -> String { "\(level) CI" }
  func range(_ first: String, _ last: String) -> String { "\(first) to \(last)" }

  func notComparable(_ indicator: String, from wave: String, reason: String) -> String {
    "\(indicator): not comparable with earlier figures from \(wave) on.\(reason)"
  }
  func modelCounts(_ count: String, missing: String, degreesOfFreedom: String) -> String {
    "n = \(count) records with every variable known; \(missing) without; \(degreesOfFreedom) degrees of freedom."
  }
  func adjustedCounts(_ count: String) -> String { "n = \(count) records; from the model." }
  func atLeastAnswered(_ count: Int, ofAsked: Bool) -> String {
    "at least \(count) answered" + (ofAsked ? "; not asked is a no" : "")
  }
  func variances(fromReplicates count: Int, _ name: String) -> String {
    "variances from \(count) replicates (\(name))"
  }
  func weightingMethod(_ name: String) -> String { name }
  func madeWith(_ program: String, conventions: String) -> String {
    "Made with \(program), conventions \(conventions). The same files give the same bytes."
  }

  // The library's own sentences are English.
  func missingWeights(_ count: Int, column: String, weighZero: Bool) -> String? { nil }
  func unusedCaseWeight(_ column: String) -> String {
    "The file declares that \"\(column)\" weighs its cases; \"weights: \(column)\" under design uses it."
  }
  func remark(_ kind: RemarkKind, column: String, count: Int, firstLine: Int?, firstCell: String?) -> String? { nil }

  var share: String { "Share" }
  var mean: String { "Mean" }
  var ratio: String { "Ratio" }
  var people: String { "Number" }
  var estimate: String { "Estimate" }
  var difference: String { "Difference" }
  var differenceLower: String { "Difference: lower bound" }
  var differenceUpper: String { "Difference: upper bound" }
  var verdict: String { "Verdict" }
  var test: String { "Test" }
  var statistic: String { "Statistic" }
  var degreesOfFreedom: String { "Degrees of freedom" }
  var adjustedP: String { "Adjusted p" }
  var flag: String { "Flag" }
  var variable: String { "Characteristic" }
  var level: String { "Category" }
  var unweightedShare: String { "Unweighted" }
  var weightedShare: String { "Weighted" }
  var population: String { "Population" }
  var item: String { "Item" }
  var answered: String { "Answered" }
  var indicator: String { "Indicator" }
  var items: String { "Items and rule" }
  var window: String { "Window" }
  var missingRule: String { "Rule for missing items" }
  var version: String { "Version" }
  var code: String { "Code" }
  var term: String { "Term" }
  var constant: String { "Constant" }
  var outcome: String { "Outcome" }
  var reference: String { "reference" }
  var termTest: String { "p of the term" }
  var comparedWith: String { "Compared with" }
  var perUnit: String { "per unit" }
  var fraction: String { "Attributable fraction" }
  var peopleLower: String { "Number: lower bound" }
  var peopleUpper: String { "Number: upper bound" }
  var parallelLines: String { "p of parallel lines" }
  var figure: String { "Figure" }
  var analysis: String { "Analysis" }
  var ownAnalysis: String { "as in this report" }
  var differenceFromReport: String { "Difference from the report" }
  var ratioLower: String { "Ratio: lower bound" }
  var ratioUpper: String { "Ratio: upper bound" }
  var prevalenceRatio: String { "Ratio to reference" }
  var points: String { "Difference (percentage points)" }
  var check: String { "Check" }
  var expected: String { "Expected" }
  var found: String { "Computed here" }
  var completeCases: String { "Complete cases" }
  var imputed: String { "Imputed" }
  var missingInformation: String { "Missing information" }
  var value: String { "Value" }
  var modelBased: String {
    "The bounds are model-based: participants selected themselves, so there is no margin of sampling error."
  }
  var higherOutcome: String { "An odds ratio below 1 means a lower outcome, above 1 a higher one." }
  var parallelLinesNote: String {
    "A small p of parallel lines means that one odds ratio does not fit every threshold of the outcome."
  }
  var parallelLinesUntested: String {
    "Whether one odds ratio fits every threshold cannot be tested: at one of them there is no finite "
      + "estimate, or there are too few units."
  }
  var differencesOfShares: String { "The difference of two shares is in percentage points." }
  var causalCaveat: String {
    "The fraction would vanish without the exposure if that were the cause and nothing else changed; this "
      + "model does not prove it."
  }
  var synthetic: String { "Synthetic data: none of these answers was given by a child." }
  var lowReliability: String { "An estimate from fewer than 30 answers is flagged." }
  var changeInPoints: String { "Change (percentage points)" }
  var change: String { "Change" }
  var adjustedShare: String { "Adjusted share" }
  var adjustedMean: String { "Adjusted mean" }
  var observedShare: String { "Share as it is" }
  var observedMean: String { "Mean as it is" }
  var unexposedShare: String { "Share without exposure" }
  var unexposedMean: String { "Mean without exposure" }
  var departure: String { "a demonstrable departure from a straight line" }
  var noDeparture: String { "no demonstrable departure from a straight line" }
  var higher: String { "higher" }
  var lower: String { "lower" }
  var noDemonstrableDifference: String { "no demonstrable difference" }
  var notComparable: String { "not comparable" }
  var notPublishable: String { "not publishable" }
  var association: String { "a demonstrable association" }
  var noAssociation: String { "no demonstrable association" }
  var linearTrend: String { "linear trend" }
  var quadraticTrend: String { "quadratic trend" }
  var raoScottChiSquared: String { "Rao-Scott chi-squared" }
  var adjustedWald: String { "adjusted Wald" }
  var medianTest: String { "median" }
  var oddsRatio: String { "Odds ratio" }
  var ratioOfPrevalences: String { "Prevalence ratio" }
  var ratioOfMeans: String { "Ratio of means" }
  var ratioOfRisks: String { "Relative risk ratio" }
  var hazardRatio: String { "Hazard ratio" }
  var coefficient: String { "Coefficient" }
  var atLeastOneOf: String { "at least one of " }
  var allOf: String { "all of " }
  var numberOf: String { "number of " }
  var groupsFrom: String { "; groups from " }
  var inGroups: String { ", in groups" }
  var ticked: String { "ticked" }
  var amongTheAnswers: String { " (among the answers)" }
  var or: String { "or" }
  var allAnswered: String { "all items answered" }
  var onceDecided: String { "known once the answers decide it" }
  var allAskedAnswered: String { "all items asked answered; not asked is a no" }
  var onceDecidedOfAsked: String { "known once the answers decide it; not asked is a no" }
  var blankIsNoForTicked: String { "blank is a no for who ticked at least one" }
  var blankIsNoForAsked: String { "blank is a no for who was asked" }
  var blankIsNoForAll: String { "blank is a no for all records" }
  var replicateWeights: String { "replicate weights" }
  var eachRecordIsUnit: String { "each record is a unit" }
  var stage: String { "stage" }
  var strata: String { "strata" }
  var populationSize: String { "population size" }
  var unitsFrom: String { "units from" }
  var rounds: String { "rounds" }
  var wavesThatShareUnits: String { "waves that share units" }
  var provenance: String { "Provenance" }
  var provenanceOfFigures: String { "Provenance" }
  var filesRead: String { "Files read" }
  var file: String { "File" }
  var asR: String { " (as R survey 4.5)" }
  var notAsked: String { "Not asked" }
  var skipped: String { "Skipped" }
  var doesNotKnow: String { "Does not know" }
  var unknown: String { "Unknown" }
  var checksThatHold: String { "Checks that hold" }
  var sumOfWeights: String { "Sum of weights" }
  var smallestWeight: String { "Smallest weight" }
  var largestWeight: String { "Largest weight" }
  var kishDesignEffect: String { "Design effect (Kish)" }
  var effectiveCount: String { "Effective count" }
  var statisticSeparator: String { ", " }
}
