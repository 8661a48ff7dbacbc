public import SurveyDesigns

/// To what population the weights are brought, and how.
public struct WeightingQuestion: Sendable {
  /// How the weights are brought to the margins.
  public var method: WeightingMethod
  /// What is known of the population.
  public var margins: Margins
  /// The smallest and the largest factor of a weight in a calibration.
  public var bounds: ClosedRange<Double>?
  /// The smallest and the largest weight, at which weights are cut off after they met the margins.
  public var trimming: ClosedRange<Double>?
  /// Whether weights are trimmed until none lies outside, not once.
  public var isStrict: Bool

  /// What is known of the population.
  public enum Margins: Sendable {
    /// The margins themselves.
    case values([PopulationMargin])
    /// A file in YAML or a CSV table; of a table the columns within which margins hold, and the variables that are used.
    case file(String, within: ColumnNames? = nil, variables: [String] = [])
  }

  /// Asks for weights that meet margins.
  public init(
    _ method: WeightingMethod, to margins: Margins, bounds: ClosedRange<Double>? = nil,
    trimming: ClosedRange<Double>? = nil, isStrict: Bool = false
  ) {
    self.method = method
    self.margins = margins
    self.bounds = bounds
    self.trimming = trimming
    self.isStrict = isStrict
  }

  /// The names of the options.
  public static let options = ["margins", "method", "within", "variables", "bounds", "trim", "strict"]

  /// Reads the options; nil where none was given.
  public init?(_ words: QuestionWords) throws(QuestionError) {
    let isStrict = try words.flag("strict")
    if isStrict, !words.has("trim") { throw .missingCompanion("strict", needs: "trim") }
    guard let path = try words.text("margins") else {
      for option in ["trim", "method", "bounds", "within", "variables"] where words.has(option) {
        throw .missingCompanion(option, needs: "margins")
      }
      return nil
    }
    let method = try words.word("method", known: WeightingMethod.allCases.map(\.rawValue)) {
      WeightingMethod(named: $0)
    }
    guard let method else { throw .missingCompanion("margins", needs: "method") }
    if words.has("bounds"), method.calibration == nil { throw .optionsExclude("bounds", "method \(method.rawValue)") }
    let variables = words.all("variables").flatMap { $0.split(separator: ",").map(String.init) }
    self.init(
      method, to: .file(path, within: try words.columns("within"), variables: variables),
      bounds: try words.range("bounds", example: "0.5:3"), trimming: try words.range("trim", example: "20:400"),
      isStrict: isStrict)
  }

  /// Returns the design with its weights brought to the margins and trimmed, and the file that these were read from.
  public func applied(to described: DescribedDesign) throws(QuestionError) -> DescribedDesign {
    var result = described
    var margins: [PopulationMargin] = []
    switch self.margins {
    case .values(let values): margins = values
    case .file(let path, let within, let variables):
      let data = described.design.data
      let within = try within?.names(in: data) ?? []
      let file = try designing { () throws(DesignError) in
        try MarginsFile(contentsOf: path, for: data, within: within, variables: variables)
      }
      (margins, result.margins) = (file.margins, file.source)
    }
    result.design = try weighted(described.design, to: margins)
    return result
  }

  private func weighted(_ design: SurveyDesign, to margins: [PopulationMargin]) throws(QuestionError) -> SurveyDesign {
    if method == .poststratify, margins.count != 1 { throw .severalMargins(found: margins.count) }
    let (method, bounds, trimming, isStrict) = (method, bounds, trimming, isStrict)
    return try designing { () throws(DesignError) in
      let met =
        switch method {
        case .poststratify: try design.postStratified(to: margins[0])
        case .rake: try design.raked(to: margins)
        case .raking where bounds == nil && margins.allSatisfy { $0.quantity == .count }:
          try design.rakedOrCalibrated(to: margins)
        default: try design.calibrated(to: margins, method: method.calibration ?? .linear, bounds: bounds)
        }
      guard let trimming else { return met }
      return try met.trimmed(to: trimming, isStrict: isStrict, reporting: margins)
    }
  }
}

extension SurveyDesign {
  /// Rakes to counts margin by margin, and where that takes too many rounds by the calibration that it converges to.
  fileprivate func rakedOrCalibrated(to margins: [PopulationMargin]) throws(DesignError) -> SurveyDesign {
    do { return try raked(to: margins) } catch {
      guard case .calibrationDidNotConverge = error else { throw error }
      return try calibrated(to: margins, method: .raking)
    }
  }
}
