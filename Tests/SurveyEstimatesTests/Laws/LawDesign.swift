import SurveyDesigns
import SurveyMicrodata
import Testing

/// A way to draw the records of the laws, with a rule for single units where it meets any.
struct LawDesign: Sendable, CustomTestStringConvertible {
  let name: String
  var weights = "weight"
  var stages: [Stage]
  var nested = true
  var rule = SingleUnitStratumRule.refuse
  var coversDomains = false
  var calibration = Calibration.none
  /// The condition and the stage of a second phase.
  var secondPhase: (condition: String, stage: Stage)?
  var overlappingWaves: String?
  var replication: ReplicationMethod?
  var conventions = Conventions.r45
  /// Whether the replicate weights come with the records.
  var readsColumns = false

  enum Calibration: Equatable {
    case none
    case postStratified
    case raked
    case calibrated(CalibrationMethod, ClosedRange<Double>?)

    /// Whether weights before it that are all larger or smaller give the same weights after it.
    var isScaleFree: Bool {
      switch self {
      case .none, .postStratified, .raked: true
      case .calibrated(let method, let bounds): bounds == nil && method != .sinh
      }
    }

    /// The margins that the weights meet.
    var margins: [PopulationMargin] {
      switch self {
      case .none: []
      case .postStratified: [LawDesign.ageMargin]
      case .raked: [LawDesign.ageMargin, LawDesign.sexMargin]
      case .calibrated: [LawDesign.ageMargin, LawDesign.sexMargin, LawDesign.households, LawDesign.meanPerson]
      }
    }
  }

  var testDescription: String { name }

  /// Whether every record is a unit of its own.
  var recordsAreUnits: Bool { stages[0].units == nil }

  func design(of records: LawRecords) throws -> SurveyDesign {
    let design = try SurveyDesign(
      records.data(), weights: weights, stages: stages, unitsAreNested: nested, singleUnitStrata: rule,
      singleUnitRuleCoversDomains: coversDomains, overlappingWaves: overlappingWaves, conventions: conventions)
    if let (condition, stage) = secondPhase {
      return try design.secondPhase(of: Condition(parsing: condition), drawing: stage)
    }
    let weighted = try calibrated(design)
    guard let replication else { return weighted }
    let replicated = try weighted.replicated(replication)
    return readsColumns ? try readingColumns(of: replicated) : replicated
  }

  /// Calibrates a design as the law does.
  func calibrated(_ design: SurveyDesign) throws -> SurveyDesign {
    switch calibration {
    case .none: return design
    case .postStratified: return try design.postStratified(to: LawDesign.ageMargin)
    case .raked: return try design.raked(to: [LawDesign.ageMargin, LawDesign.sexMargin], tolerance: 1e-14)
    case .calibrated(let method, let bounds):
      return try design.calibrated(to: calibration.margins, method: method, bounds: bounds)
    }
  }

  static let ageMargin = PopulationMargin.counts(of: "ageGroup", ["old": 600, "middle": 1100, "young": 700])
  static let sexMargin = PopulationMargin.counts(of: "sex", ["woman": 1300, "man": 1100])
  static let households = PopulationMargin.totals(of: "household", by: "sex", ["woman": 2600, "man": 2210])
  static let meanPerson = PopulationMargin.mean(of: "person", 1.76)

  private static let byRegion = Stage(units: "district", strata: "region")
  private static let fractions = [
    Stage(units: "district", strata: "region", populationSize: "districtShare"),
    Stage(units: "household", populationSize: "householdShare"),
    Stage(units: "person", populationSize: "personShare"),
  ]

