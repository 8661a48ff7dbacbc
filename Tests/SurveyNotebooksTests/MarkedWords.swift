import ReportDocuments

/// A third language, whose words are its marks around what English calls them: one file is all that a language is.
struct MarkedWords: LanguageWords {
  private let english = Language.english.words

  private func mark(_ text: String) -> String { "‹\(text)›" }

  var decimalMark: String { "·" }
  var groupingMark: String { "'" }
  var numberWords: [String] { english.numberWords.map(mark) }
  var largeNumberWords: [String] { english.largeNumberWords.map(mark) }

  func word(for term: Term) -> String { mark(english.word(for: term)) }
  func meaning(of shorthand: Shorthand) -> String { mark(english.meaning(of: shorthand)) }
  func frequency(_ count: String, of size: String) -> String { mark(english.frequency(count, of: size)) }
  func confidenceInterval(_ level: String) -> String { mark(english.confidenceInterval(level)) }
  func confidenceIntervalAbbreviation(_ level: String) -> String {
    mark(english.confidenceIntervalAbbreviation(level))
  }
  func range(_ first: String, _ last: String) -> String { mark(english.range(first, last)) }
  func notComparable(_ indicator: String, from wave: String, reason: String) -> String {
    mark(english.notComparable(indicator, from: wave, reason: reason))
  }
  func modelCounts(_ count: String, missing: String, degreesOfFreedom: String) -> String {
    mark(english.modelCounts(count, missing: missing, degreesOfFreedom: degreesOfFreedom))
  }
  func adjustedCounts(_ count: String) -> String { mark(english.adjustedCounts(count)) }
  func atLeastAnswered(_ count: Int, ofAsked: Bool) -> String {
    mark(english.atLeastAnswered(count, ofAsked: ofAsked))
  }
  func variances(fromReplicates count: Int, _ name: String) -> String {
    mark(english.variances(fromReplicates: count, name))
  }
  func weightingMethod(_ name: String) -> String { mark(english.weightingMethod(name)) }
  func madeWith(_ program: String, conventions: String) -> String {
    mark(english.madeWith(program, conventions: conventions))
  }
  func missingWeights(_ count: Int, column: String, weighZero: Bool) -> String? { mark("\(count) \(column)") }
  func unusedCaseWeight(_ column: String) -> String { mark(english.unusedCaseWeight(column)) }
  func remark(_ kind: RemarkKind, column: String, count: Int, firstLine: Int?, firstCell: String?) -> String? {
    mark("\(kind) \(column)")
  }

