import ArgumentParser
import Peilstok

/// The options that say to what population the weights are brought, and how.
struct WeightingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A YAML file with what is known of the population.",
      discussion: """
        It holds any of: population: N, counts: {VAR: {LEVEL: N}}, totals: {VAR: T} and means: {VAR: M}. A count of \
        crossed variables is written A x B, with levels LEVEL x LEVEL.
        """, valueName: "file"))
  var margins: String?

  @Option(help: "How the weights are brought to the margins.")
  var method: WeightingChoice?

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

/// What `--method` takes.
enum WeightingChoice: String, CaseIterable, ExpressibleByArgument {
  case poststratify
  case rake
  case linear
  case raking
  case logit
  case sinh

  /// The calibration of the name; nil for post-stratification and iterative proportional fitting.
  fileprivate var calibration: CalibrationMethod? { CalibrationMethod(rawValue: rawValue) }
}

/// How the weights are brought to the population, as it was asked for.
struct WeightingRequest {
  fileprivate let path: String
  fileprivate let method: WeightingChoice
  fileprivate let bounds: ClosedRange<Double>?
  fileprivate let trimming: ClosedRange<Double>?
  fileprivate let isStrict: Bool
}

extension WeightingOptions {
  /// Reads the options as far as they can be without the data; nil where none was given.
  func request() throws(CommandError) -> WeightingRequest? {
    if strict, trim == nil { throw .missingCompanion("--strict", needs: "--trim") }
    guard let margins else {
      if trim != nil { throw .missingCompanion("--trim", needs: "--margins") }
      if method != nil { throw .missingCompanion("--method", needs: "--margins") }
      if bounds != nil { throw .missingCompanion("--bounds", needs: "--margins") }
      return nil
    }
    guard let method else { throw .missingCompanion("--margins", needs: "--method") }
    if bounds != nil, method.calibration == nil { throw .optionsExclude("--bounds", "--method \(method.rawValue)") }
    return WeightingRequest(
      path: margins, method: method, bounds: try range(bounds, option: "--bounds", example: "0.5:3"),
      trimming: try range(trim, option: "--trim", example: "20:400"), isStrict: strict)
  }

  private func range(
    _ text: String?, option: String, example: String
  ) throws(CommandError) -> ClosedRange<Double>? {
    guard let text else { return nil }
    let ends = text.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
    guard ends.count == 2, let low = ends[0], let high = ends[1], low.isFinite, high.isFinite, low <= high else {
      throw .notBounds(option: option, found: text, example: example)
    }
    return low...high
  }
}

extension WeightingRequest {
  /// Returns a design with its weights brought to the margins and trimmed, and the file that they were read from.
  func applied(to described: DescribedDesign) throws -> DescribedDesign {
    var described = described
    let file = try MarginsFile(contentsOf: path, for: described.design.data)
    let design = described.design
    if let calibration = method.calibration {
      described.design = try design.calibrated(to: file.margins, method: calibration, bounds: bounds)
    } else if method == .rake {
      described.design = try design.raked(to: file.margins)
    } else {
      guard file.margins.count == 1 else { throw CommandError.severalMargins(found: file.margins.count) }
      described.design = try design.postStratified(to: file.margins[0])
    }
    if let trimming {
      described.design = try described.design.trimmed(to: trimming, isStrict: isStrict, reporting: file.margins)
    }
    described.marginsSource = file.source
    return described
  }
}
