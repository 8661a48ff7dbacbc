import ArgumentParser
import Peilstok

/// The options that say which missing answers are imputed.
struct ImputationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The variables whose missing answers are imputed.",
      discussion: """
        By chained equations that respect the design; they predict each other. Answers that were not asked are never \
        imputed. Results are pooled by Rubin's rules.
        """, valueName: "column,..."))
  var impute: String?

  @Option(help: ArgumentHelp("Further columns to predict them from.", valueName: "column,..."))
  var imputeFrom: String?

  @Option(
    help: ArgumentHelp(
      "The number of imputations, at most \(ComputationLimits.standard.imputations). (default: 20)", valueName: "count")
  )
  var imputations: String?

  @Option(
    help: ArgumentHelp(
      "How often each variable is drawn before an imputation is kept. (default: 10)", valueName: "count"))
  var iterations: String?
}

extension ImputationOptions {
  /// The options as words, without the seed.
  var words: QuestionWords {
    QuestionWords(options: [
      "impute": impute, "impute-from": imputeFrom, "imputations": imputations, "iterations": iterations,
    ])
  }
}

extension ImputedDesigns {
  /// What was imputed in one sentence.
  var words: String {
    let counts = Dictionary(summaries.map { ($0.variable, $0.imputedCount) }) { first, _ in first }
    let names = summaries.map(\.variable)
    let parts = names.indices.filter { names.firstIndex(of: names[$0]) == $0 }.map { position in
      "\"\(names[position])\" in \(Int((counts[names[position]] ?? 0).rounded())) records"
    }
    return "Imputed \(designs.count) times with seed \(seed): " + parts.joined(separator: ", ") + "."
  }
}
