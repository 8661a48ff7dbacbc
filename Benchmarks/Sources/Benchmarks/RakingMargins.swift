import Foundation
import Peilstok

/// Population counts of four variables: those of the design itself with each count moved by up to a tenth.
struct RakingMargins {
  static let variables = ["province", "gender", "educ", "age"]

  /// The count of each level of each variable.
  private(set) var counts: [String: [String: Double]] = [:]

  init(of design: SurveyDesign) throws {
    for variable in Self.variables {
      let factor = try design.data.factor(of: Categorical(variable))
      var counts = [Double](repeating: 0, count: factor.levels.count)
      for (code, weight) in zip(factor.codes, design.weights) where code >= 0 { counts[Int(code)] += weight }
      let total = counts.reduce(0, +)
      for level in counts.indices { counts[level] *= 1 + 0.1 * sin(Double(7 * level + 1)) }
      let scale = total / counts.reduce(0, +)
      self.counts[variable] = Dictionary(uniqueKeysWithValues: zip(factor.levels, counts.map { $0 * scale }))
    }
  }

  /// The margins as raking takes them.
  var margins: [PopulationMargin] {
    Self.variables.map { .counts(of: Categorical($0), counts[$0] ?? [:]) }
  }
}
