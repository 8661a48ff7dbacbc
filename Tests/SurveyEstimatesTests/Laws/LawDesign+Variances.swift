import SurveyDesigns
import SurveyMicrodata

extension LawDesign {
  private static let pairs = [Stage(units: "uniqueDistrict", strata: "pairOfDistricts")]
  private static let twoStages = [
    Stage(units: "uniqueDistrict", populationSize: "allDistricts"),
    Stage(units: "household", populationSize: "households"),
  ]

  /// Variances from each kind of replicates.
  static let replicated: [LawDesign] =
    [
      ("jackknife", ReplicationMethod.jackknife), ("paired jackknife", .pairedJackknife),
      ("half-samples", .balancedRepeated()), ("Fay's half-samples", .balancedRepeated(fay: 0.4)),
      ("bootstrap", .bootstrap(replicates: 12, seed: 5)),
      ("Canty and Davison's bootstrap", .unitBootstrap(replicates: 12, seed: 5)),
    ].map { name, method in LawDesign(name: name, stages: pairs, nested: false, replication: method) }
    + [
      LawDesign(
        name: "Preston's bootstrap", stages: twoStages, replication: .multistageBootstrap(replicates: 12, seed: 5)),
      LawDesign(
        name: "successive differences", stages: [Stage(units: "uniqueDistrict")],
        replication: .successiveDifferences(order: "uniqueDistrict")),
      LawDesign(name: "columns of replicate weights", stages: pairs, nested: false, replication: .jackknife)
        .readFromColumns(),
      LawDesign(
        name: "post-stratified jackknife", stages: pairs, nested: false, calibration: .postStratified,
        replication: .jackknife),
      LawDesign(
        name: "raked bootstrap", stages: pairs, nested: false, calibration: .raked,
        replication: .bootstrap(replicates: 12, seed: 5)),
      LawDesign(
        name: "bootstrap of records", stages: [Stage(strata: "zone")], replication: .bootstrap(replicates: 12, seed: 5)
      ),
      LawDesign(
        name: "bootstrap of nested clusters", stages: [Stage(units: "district", strata: "region")], rule: .certainty,
        replication: .bootstrap(replicates: 12, seed: 5)),
    ]

  /// Linearised and replicated variances under every profile of conventions but the default, which all others follow.
  static let conventional: [LawDesign] = Conventions.all.filter { $0 != .r45 }.flatMap { conventions in
    [
      LawDesign(
        name: "stratified clusters by \(conventions.name)", stages: [Stage(units: "district", strata: "region")],
        rule: .center, conventions: conventions),
      LawDesign(name: "two stages by \(conventions.name)", stages: twoStages, conventions: conventions),
      LawDesign(
        name: "jackknife by \(conventions.name)", stages: pairs, nested: false, replication: .jackknife,
        conventions: conventions),
    ]
  }

  private func readFromColumns() -> LawDesign {
    var copy = self
    copy.readsColumns = true
    return copy
  }

  /// Returns a design with the replicate weights of another as columns of its records.
  func readingColumns(of design: SurveyDesign) throws -> SurveyDesign {
    let count = design.variance.replicateWeights?.count ?? 0
    var data = design.data
    let names = (0..<count).map { "replicate \($0)" }
    for (replicate, name) in names.enumerated() {
      data = try data.adding(name, .numbers(design.weights(ofReplicate: replicate)))
    }
    return try SurveyDesign(
      data, weights: weights, replicateWeights: names, type: .pairedJackknife, conventions: conventions)
  }
}
