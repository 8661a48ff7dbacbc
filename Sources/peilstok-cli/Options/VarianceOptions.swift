import ArgumentParser
import Peilstok

/// The options that say how variances are found.
struct VarianceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      How variances are found: linearization, jackknife, bootstrap, multistage-bootstrap, brr, fay=RHO or successive. \
      (default: linearization)
      """,
      discussion: """
        jackknife leaves out one primary unit at a time; bootstrap is that of Rao and Wu, multistage-bootstrap that of \
        Preston; brr takes balanced half-samples of strata with two units, and fay=RHO, such as fay=0.3, Fay's variant of \
        them; successive takes differences of neighbours in a list, for systematic samples.
        """, valueName: "method"))
  var variance: String?

  @Option(
    help: ArgumentHelp(
      "The number of replicates of a bootstrap, or of successive differences, at most \(ComputationLimits.standard.replicates). (default: 200; one a unit)",
      valueName: "count"))
  var replicates: String?

  @Option(
    help: ArgumentHelp(
      "The number that names the draws of a bootstrap or of imputations. (default: 1)", valueName: "number"))
  var seed: String?

  @Option(
    help: ArgumentHelp(
      "The column with the order of the units in their list, for --variance successive.",
      discussion: "Without it that of their first records.", valueName: "column"))
  var order: String?

  @Flag(help: "Say the linearised standard errors beside the replicated ones, and where they part.")
  var besideLinearization = false

  @Option(
    help: ArgumentHelp(
      "The columns with replicate weights: a range such as PWGTP1-PWGTP80, or what their names begin with.",
      discussion: "They take the place of strata, units and population sizes.", valueName: "columns"))
  var replicateWeights: String?

  @Option(
    help: ArgumentHelp(
      "What those were made by: jackknife, jkn, jk2, brr, fay=RHO, bootstrap, successive or other.",
      valueName: "type"))
  var replicateType: String?

  @Option(
    help: ArgumentHelp(
      "What the squares of replicates are multiplied by, R's scale, for a jackknife, a bootstrap or other.",
      valueName: "number"))
  var replicateScale: String?

  @Option(
    help: ArgumentHelp(
      "What the square of each replicate is multiplied by, R's rscales: numbers, or a file of them.",
      discussion: "A jackknife with them is that of strata, jkn.", valueName: "number,... or file"))
  var replicateScales: String?

  @Option(
    name: .customLong("replicate-df"),
    help: ArgumentHelp("The degrees of freedom that the survey states for its replicates.", valueName: "number"))
  var replicateDegreesOfFreedom: String?
}

extension VarianceOptions {
  /// The options as words.
  var words: QuestionWords {
    QuestionWords(options: [
      "variance": variance, "replicates": replicates, "seed": seed, "order": order,
      "beside-linearization": besideLinearization ? "true" : nil, "replicate-weights": replicateWeights,
      "replicate-type": replicateType, "replicate-scale": replicateScale, "replicate-scales": replicateScales,
      "replicate-df": replicateDegreesOfFreedom,
    ])
  }

  /// Refuses comparisons that pooled answers do not have.
  func refuseBesideImputation(_ profiles: [Conventions]) throws(CommandError) {
    if besideLinearization { throw .optionsExclude("--impute", "--beside-linearization") }
    if profiles.count > 1 { throw .optionsExclude("--impute", "two profiles of --conventions") }
  }
}

extension ReplicateWeights {
  /// The replicates in one sentence.
  var words: String {
    var text = "Variances from \(count) replicates: \(name)"
    if let seed = method?.seed { text += ", seed \(seed)" }
    if let hadamardMatrix { text += ", Hadamard matrix of \(hadamardMatrix.construction)" }
    return text + ", centred on the \(center == .mean ? "mean of the replicates" : "estimate")."
  }

  /// The replicates as fields.
  var json: JSONValue {
    let seed = method?.seed.flatMap { Int(exactly: $0) }
    return .object([
      ("method", .string(name)),
      ("replicates", .integer(count)),
      ("seed", seed.map { .integer($0) } ?? .null),
      ("hadamardMatrix", .optional(hadamardMatrix?.construction)),
      ("center", .string(center.rawValue)),
    ])
  }
}

extension ReplicationMethod {
  /// The number that names the draws; nil where nothing is drawn.
  fileprivate var seed: UInt64? {
    switch self {
    case .bootstrap(_, let seed), .unitBootstrap(_, let seed), .multistageBootstrap(_, let seed): seed
    case .jackknife, .pairedJackknife, .balancedRepeated, .successiveDifferences: nil
    }
  }
}