  static let all: [LawDesign] =
    [
      LawDesign(name: "simple random sample", weights: "evenWeight", stages: [Stage(populationSize: "persons")]),
      LawDesign(name: "stratified sample", stages: [Stage(strata: "region", populationSize: "personsOfRegion")]),
      LawDesign(name: "clusters", stages: [Stage(units: "uniqueDistrict", populationSize: "allDistricts")]),
      LawDesign(
        name: "two stages",
        stages: [
          Stage(units: "uniqueDistrict", populationSize: "allDistricts"),
          Stage(units: "household", populationSize: "households"),
        ]),
    ]
    + [SingleUnitStratumRule.certainty, .center, .average].flatMap { rule in
      [
        LawDesign(name: "stratified clusters, \(rule)", stages: [byRegion], rule: rule),
        LawDesign(
          name: "stratified clusters, \(rule) in domains too", stages: [byRegion], rule: rule, coversDomains: true),
        LawDesign(name: "three stages with sampling fractions, \(rule)", stages: fractions, rule: rule),
        LawDesign(
          name: "post-stratified clusters, \(rule)", stages: [byRegion], rule: rule, calibration: .postStratified),
        LawDesign(name: "raked three stages, \(rule)", stages: fractions, rule: rule, calibration: .raked),
      ]
    }
    + [
      LawDesign(
        name: "post-stratified sample", weights: "evenWeight", stages: [Stage(populationSize: "persons")],
        calibration: .postStratified),
      LawDesign(
        name: "raked clusters", stages: [Stage(units: "uniqueDistrict", populationSize: "allDistricts")],
        calibration: .raked),
      LawDesign(
        name: "linear, stratified clusters", stages: [byRegion], rule: .certainty,
        calibration: .calibrated(.linear, nil)),
      LawDesign(
        name: "raking of numbers, three stages", stages: fractions, rule: .certainty,
        calibration: .calibrated(.raking, nil)),
      LawDesign(
        name: "logit, sample", weights: "evenWeight", stages: [Stage(populationSize: "persons")],
        calibration: .calibrated(.logit, 0.3...4)),
    ] + drawn

  /// More ways to calibrate, for the laws of calibrated weights alone.
  static let calibrated =
    all.filter { $0.calibration != .none }
    + [
      LawDesign(
        name: "bounded linear, clusters", stages: [Stage(units: "uniqueDistrict", populationSize: "allDistricts")],
        calibration: .calibrated(.linear, 0.5...2.2)),
      LawDesign(
        name: "sinh, stratified clusters", stages: [byRegion], rule: .center, calibration: .calibrated(.sinh, nil)),
    ]

  /// Designs that draw in other ways.
  private static let drawn = [
    LawDesign(
      name: "Brewer's clusters", stages: [drawing(.brewer(probability: "districtProbability"))], rule: .center),
    LawDesign(
      name: "Hartley and Rao's clusters in two stages",
      stages: [
        drawing(.hartleyRao(probability: "districtProbability")),
        Stage(units: "household", populationSize: "householdShare"),
      ], rule: .certainty),
    LawDesign(name: "Poisson clusters", stages: [drawing(.poisson(probability: "districtProbability"))]),
    LawDesign(
      name: "collapsed clusters, in domains too", stages: [drawing(.equalProbability, collapsed: "zone")],
      coversDomains: true),
    LawDesign(
      name: "two phases", stages: [Stage(strata: "region", populationSize: "personsOfRegion")],
      secondPhase: ("person != 2", Stage(strata: "sex"))),
    LawDesign(name: "overlapping waves", stages: [byRegion], rule: .certainty, overlappingWaves: "wave"),
  ]

  private static func drawing(_ selection: UnitSelection, collapsed: String? = nil) -> Stage {
    Stage(units: "district", strata: "region", selection: selection, collapsedStrata: collapsed)
  }
}

extension LawDesign {
  /// The names of linearised designs that the less common estimators are asked of.
  static let typical: Set = ["two stages", "stratified clusters, center in domains too", "raked clusters"]

  /// Returns the design of a name.
  static func named(_ name: String) throws -> LawDesign { try #require(all.first { $0.name == name }) }
}
