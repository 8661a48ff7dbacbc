import ArgumentParser
import Peilstok

/// The options that say to what population the weights are brought, and how.
struct WeightingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file with what is known of the population: YAML, or a CSV table of counts.",
      discussion: """
        YAML holds any of: population: N, counts: {VAR: {LEVEL: N}}, totals: {VAR: T} and means: {VAR: M}. A count of \
        crossed variables is written A x B, with levels LEVEL x LEVEL. A table has the columns variable, level and count.
        """, valueName: "file"))
  var margins: String?

  @Option(help: "How the weights are brought to the margins.")
  var method: WeightingMethod?

  @Option(
    help: ArgumentHelp(
      "The columns of a table of --margins in each level of which its counts hold, such as the wave.",
      valueName: "column,..."))
  var within: String?

  @Option(help: ArgumentHelp("The variables of a table of --margins that are used.", valueName: "variable,..."))
  var variables: String?

  @Option(
    help: ArgumentHelp(
      "The smallest and the largest factor of a weight in a calibration, such as 0.5:3.", valueName: "low:high"))
  var bounds: String?

  @Option(
    help: ArgumentHelp(
      "The smallest and the largest weight, at which weights are cut off after they met the margins, such as 20:400.",
      discussion: "What is cut goes to the other weights in equal parts, so that the sum of the weights stays.",
      valueName: "lower:upper"))
  var trim: String?

  @Flag(help: "Trim until no weight lies outside the bounds of --trim, not once.")
  var strict = false
}

extension WeightingOptions {
  /// The options as words.
  var words: QuestionWords {
    QuestionWords(options: [
      "margins": margins, "method": method?.rawValue, "within": within, "variables": variables, "bounds": bounds,
      "trim": trim, "strict": strict ? "true" : nil,
    ])
  }
}
