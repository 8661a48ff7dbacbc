public import SurveyDesigns
public import SurveyEstimates
public import SurveyMicrodata
public import SurveyModels

/// A design completed several times: the records with imputed answers, ready for any analysis.
///
/// ```swift
/// let imputed = try design.imputed(["life_grade", "told"], from: ["age", "sex"], times: 20, seed: 1)
/// let grade = try imputed.estimates { design in try design.mean(of: "life_grade", by: "sex") }
/// print(grade[0].value, grade[0].missingInformation.fraction)
/// ```
public struct ImputedDesigns: Sendable {
  /// The design with the answers as they came.
  public let original: SurveyDesign
  /// The completed designs.
  public let designs: [SurveyDesign]
  /// What was imputed, beside what was observed.
  public let summaries: [ImputationSummary]
  /// The seed of all draws; 0 where the imputations came with the data.
  public let seed: UInt64

  /// Takes imputations that came with the data, such as plausible values: a design of each set of completed records.
  ///
  /// - Throws: `ImputationError.tooFewImputations`, or `ImputationError.differentResults` for another number of records.
  public init(_ designs: [SurveyDesign]) throws(ImputationError) {
    guard designs.count > 1 else { throw .tooFewImputations(designs.count) }
    if let other = designs.firstIndex(where: { $0.data.rowCount != designs[0].data.rowCount }) {
      throw .differentResults(imputation: other + 1)
    }
    self.init(original: designs[0], designs: designs, summaries: [], seed: 0)
  }

  init(original: SurveyDesign, designs: [SurveyDesign], summaries: [ImputationSummary], seed: UInt64) {
    self.original = original
    self.designs = designs
    self.summaries = summaries
    self.seed = seed
  }

  /// Pools estimates of the completed designs by Rubin's rules.
  ///
  /// - Throws: What the analysis throws, or `ImputationError`.
  public func estimates(_ analysis: (SurveyDesign) throws -> Estimates) throws -> PooledEstimates {
    try PooledEstimates(designs.map(analysis))
  }

  /// Pools the fits of a model of any kind to the completed designs by Rubin's rules.
  ///
  /// - Throws: What the model throws, or `ImputationError`.
  public func fit(_ model: (SurveyDesign) throws -> any PoolableFit) throws -> PooledFit {
    try PooledFit(designs.map(model))
  }

  /// Pools the predictive margins of a model of the completed designs, and with them their ratios and differences.
  ///
  /// ```swift
  /// let margins = try imputed.margins { design in
  ///   try LogisticModel(of: told, on: age + sex).fitted(to: design).predictiveMargins(over: sex)
  /// }
  /// let ratio = try margins.adjustedPrevalenceRatio(of: "girl", to: "boy")
  /// ```
  ///
  /// - Throws: What the model throws, or `ImputationError`.
  public func margins(_ model: (SurveyDesign) throws -> PredictiveMargins) throws -> PooledMargins {
    try PooledMargins(designs.map(model))
  }

  /// Tests whether two variables are associated, by the Rao-Scott test of pooled shares.
  public func association(
    of rows: Categorical, with columns: Categorical
  ) throws(ImputationError) -> PooledRaoScottTest {
    try PooledRaoScottTest(of: rows, with: columns, in: designs)
  }

  /// Returns the completed designs restricted to the records for which a condition holds, imputed answers included.
  public func restricted(to condition: Condition) throws(ImputationError) -> ImputedDesigns {
    var restricted: [SurveyDesign] = []
    do {
      for design in designs { restricted.append(try design.restricted(to: condition)) }
      return ImputedDesigns(
        original: try original.restricted(to: condition), designs: restricted, summaries: summaries, seed: seed)
    } catch { throw .estimation(.design(error)) }
  }

  /// Lays the estimates of the complete cases beside those of the imputed records.
  ///
  /// - Throws: What the analysis throws, or `ImputationError`.
  public func comparison(_ analysis: (SurveyDesign) throws -> Estimates) throws -> ImputationComparison {
    try ImputationComparison(complete: analysis(original), imputed: estimates(analysis))
  }
}
