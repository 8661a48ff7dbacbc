internal import SurveyDesigns

/// The simple random sample that a design effect compares with.
public enum DesignEffectBasis: String, Sendable, Hashable {
  /// As many records drawn without replacement.
  case withoutReplacement = "without-replacement"
  /// As many records drawn with replacement.
  case withReplacement = "with-replacement"
}

/// One definition of the design effect for all estimates of a call.
///
/// Without replacement the population of a group is as large as its weights add up to (R `svymean(deff = TRUE)`). Where
/// the weights of the design, or of any group of the call, add up to no more than the records, there is no such population:
/// then all of them are against drawing with replacement (R `deff = "replace"`), so that no two of a table differ in
/// what they compare with.
enum DesignEffectReference: Sendable, Equatable {
  case withReplacement
  case withoutReplacement
  /// Without replacement, with the share of the primary units that were drawn.
  case fraction(Double)

  var basis: DesignEffectBasis { self == .withReplacement ? .withReplacement : .withoutReplacement }

  /// Weights that add up to the records but for rounding stand for no population.
  private static let slack = 1e-6

  init(of parts: [EstimatedGroups], in design: SurveyDesign) {
    if design.conventions.designEffectsFollowPopulationSizes {
      self = design.shareOfPrimaryUnits.map { .fraction($0) } ?? .withReplacement
      return
    }
    let weights = design.weights.filter { $0 > 0 }
    let isPopulation = { (sum: Double, count: Double) in sum > count * (1 + Self.slack) }
    let ofGroups = parts.allSatisfy { part in
      (0..<part.table.groupCount).allSatisfy { group in
        (0..<part.table.measureCount).allSatisfy { measure in
          let count = part.sum(0, ofMeasure: measure, group: group)
          return count == 0 || isPopulation(part.sum(Measure.weightSum, ofMeasure: measure, group: group), count)
        }
      }
    }
    self =
      isPopulation(weights.reduce(0, +), Double(weights.count)) && ofGroups ? .withoutReplacement : .withReplacement
  }
}

extension SurveyDesign {
  /// The primary units of the sample over those of the population; nil without population sizes.
  fileprivate var shareOfPrimaryUnits: Double? {
    let stage = structure.stages[0]
    let population = stage.populationSize.reduce(0, +)
    return population.isFinite ? Double(stage.unitCount) / population : nil
  }
}
