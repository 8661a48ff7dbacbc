import ArgumentParser
import Peilstok

/// The options that say how the records were drawn and weighted.
struct DesignOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The column with the weight of each record.", valueName: "column"))
  var weights: String?

  @Option(
    help: ArgumentHelp(
      "What becomes of records without a weight, as in a file of a subsample. (default: refuse)",
      discussion: "To exclude them is as if they were not in the file; at zero they keep their units in the design.",
      valueName: "rule"))
  var missingWeights: MissingWeightRule?

  @Option(
    help: ArgumentHelp(
      "The columns with the strata: crossed, or one a stage.",
      discussion: """
        Several columns are crossed, such as wave,region. Where there are units for each of them a list is one a stage; \
        "a x b" crosses within a stage, "a / b" names stages. Strata of a later stage lie within the units of the stage \
        before it.
        """, valueName: "column,..."))
  var strata: String?

  @Option(
    help: ArgumentHelp(
      "The columns with the sampling units, one a stage, the first drawn first.",
      discussion: "Without it each record is a unit of its own.", valueName: "column,..."))
  var units: String?

  @Flag(help: "The numbers of the units start again in each stratum.")
  var nested = false

  @Option(
    help: ArgumentHelp(
      "The columns with the number of units in the population, one a stage.",
      discussion: "Values up to 1 are sampling fractions. Without it a stage is drawn with replacement.",
      valueName: "column,..."))
  var populationSize: String?

  @Option(
    help: ArgumentHelp(
      "How units of the first stage were drawn with unequal probabilities: brewer, overton, hartley-rao or poisson.",
      discussion: "The first column of --population-size then holds the inclusion probability of each unit.",
      valueName: "method"))
  var pps: UnequalSelection?

  @Option(
    help: "What a stratum with a single unit adds to a variance. (default: what the conventions say, refuse by default)"
  )
  var singleUnit: SingleUnitStratumRule?

  @Option(
    help: ArgumentHelp(
      "The column with groups of first-stage strata that are merged where one has a single unit.", valueName: "column"))
  var collapseStrata: String?

  @Option(
    help: ArgumentHelp(
      "The column that tells pooled waves apart which share units of the first stage.", valueName: "column"))
  var overlappingWaves: String?

  @Option(
    help: ArgumentHelp(
      "The conventions to follow where programs disagree: r45, r41, stata, sas, sudaan or nchs. (default: r45)",
      discussion: "Two profiles, such as r45,stata, answer by the first and list what differs under the second.",
      valueName: "profile"))
  var conventions: String?
}

extension DesignOptions {
  /// Whether any option was given.
  var isGiven: Bool { weights != nil || strata != nil || units != nil || populationSize != nil }

  /// The options as words.
  var words: QuestionWords {
    QuestionWords(options: [
      "weights": weights, "missing-weights": missingWeights?.rawValue, "strata": strata, "units": units,
      "nested": nested ? "true" : nil,
      "population-size": populationSize, "pps": pps?.rawValue, "single-unit": singleUnit?.rawValue,
      "collapse-strata": collapseStrata, "overlapping-waves": overlappingWaves, "conventions": conventions,
    ])
  }
}

extension QuestionWords {
  /// Takes the options that were given.
  init(options: [String: String?]) { self.init(options.compactMapValues { $0.map { [$0] } }) }
}

extension QuestionError {
  /// One sentence, which names options as on a command line.
  var commandSentence: String {
    sentence { option, value in "--\(option)" + (value.map { " \($0)" } ?? "") }
  }
}
