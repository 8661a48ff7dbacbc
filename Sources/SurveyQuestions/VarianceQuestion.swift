public import SurveyDesigns
internal import SurveyMicrodata

/// How variances are found.
public struct VarianceQuestion: Sendable {
  /// How replicates are made; nil for linearised variances.
  public var method: ReplicationMethod?

  /// Asks for linearised variances, or for those from replicates.
  public init(_ method: ReplicationMethod? = nil) { self.method = method }

  /// The names of the options.
  public static let options = ["variance", "replicates", "seed", "order"]

  private static let methods = [
    "linearization", "jackknife", "bootstrap", "multistage-bootstrap", "brr", "fay=RHO", "successive",
  ]

  /// Reads the options; a seed may also name the draws of imputations.
  public init(_ words: QuestionWords) throws(QuestionError) {
    let name = try words.text("variance") ?? "linearization"
    if words.has("order"), name != "successive" { throw .missingCompanion("order", needs: "variance successive") }
    if try words.flag("beside-linearization"), name == "linearization" {
      throw .missingCompanion("beside-linearization", needs: "variance")
    }
    if !["bootstrap", "multistage-bootstrap"].contains(name) {
      if words.has("replicates"), name != "successive" { throw .goesWith("replicates", "variance bootstrap") }
      if words.has("seed"), !words.has("impute") { throw .goesWith("seed", "variance bootstrap") }
    }
    let limit = ComputationLimits.standard.replicates
    switch name {
    case "linearization", "linearisation": method = nil
    case "jackknife": method = .jackknife
    case "brr": method = .balancedRepeated()
    case "successive":
      method = .successiveDifferences(
        order: try words.text("order"), replicates: try words.wholeNumber("replicates", from: 4, to: limit))
    case "bootstrap", "multistage-bootstrap":
      let count = try words.wholeNumber("replicates", from: 2, to: limit) ?? 200
      let seed = try words.seed() ?? 1
      method =
        name == "bootstrap"
        ? .bootstrap(replicates: count, seed: seed) : .multistageBootstrap(replicates: count, seed: seed)
    case let text where text.hasPrefix("fay="):
      method = .balancedRepeated(fay: try fayFactor(text, option: "variance"))
    default: throw .unknownWord(name, option: "variance", known: Self.methods)
    }
  }

  /// Returns the design with the variances that were asked for.
  public func applied(to described: DescribedDesign) throws(QuestionError) -> DescribedDesign {
    guard let method else { return described }
    var result = described
    result.design = try designing { () throws(DesignError) in try described.design.replicated(method) }
    return result
  }
}
