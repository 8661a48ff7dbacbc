import Foundation
import Peilstok

/// What another program needs to run the same tasks: the records, the bootstrap factors and the margins.
struct PeerFiles {
  let survey: SyntheticSurvey
  let folder: URL

  /// Writes `survey.csv`, `factors.csv` and `margins.json`.
  ///
  /// A row of the factors is a unit: its stratum, its number and what its weight is multiplied by in each replicate. The
  /// units stand in the order of the records.
  func write() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let records = folder.appending(path: "survey.csv")
    try survey.write(to: records)
    let design = try SurveyTasks.design(of: try Microdata(contentsOf: records))
    try Data(factors(of: design).utf8).write(to: folder.appending(path: "factors.csv"))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(try RakingMargins(of: design).counts).write(to: folder.appending(path: "margins.json"))
  }

  private func factors(of design: SurveyDesign) throws -> String {
    guard let replicates = try design.replicated(SurveyTasks.bootstrap).variance.replicateWeights else {
      preconditionFailure("a replicated design without replicate weights")
    }
    let factors = replicates.unitFactors
    let header = ["stratum", "psu"] + (1...replicates.count).map { "f\($0)" }
    let rows = (0..<replicates.unitCount).map { unit in
      let place = ["\(unit / survey.unitsInStratum + 1)", "\(unit % survey.unitsInStratum + 1)"]
      return (place + (0..<replicates.count).map { "\(factors[unit, $0])" }).joined(separator: ",")
    }
    return ([header.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
  }
}