  var share: String { mark(english.share) }
  var mean: String { mark(english.mean) }
  var ratio: String { mark(english.ratio) }
  var people: String { mark(english.people) }
  var estimate: String { mark(english.estimate) }
  var difference: String { mark(english.difference) }
  var differenceLower: String { mark(english.differenceLower) }
  var differenceUpper: String { mark(english.differenceUpper) }
  var verdict: String { mark(english.verdict) }
  var test: String { mark(english.test) }
  var statistic: String { mark(english.statistic) }
  var degreesOfFreedom: String { mark(english.degreesOfFreedom) }
  var adjustedP: String { mark(english.adjustedP) }
  var flag: String { mark(english.flag) }
  var variable: String { mark(english.variable) }
  var level: String { mark(english.level) }
  var unweightedShare: String { mark(english.unweightedShare) }
  var weightedShare: String { mark(english.weightedShare) }
  var population: String { mark(english.population) }
  var item: String { mark(english.item) }
  var answered: String { mark(english.answered) }
  var indicator: String { mark(english.indicator) }
  var items: String { mark(english.items) }
  var window: String { mark(english.window) }
  var missingRule: String { mark(english.missingRule) }
  var version: String { mark(english.version) }
  var code: String { mark(english.code) }
  var term: String { mark(english.term) }
  var constant: String { mark(english.constant) }
  var outcome: String { mark(english.outcome) }
  var reference: String { mark(english.reference) }
  var termTest: String { mark(english.termTest) }
  var comparedWith: String { mark(english.comparedWith) }
  var perUnit: String { mark(english.perUnit) }
  var fraction: String { mark(english.fraction) }
  var peopleLower: String { mark(english.peopleLower) }
  var peopleUpper: String { mark(english.peopleUpper) }
  var parallelLines: String { mark(english.parallelLines) }
  var figure: String { mark(english.figure) }
  var analysis: String { mark(english.analysis) }
  var ownAnalysis: String { mark(english.ownAnalysis) }
  var differenceFromReport: String { mark(english.differenceFromReport) }
  var ratioLower: String { mark(english.ratioLower) }
  var ratioUpper: String { mark(english.ratioUpper) }
  var prevalenceRatio: String { mark(english.prevalenceRatio) }
  var points: String { mark(english.points) }
  // Tables are named by these two.
  var check: String { "Xcheck" }
  var expected: String { mark(english.expected) }
  var found: String { mark(english.found) }
  var completeCases: String { mark(english.completeCases) }
  var imputed: String { mark(english.imputed) }
  var missingInformation: String { mark(english.missingInformation) }
  var value: String { mark(english.value) }
  var modelBased: String { mark(english.modelBased) }
  var higherOutcome: String { mark(english.higherOutcome) }
  var parallelLinesNote: String { mark(english.parallelLinesNote) }
  var parallelLinesUntested: String { mark(english.parallelLinesUntested) }
  var differencesOfShares: String { mark(english.differencesOfShares) }
  var causalCaveat: String { mark(english.causalCaveat) }
  var synthetic: String { mark(english.synthetic) }
  var lowReliability: String { mark(english.lowReliability) }
  var changeInPoints: String { mark(english.changeInPoints) }
  var change: String { mark(english.change) }
  var adjustedShare: String { mark(english.adjustedShare) }
  var adjustedMean: String { mark(english.adjustedMean) }
  var observedShare: String { mark(english.observedShare) }
  var observedMean: String { mark(english.observedMean) }
  var unexposedShare: String { mark(english.unexposedShare) }
  var unexposedMean: String { mark(english.unexposedMean) }
  var departure: String { mark(english.departure) }
  var noDeparture: String { mark(english.noDeparture) }
  var higher: String { mark(english.higher) }
  var lower: String { mark(english.lower) }
  var noDemonstrableDifference: String { mark(english.noDemonstrableDifference) }
  var notComparable: String { mark(english.notComparable) }
  var notPublishable: String { mark(english.notPublishable) }
  var association: String { mark(english.association) }
  var noAssociation: String { mark(english.noAssociation) }
  var linearTrend: String { mark(english.linearTrend) }
  var quadraticTrend: String { mark(english.quadraticTrend) }
  var raoScottChiSquared: String { mark(english.raoScottChiSquared) }
  var adjustedWald: String { mark(english.adjustedWald) }
  var medianTest: String { mark(english.medianTest) }
  var oddsRatio: String { mark(english.oddsRatio) }
  var ratioOfPrevalences: String { mark(english.ratioOfPrevalences) }
  var ratioOfMeans: String { mark(english.ratioOfMeans) }
  var ratioOfRisks: String { mark(english.ratioOfRisks) }
  var hazardRatio: String { mark(english.hazardRatio) }
  var coefficient: String { mark(english.coefficient) }
  var atLeastOneOf: String { mark(english.atLeastOneOf) }
  var allOf: String { mark(english.allOf) }
  var numberOf: String { mark(english.numberOf) }
  var groupsFrom: String { mark(english.groupsFrom) }
  var inGroups: String { mark(english.inGroups) }
  var ticked: String { mark(english.ticked) }
  var amongTheAnswers: String { mark(english.amongTheAnswers) }
  var or: String { mark(english.or) }
  var allAnswered: String { mark(english.allAnswered) }
  var onceDecided: String { mark(english.onceDecided) }
  var allAskedAnswered: String { mark(english.allAskedAnswered) }
  var onceDecidedOfAsked: String { mark(english.onceDecidedOfAsked) }
  var blankIsNoForTicked: String { mark(english.blankIsNoForTicked) }
  var blankIsNoForAsked: String { mark(english.blankIsNoForAsked) }
  var blankIsNoForAll: String { mark(english.blankIsNoForAll) }
  var replicateWeights: String { mark(english.replicateWeights) }
  var eachRecordIsUnit: String { mark(english.eachRecordIsUnit) }
  var stage: String { mark(english.stage) }
  var strata: String { mark(english.strata) }
  var populationSize: String { mark(english.populationSize) }
  var unitsFrom: String { mark(english.unitsFrom) }
  var rounds: String { mark(english.rounds) }
  var wavesThatShareUnits: String { mark(english.wavesThatShareUnits) }
  var provenance: String { "Xprovenance" }
  var provenanceOfFigures: String { mark(english.provenanceOfFigures) }
  var filesRead: String { mark(english.filesRead) }
  var file: String { mark(english.file) }
  var asR: String { mark(english.asR) }
  var notAsked: String { mark(english.notAsked) }
  var skipped: String { mark(english.skipped) }
  var doesNotKnow: String { mark(english.doesNotKnow) }
  var unknown: String { mark(english.unknown) }
  var checksThatHold: String { mark(english.checksThatHold) }
  var sumOfWeights: String { mark(english.sumOfWeights) }
  var smallestWeight: String { mark(english.smallestWeight) }
  var largestWeight: String { mark(english.largestWeight) }
  var kishDesignEffect: String { mark(english.kishDesignEffect) }
  var effectiveCount: String { mark(english.effectiveCount) }
  var statisticSeparator: String { mark(english.statisticSeparator) }
}
