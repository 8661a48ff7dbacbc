/// How often a question is skipped: each may be, and the sensitive ones are more often.
enum NonresponseModel {
  /// The share who skip the whole block on violence.
  static func skipsViolence(isExposed: Bool) -> Double { isExposed ? 0.018 : 0.012 }

  /// Returns the shares who refuse an item and who do not know, when it is put to them.
  static func shares(_ item: Item, ageGroup: AgeGroup) -> (refused: Double, doesNotKnow: Double) {
    let unsure = [1.6, 0.9, 0.7][ageGroup.rawValue]
    return switch item {
    case .sexual: (0.006, 0.003 * unsure)
    case .psychological, .physical, .neglect, .witnessing: (0.0025, 0.002 * unsure)
    case .perpetrator, .responseAfterTelling: (0.045, 0.02 * unsure)
    case .told, .toldWhom, .professionalHelp: (0.025, 0.02 * unsure)
    case .frequency, .helpSource: (0.02, 0.03 * unsure)
    case .noticed, .acted, .barrier: (0.01, 0.025 * unsure)
    default: (0.008, 0.006 * unsure)
    }
  }

  static let migration = (refused: 0.012, doesNotKnow: 0.008)
  static let household = (refused: 0.008, doesNotKnow: 0.001)
}
