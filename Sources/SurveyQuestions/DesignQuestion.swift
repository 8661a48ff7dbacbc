public import SurveyDesigns
public import SurveyMicrodata

/// How the records were drawn and weighted.
///
/// ```swift
/// let question = DesignQuestion(weights: "pw", strata: "stype", populationSizes: "fpc")
/// let design = try question.design(of: records).design
/// ```
public struct DesignQuestion: Sendable {
  /// The column with the weight of each record.
  public var weights: ColumnNames?
  /// What becomes of records without a weight.
  public var missingWeights: MissingWeightRule
  /// The columns with the strata, of the first stage unless each stage has units of its own.
  public var strata: ColumnNames?
  /// The columns with the sampling units, one a stage.
  public var units: ColumnNames?
  /// Whether the numbers of the units start again in each stratum.
  public var isNested: Bool
  /// The columns with the number of units in the population, one a stage.
  public var populationSizes: ColumnNames?
  /// How units of the first stage were drawn, whose probabilities are then the first of the population sizes.
  public var selection: UnequalSelection?
  /// What a stratum with a single unit adds to a variance; nil for what the conventions say.
  public var singleUnitStrata: SingleUnitStratumRule?
  /// The column with groups of strata that are merged where one has a single unit.
  public var collapsedStrata: ColumnNames?
  /// The column that tells pooled waves apart which share units.
  public var overlappingWaves: ColumnNames?
  /// The replicate weights that came with the records, in place of strata and units.
  public var replicates: ReplicateQuestion?
  /// The conventions to follow where programs disagree.
  public var conventions: Conventions

  /// Asks for a design; what is not said is that each record is a unit of its own and weighs 1.
  public init(
    weights: ColumnNames? = nil, missingWeights: MissingWeightRule = .refuse, strata: ColumnNames? = nil,
    units: ColumnNames? = nil, isNested: Bool = false, populationSizes: ColumnNames? = nil,
    selection: UnequalSelection? = nil,
    singleUnitStrata: SingleUnitStratumRule? = nil, collapsedStrata: ColumnNames? = nil,
    overlappingWaves: ColumnNames? = nil, replicates: ReplicateQuestion? = nil, conventions: Conventions = .r45
  ) {
    self.weights = weights
    self.missingWeights = missingWeights
    self.strata = strata
    self.units = units
    self.isNested = isNested
    self.populationSizes = populationSizes
    self.selection = selection
    self.singleUnitStrata = singleUnitStrata
    self.collapsedStrata = collapsedStrata
    self.overlappingWaves = overlappingWaves
    self.replicates = replicates
    self.conventions = conventions
  }

  /// The names of the options.
  public static let options =
    [
      "weights", "missing-weights", "strata", "units", "nested", "population-size", "pps", "single-unit",
      "collapse-strata",
      "overlapping-waves", "conventions",
    ] + ReplicateQuestion.options

  /// Reads the options.
  public init(_ words: QuestionWords) throws(QuestionError) {
    if words.has("pps"), !words.has("population-size") { throw .missingCompanion("pps", needs: "population-size") }
    if words.has("missing-weights"), !words.has("weights") {
      throw .missingCompanion("missing-weights", needs: "weights")
    }
    self.init(
      weights: try words.columns("weights"),
      missingWeights: try words.word("missing-weights", known: MissingWeightRule.allCases.map(\.rawValue)) {
        MissingWeightRule(rawValue: $0)
      } ?? .refuse, strata: try words.columns("strata"), units: try words.columns("units"),
      isNested: try words.flag("nested"), populationSizes: try words.columns("population-size"),
      selection: try words.word("pps", known: UnequalSelection.allCases.map(\.rawValue)) {
        UnequalSelection(rawValue: $0)
      },
      singleUnitStrata: try words.word("single-unit", known: SingleUnitStratumRule.allCases.map(\.rawValue)) {
        SingleUnitStratumRule(rawValue: $0)
      },
      collapsedStrata: try words.columns("collapse-strata"), overlappingWaves: try words.columns("overlapping-waves"),
      replicates: try ReplicateQuestion(words), conventions: try Self.profiles(words)[0])
  }

  /// The profile to follow and, where two were named, the one to compare with.
  public static func profiles(_ words: QuestionWords) throws(QuestionError) -> [Conventions] {
    let text = words.has("conventions") ? words.all("conventions").joined(separator: ",") : "r45"
    let names = text.split(separator: ",", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
    let profiles = names.compactMap { Conventions.named($0) }
    guard profiles.count == names.count, names.count < 3 else { throw .unknownConventions(text) }
    return profiles
  }

  /// Returns the design of the data with a description of it.
  public func design(of data: Microdata) throws(QuestionError) -> DescribedDesign {
    let weights = try weights?.name(in: data)
    if let replicates {
      guard let weights else { throw .missingCompanion("replicate-weights", needs: "weights") }
      let others: [(option: String, isGiven: Bool)] = [
        ("strata", strata != nil), ("units", units != nil), ("population-size", populationSizes != nil),
        ("pps", selection != nil), ("collapse-strata", collapsedStrata != nil),
        ("overlapping-waves", overlappingWaves != nil),
      ]
      if let other = others.first(where: \.isGiven) { throw .optionsExclude("replicate-weights", other.option) }
      let (design, source) = try replicates.design(
        of: data, weights: weights, missingWeights: missingWeights, conventions: conventions)
      return DescribedDesign(design, weights: weights, isNested: false, replicateScales: source)
    }
    let stages = try stages(in: data)
    let waves = try overlappingWaves?.name(in: data)
    let (isNested, rule, missing, conventions) = (isNested, singleUnitStrata, missingWeights, conventions)
    let design = try designing { () throws(DesignError) in
      try SurveyDesign(
        data, weights: weights, stages: stages, unitsAreNested: isNested, singleUnitStrata: rule,
        overlappingWaves: waves, missingWeights: missing, conventions: conventions)
    }
    return DescribedDesign(design, weights: weights, isNested: isNested)
  }

  /// The columns that the design is made of.
  func columns(in data: Microdata) throws(QuestionError) -> [String] {
    var names: [String] = []
    for list in [weights, strata, units, populationSizes, collapsedStrata, overlappingWaves] {
      names += try list?.names(in: data) ?? []
    }
    return names + (try replicates?.columns.names(in: data) ?? [])
  }

  private func stages(in data: Microdata) throws(QuestionError) -> [Stage] {
    let units = try units?.names(in: data) ?? []
    let strata = try strata?.strata(in: data, units: units, isNested: isNested) ?? []
    let sizes = try populationSizes?.names(in: data) ?? []
    // After the last units only the records themselves can be drawn, as one more stage.
    for (option, count) in [("strata", strata.count), ("population-size", sizes.count)] where count > units.count + 1 {
      throw .tooManyStages(option: option, found: count, units: units.count)
    }
    if selection != nil, sizes.isEmpty { throw .missingCompanion("pps", needs: "population-size") }
    let collapsed = try collapsedStrata?.name(in: data)
    return (0..<max(1, units.count, strata.count, sizes.count)).map { stage in
      Stage(
        units: stage < units.count ? units[stage] : nil, strata: stage < strata.count ? strata[stage] : [],
        populationSize: stage < sizes.count && (selection == nil || stage > 0) ? sizes[stage] : nil,
        selection: stage == 0 ? selection?.selection(probability: sizes[0]) ?? .equalProbability : .equalProbability,
        collapsedStrata: stage == 0 ? collapsed : nil)
    }
  }
}
