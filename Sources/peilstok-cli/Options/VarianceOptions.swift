import ArgumentParser
import Peilstok

/// The options that say how variances are found.
struct VarianceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How variances are found: linearization, jackknife, bootstrap, multistage-bootstrap, brr, fay=RHO or successive.",
      discussion: """
        jackknife leaves out one primary unit at a time; bootstrap is that of Rao and Wu, multistage-bootstrap that of \
        Preston; brr takes balanced half-samples of strata with two units, and fay=RHO, such as fay=0.3, Fay's variant of \
        them; successive takes differences of neighbours in a list, for systematic samples.
        """, valueName: "method"))
  var variance = "linearization"

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
      "The start of the names of columns with replicate weights, before a number.",
      discussion: "They take the place of strata, units and population sizes.", valueName: "prefix"))
  var replicateWeights: String?

  @Option(
    help: ArgumentHelp(
      "What those were made by: jackknife, jk2, brr, fay=RHO, bootstrap or successive.", valueName: "type"))
  var replicateType: String?
}

/// How variances are found, as it was asked for.
enum VarianceRequest {
  case linearization
  case replication(ReplicationMethod)
  case columns(prefix: String, ReplicateColumnType)
}

extension VarianceOptions {
  /// Reads the options as far as they can be without the data.
  func request(_ design: DesignOptions, isImputing: Bool = false) throws(CommandError) -> VarianceRequest {
    guard let replicateWeights else {
      if replicateType != nil { throw .missingCompanion("--replicate-type", needs: "--replicate-weights") }
      return try method(isImputing: isImputing).map { .replication($0) } ?? .linearization
    }
    guard let replicateType else { throw .missingCompanion("--replicate-weights", needs: "--replicate-type") }
    guard design.weights != nil else { throw .missingCompanion("--replicate-weights", needs: "--weights") }
    let others: [(name: String, isGiven: Bool)] = [
      ("--strata", design.strata != nil), ("--units", design.units != nil),
      ("--population-size", design.populationSize != nil),
      ("--variance", variance != "linearization"), ("--replicates", replicates != nil),
      ("--seed", seed != nil && !isImputing), ("--order", order != nil),
      ("--beside-linearization", besideLinearization), ("--pps", design.pps != nil),
      ("--collapse-strata", design.collapseStrata != nil), ("--overlapping-waves", design.overlappingWaves != nil),
    ]
    if let other = others.first(where: \.isGiven) {
      throw .optionsExclude("--replicate-weights", other.name)
    }
    return .columns(prefix: replicateWeights, try type(replicateType))
  }

  private func type(_ name: String) throws(CommandError) -> ReplicateColumnType {
    switch name {
    case "jackknife": return .jackknife
    case "jk2": return .pairedJackknife
    case "brr": return .balancedRepeated()
    case "bootstrap": return .bootstrap
    case "successive": return .successiveDifferences
    case let text where text.hasPrefix("fay="):
      return .balancedRepeated(fay: try fayFactor(text, option: "--replicate-type fay="))
    default: throw .unknownReplicateType(name)
    }
  }

  private func fayFactor(_ text: String, option: String) throws(CommandError) -> Double {
    try probability(String(text.dropFirst(4)), option: option, example: "0.3")
  }

  /// Reads the ways to make replicates; nil for linearised variances.
  private func method(isImputing: Bool) throws(CommandError) -> ReplicationMethod? {
    let draws = ["bootstrap", "multistage-bootstrap"].contains(variance)
    if order != nil, variance != "successive" { throw .missingCompanion("--order", needs: "--variance successive") }
    if besideLinearization, variance == "linearization" {
      throw .missingCompanion("--beside-linearization", needs: "--variance")
    }
    if !draws {
      if replicates != nil, variance != "successive" { throw .optionOfBootstrap("--replicates") }
      if seed != nil, !isImputing { throw .optionOfBootstrap("--seed") }
    }
    switch variance {
    case "linearization": return nil
    case "jackknife": return .jackknife
    case "brr": return .balancedRepeated()
    case "successive":
      let count = try replicates.map { text throws(CommandError) in
        try wholeNumber(
          text, option: "--replicates", smallest: 4, limit: ComputationLimits.standard.replicates)
      }
      return .successiveDifferences(order: order, replicates: count)
    case "bootstrap", "multistage-bootstrap":
      let count = try wholeNumber(
        replicates ?? "200", option: "--replicates", smallest: 2, limit: ComputationLimits.standard.replicates)
      let seed = try wholeSeed(seed)
      return variance == "bootstrap"
        ? .bootstrap(replicates: count, seed: seed) : .multistageBootstrap(replicates: count, seed: seed)
    case let text where text.hasPrefix("fay="):
      return .balancedRepeated(fay: try fayFactor(text, option: "--variance fay="))
    default: throw .unknownVariance(variance)
    }
  }
}

/// Reads the number of `--seed`.
func wholeSeed(_ text: String?) throws(CommandError) -> UInt64 {
  guard let seed = UInt64(text ?? "1") else {
    throw .notAWholeNumber(option: "--seed", found: text ?? "", smallest: 0)
  }
  return seed
}

extension VarianceRequest {
  /// Returns a design with the variances that were asked for.
  func applied(to described: DescribedDesign) throws -> DescribedDesign {
    var described = described
    switch self {
    case .linearization: break
    case .replication(let method): described.design = try described.design.replicated(method)
    case .columns(let prefix, let type):
      let data = described.design.data
      let columns = data.columnNames.filter { name in
        name.hasPrefix(prefix) && Int(name.dropFirst(prefix.count)) != nil
      }
      guard !columns.isEmpty else { throw CommandError.noReplicateColumns(prefix: prefix) }
      described.design = try SurveyDesign(
        data, weights: described.weights ?? "", replicateWeights: columns, type: type,
        conventions: described.design.conventions)
    }
    return described
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
