public import SurveyDesigns
public import SurveyMicrodata

/// A design with what a reader must know of how it was described.
public struct DescribedDesign: Sendable {
  /// The design.
  public var design: SurveyDesign
  /// The column of the weights; nil where every record weighs what its probability says, or 1.
  public let weights: String?
  /// Whether unit numbers start again in each stratum.
  public let isNested: Bool
  /// The file of the margins that the weights were brought to, if they were.
  public var margins: DataSource?
  /// The file of the scales of replicates, if there is one.
  public let replicateScales: DataSource?
  /// The files of imputations that came with the data.
  public var imputations: [DataSource] = []

  /// Describes a design.
  public init(
    _ design: SurveyDesign, weights: String?, isNested: Bool, margins: DataSource? = nil,
    replicateScales: DataSource? = nil
  ) {
    self.design = design
    self.weights = weights
    self.isNested = isNested
    self.margins = margins
    self.replicateScales = replicateScales
  }

  /// The columns that say how the records were drawn and weighted.
  package var columns: Set<String> {
    let ofStages = design.stages.flatMap { stage in
      [stage.units, stage.populationSize, stage.selection.probability, stage.collapsedStrata].compactMap { $0 }
        + stage.strata
    }
    return Set(ofStages + [weights, design.overlappingWaves].compactMap { $0 })
  }

  /// What became of records without a weight, in a sentence; nil where there are none.
  package var missingWeightNote: String? {
    let count = design.recordsWithoutWeight
    guard count > 0, let weights else { return nil }
    let isOne = count == 1
    return "\(count) \(isOne ? "record has" : "records have") no weight in \"\(weights)\" and "
      + (design.missingWeightRule == .zero
        ? "\(isOne ? "weighs" : "weigh") 0."
        : "\(isOne ? "is" : "are") left out, as if \(isOne ? "it were" : "they were") not in the file.")
  }

  /// The column that the file of the records declares to weigh its cases, where the design has no weights.
  package var unusedCaseWeight: String? {
    weights == nil && design.variance.replicateWeights == nil ? design.data.codebook.caseWeight : nil
  }

  /// The files that the design was read from, besides the records.
  public var sources: [DataSource] { [replicateScales, margins].compactMap { $0 } + imputations }
}
