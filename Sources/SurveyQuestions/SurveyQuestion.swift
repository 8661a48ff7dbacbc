public import SurveyImputation
public import SurveyMicrodata

/// How records become a design: how they were drawn, how variances are found and to what the weights are brought.
public struct SurveyQuestion: Sendable {
  /// How the records were drawn and weighted.
  public var design: DesignQuestion
  /// How variances are found.
  public var variance: VarianceQuestion
  /// To what the weights are brought; nil to leave them.
  public var weighting: WeightingQuestion?

  /// Asks for a design.
  public init(
    _ design: DesignQuestion = DesignQuestion(), variance: VarianceQuestion = VarianceQuestion(),
    weighting: WeightingQuestion? = nil
  ) {
    self.design = design
    self.variance = variance
    self.weighting = weighting
  }

  /// Reads the options.
  public init(_ words: QuestionWords) throws(QuestionError) {
    self.init(
      try DesignQuestion(words), variance: try VarianceQuestion(words), weighting: try WeightingQuestion(words))
  }

  /// Returns the design of records before the weights are brought anywhere.
  public func drawn(_ data: Microdata) throws(QuestionError) -> DescribedDesign {
    if variance.method != nil, design.replicates != nil { throw .optionsExclude("replicate-weights", "variance") }
    return try variance.applied(to: design.design(of: data))
  }

  /// Returns the design of records.
  public func design(of data: Microdata) throws(QuestionError) -> DescribedDesign {
    let drawn = try drawn(data)
    return try weighting?.applied(to: drawn) ?? drawn
  }
}

extension SurveyQuestion {
  /// Returns the design of the records, or those of each set of imputed records that came with them.
  public func designs(
    of data: Microdata, imputedBy imputations: SuppliedImputations, deriving dictionary: IndicatorDictionary? = nil
  ) throws(QuestionError) -> (described: DescribedDesign, imputed: ImputedDesigns) {
    let (sets, sources) = try imputations.completed(data, fixed: design.columns(in: data), deriving: dictionary)
    let described = try sets.map { set throws(QuestionError) in try design(of: set) }
    let imputed = try imputing { () throws(ImputationError) in try ImputedDesigns(described.map(\.design)) }
    var first = described[0]
    first.imputations = sources
    return (first, imputed)
  }
}
