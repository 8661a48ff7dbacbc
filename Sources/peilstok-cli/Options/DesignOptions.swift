import ArgumentParser
import Peilstok

/// The options that say how the records were drawn and weighted.
struct DesignOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The column with the weight of each record.", valueName: "column"))
  var weights: String?

  @Option(
    help: ArgumentHelp(
      "The columns with the strata, one a stage.",
      discussion: "Strata of a later stage lie within the units of the stage before it.", valueName: "column,..."))
  var strata: String?

  @Option(
    help: ArgumentHelp(
      "The columns with the sampling units, one a stage, the first drawn first.",
      discussion: "Without it each record is a unit of its own.", valueName: "column,..."))
  var units: String?

  @Flag(help: "The numbers of the units start again in each stratum.")
  var nested = false

  @Option(
    help: ArgumentHelp(
      "The columns with the number of units in the population, one a stage.",
      discussion: "Values up to 1 are sampling fractions. Without it a stage is drawn with replacement.",
      valueName: "column,..."))
  var populationSize: String?

  @Option(
    help: ArgumentHelp(
      "How units of the first stage were drawn with unequal probabilities: brewer, overton, hartley-rao or poisson.",
      discussion: "The first column of --population-size then holds the inclusion probability of each unit.",
      valueName: "method"))
  var pps: PPSChoice?

  @Option(
    help: "What a stratum with a single unit adds to a variance. (default: what the conventions say, refuse by default)"
  )
  var singleUnit: SingleUnitStratumRule?

  @Option(
    help: ArgumentHelp(
      "The column with groups of first-stage strata that are merged where one has a single unit.", valueName: "column"))
  var collapseStrata: String?

  @Option(
    help: ArgumentHelp(
      "The column that tells pooled waves apart which share units of the first stage.", valueName: "column"))
  var overlappingWaves: String?

  @Option(
    help: ArgumentHelp(
      "The conventions to follow where programs disagree: r45, r41, stata, sas, sudaan or nchs.",
      discussion: "Two profiles, such as r45,stata, answer by the first and list what differs under the second.",
      valueName: "profile"))
  var conventions = "r45"
}

extension DesignOptions {
  /// Whether any option was given.
  var isGiven: Bool { weights != nil || strata != nil || units != nil || populationSize != nil }

  /// Reads the options as far as they can be without the data.
  func request() throws -> DesignRequest {
    DesignRequest(
      weights: try weights.map { try ColumnList($0, option: "--weights") },
      strata: try strata.map { try ColumnList($0, option: "--strata") },
      units: try units.map { try ColumnList($0, option: "--units") },
      populationSizes: try populationSize.map { try ColumnList($0, option: "--population-size") },
      isNested: nested, singleUnitStrata: singleUnit, pps: pps,
      collapsedStrata: try collapseStrata.map { try ColumnList($0, option: "--collapse-strata") },
      overlappingWaves: try overlappingWaves.map { try ColumnList($0, option: "--overlapping-waves") },
      conventions: try profiles()[0])
  }

  /// The profile to follow and, where two were named, the one to compare with.
  func profiles() throws(CommandError) -> [Conventions] {
    let names = conventions.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    var profiles: [Conventions] = []
    for name in names {
      guard let profile = Conventions.named(name), names.count < 3 else { throw .unknownConventions(conventions) }
      profiles.append(profile)
    }
    return profiles
  }
}

/// How the records were drawn and weighted, as it was asked for.
struct DesignRequest {
  let weights: ColumnList?
  let strata: ColumnList?
  let units: ColumnList?
  let populationSizes: ColumnList?
  let isNested: Bool
  let singleUnitStrata: SingleUnitStratumRule?
  let pps: PPSChoice?
  let collapsedStrata: ColumnList?
  let overlappingWaves: ColumnList?
  let conventions: Conventions

  /// Returns the design of the data with a description of it.
  func design(of data: Microdata) throws -> DescribedDesign {
    let units = try units?.names(in: data) ?? []
    let strata = try strata?.names(in: data) ?? []
    let sizes = try populationSizes?.names(in: data) ?? []
    // After the last units only the records themselves can be drawn, as one more stage.
    for (option, names) in [("--strata", strata), ("--population-size", sizes)] where names.count > units.count + 1 {
      throw CommandError.tooManyStages(option: option, found: names.count, units: units.count)
    }
    if pps != nil, sizes.isEmpty { throw CommandError.missingCompanion("--pps", needs: "--population-size") }
    let collapsed = try collapsedStrata?.only(in: data)
    let stages = (0..<max(1, units.count, strata.count, sizes.count)).map { stage in
      Stage(
        units: stage < units.count ? units[stage] : nil, strata: stage < strata.count ? strata[stage] : nil,
        populationSize: stage < sizes.count && (pps == nil || stage > 0) ? sizes[stage] : nil,
        selection: stage == 0 ? pps?.selection(probability: sizes[0]) ?? .equalProbability : .equalProbability,
        collapsedStrata: stage == 0 ? collapsed : nil)
    }
    let names = try weights?.names(in: data)
    if let names, names.count > 1 { throw CommandError.severalWeights(found: names.count) }
    let design = try SurveyDesign(
      data, weights: names?.first, stages: stages, unitsAreNested: isNested, singleUnitStrata: singleUnitStrata,
      overlappingWaves: try overlappingWaves?.only(in: data), conventions: conventions)
    return DescribedDesign(design: design, weights: names?.first, isNested: isNested)
  }
}
