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
}

/// What is imputed, as it was asked for.
struct ImputationRequest {
  let variables: ColumnList
  let predictors: ColumnList?
  let times: Int
  let seed: UInt64
}

extension ImputationOptions {
  /// Reads the options as far as they can be without the data; nil where nothing is imputed.
  func request(seed: String?) throws(CommandError) -> ImputationRequest? {
    guard let impute else {
      if imputeFrom != nil { throw .missingCompanion("--impute-from", needs: "--impute") }
      if imputations != nil { throw .missingCompanion("--imputations", needs: "--impute") }
      return nil
    }
    let times = try wholeNumber(
      imputations ?? "20", option: "--imputations", smallest: 2, limit: ComputationLimits.standard.imputations)
    return ImputationRequest(
      variables: try ColumnList(impute, option: "--impute"),
      predictors: try imputeFrom.map { predictors throws(CommandError) in
        try ColumnList(predictors, option: "--impute-from")
      }, times: times, seed: try wholeSeed(seed))
  }
}

extension ImputationRequest {
  /// Returns the completed designs.
  func completed(_ design: SurveyDesign) throws -> ImputedDesigns {
    try design.imputed(
      variables.names(in: design.data).map { ImputedVariable($0) },
      from: predictors?.names(in: design.data) ?? [], times: times, seed: seed)
  }

  /// What was imputed in one sentence.
  func words(_ imputed: ImputedDesigns) -> String {
    let counts = Dictionary(imputed.summaries.map { ($0.variable, $0.imputedCount) }) { first, _ in first }
    let names = imputed.summaries.map(\.variable)
    let parts = names.indices.filter { names.firstIndex(of: names[$0]) == $0 }.map { position in
      "\"\(names[position])\" in \(Int((counts[names[position]] ?? 0).rounded())) records"
    }
    return "Imputed \(times) times with seed \(seed): " + parts.joined(separator: ", ") + "."
  }
}

extension VarianceOptions {
  /// Refuses comparisons that pooled answers do not have.
  func refuseBesideImputation(_ profiles: [Conventions]) throws(CommandError) {
    if besideLinearization { throw .optionsExclude("--impute", "--beside-linearization") }
    if profiles.count > 1 { throw .optionsExclude("--impute", "two profiles of --conventions") }
  }
}
