/// The words of one language for people: in tables, sentences and notes.
///
/// A further language is one file with a type that conforms to it; the compiler says which word it lacks.
package protocol LanguageWords: Sendable {
  /// The mark between a number's whole part and its decimals.
  var decimalMark: String { get }
  /// The mark between groups of three digits.
  var groupingMark: String { get }
  /// The words for whole numbers from nought to twelve.
  var numberWords: [String] { get }
  /// The words for some larger numbers that are written as words.
  var largeNumberWords: [String] { get }

  /// A word or phrase that renderers and sentences share.
  func word(for term: Term) -> String
  /// What a shorthand symbol means.
  func meaning(of shorthand: Shorthand) -> String
  /// One in so many: "1 in 12".
  func frequency(_ count: String, of size: String) -> String
  /// The full name of a confidence interval of a level: "95% confidence interval".
  func confidenceInterval(_ level: String) -> String
  /// The short name of a confidence interval of a level: "95% CI".
  func confidenceIntervalAbbreviation(_ level: String) -> String
  /// Both ends of a range and what lies between: "0 to 10".
  func range(_ first: String, _ last: String) -> String

  /// Why the figures of an indicator do not compare with earlier ones; the reason may be empty.
  func notComparable(_ indicator: String, from wave: String, reason: String) -> String
  /// The records behind a model.
  func modelCounts(_ count: String, missing: String, degreesOfFreedom: String) -> String
  /// The records behind numbers that a model adjusts.
  func adjustedCounts(_ count: String) -> String
  /// The rule that so many items are answered, of all or of those that were asked.
  func atLeastAnswered(_ count: Int, ofAsked: Bool) -> String
  /// From how many replicates variances come.
  func variances(fromReplicates count: Int, _ name: String) -> String
  /// The name of a way to make weights.
  func weightingMethod(_ name: String) -> String
  /// By which program and conventions a document was made.
  func madeWith(_ program: String, conventions: String) -> String

  // What reading a file has shown, where this language does not take the sentence of the library, which is English.

  /// What became of records without a weight.
  func missingWeights(_ count: Int, column: String, weighZero: Bool) -> String?
  /// That a file declares a weight which the design does not use.
  func unusedCaseWeight(_ column: String) -> String
  /// What was noticed about the values of a column.
  func remark(_ kind: RemarkKind, column: String, count: Int, firstLine: Int?, firstCell: String?) -> String?

  var share: String { get }
  var mean: String { get }
  var ratio: String { get }
  var people: String { get }
  var estimate: String { get }
  var difference: String { get }
  var differenceLower: String { get }
  var differenceUpper: String { get }
  var verdict: String { get }
  var test: String { get }
  var statistic: String { get }
  var degreesOfFreedom: String { get }
  var adjustedP: String { get }
  var flag: String { get }
  var variable: String { get }
  var level: String { get }
  var unweightedShare: String { get }
  var weightedShare: String { get }
  var population: String { get }
  var item: String { get }
  var answered: String { get }
  var indicator: String { get }
  var items: String { get }
  var window: String { get }
  var missingRule: String { get }
  var version: String { get }
  var code: String { get }
  var term: String { get }
  var constant: String { get }
  var outcome: String { get }
  var reference: String { get }
  var termTest: String { get }
  var comparedWith: String { get }
  var perUnit: String { get }
  var fraction: String { get }
  var peopleLower: String { get }
  var peopleUpper: String { get }
  var parallelLines: String { get }
  var figure: String { get }
  var analysis: String { get }
  var ownAnalysis: String { get }
  var differenceFromReport: String { get }
  var ratioLower: String { get }
  var ratioUpper: String { get }
  var prevalenceRatio: String { get }
  var points: String { get }
  var check: String { get }
  var expected: String { get }
  var found: String { get }
  var completeCases: String { get }
  var imputed: String { get }
  var missingInformation: String { get }
  var value: String { get }
  var modelBased: String { get }
  var higherOutcome: String { get }
  var parallelLinesNote: String { get }
  var parallelLinesUntested: String { get }
  var differencesOfShares: String { get }
  var causalCaveat: String { get }
  var synthetic: String { get }
  var lowReliability: String { get }
  var changeInPoints: String { get }
  var change: String { get }
  var adjustedShare: String { get }
  var adjustedMean: String { get }
  var observedShare: String { get }
  var observedMean: String { get }
  var unexposedShare: String { get }
  var unexposedMean: String { get }
  var departure: String { get }
  var noDeparture: String { get }
  var higher: String { get }
  var lower: String { get }
  var noDemonstrableDifference: String { get }
  var notComparable: String { get }
  var notPublishable: String { get }
  var association: String { get }
  var noAssociation: String { get }
  var linearTrend: String { get }
  var quadraticTrend: String { get }
  var raoScottChiSquared: String { get }
  var adjustedWald: String { get }
  var medianTest: String { get }
  var oddsRatio: String { get }
  var ratioOfPrevalences: String { get }
  var ratioOfMeans: String { get }
  var ratioOfRisks: String { get }
  var hazardRatio: String { get }
  var coefficient: String { get }
  var atLeastOneOf: String { get }
  var allOf: String { get }
  var numberOf: String { get }
  var groupsFrom: String { get }
  var inGroups: String { get }
  var ticked: String { get }
  var amongTheAnswers: String { get }
  var or: String { get }
  var allAnswered: String { get }
  var onceDecided: String { get }
  var allAskedAnswered: String { get }
  var onceDecidedOfAsked: String { get }
  var blankIsNoForTicked: String { get }
  var blankIsNoForAsked: String { get }
  var blankIsNoForAll: String { get }
  var replicateWeights: String { get }
  var eachRecordIsUnit: String { get }
  var stage: String { get }
  var strata: String { get }
  var populationSize: String { get }
  var unitsFrom: String { get }
  var rounds: String { get }
  var wavesThatShareUnits: String { get }
  var provenance: String { get }
  var provenanceOfFigures: String { get }
  var filesRead: String { get }
  var file: String { get }
  var asR: String { get }
  var notAsked: String { get }
  var skipped: String { get }
  var doesNotKnow: String { get }
  var unknown: String { get }
  var checksThatHold: String { get }
  var sumOfWeights: String { get }
  var smallestWeight: String { get }
  var largestWeight: String { get }
  var kishDesignEffect: String { get }
  var effectiveCount: String { get }
  var statisticSeparator: String { get }
}

/// What can be noticed about the values of a column.
package enum RemarkKind: Sendable {
  case missingMarks
  case notAvailableAsLevel
  case numbersButFor
  case longWholeNumbers
  case alikeLevels
  case respelledNumbers
  case farValues
  case blankTexts
  case nameDiffersInCase
  case hiddenBlankRecords
  case numbersAsText
  case errorCells
}
