/// What exposed children say of those who did it, of telling and of help.
enum DisclosureModel {
  /// Returns the share with professional help among exposed children.
  static func helpShare(isInsufficient: Bool, living: Living) -> Double {
    logistic(-2.18 + (isInsufficient ? 1.15 : 0) + (living == .elsewhere ? 0.9 : 0))
  }

  /// Returns the share who told nobody among exposed children.
  static func toldNobodyShare(hasHelp: Bool, sex: Sex, ageGroup: AgeGroup) -> Double {
    hasHelp ? 0.08 : logistic(-0.30 + (sex == .boy ? 0.35 : 0) + [0, 0.15, 0.05][ageGroup.rawValue])
  }

  static func toldWhomShares(_ ageGroup: AgeGroup) -> [Double] {
    [
      [0.38, 0.15, 0.16, 0.22, 0.05, 0.04], [0.24, 0.12, 0.34, 0.17, 0.08, 0.05],
      [0.18, 0.11, 0.38, 0.13, 0.14, 0.06],
    ][ageGroup.rawValue]
  }

  /// Returns the shares of the responses to telling, given who was told.
  static func responseShares(_ person: Int) -> [Double] {
    [
      [0.38, 0.34, 0.16, 0.12], [0.40, 0.38, 0.13, 0.09], [0.42, 0.46, 0.06, 0.06], [0.44, 0.36, 0.10, 0.10],
      [0.55, 0.27, 0.08, 0.10], [0.45, 0.43, 0.06, 0.06],
    ][person]
  }

  static func helpSourceShares(_ living: Living) -> [Double] {
    living == .elsewhere ? [0.68, 0.18, 0.05, 0.04, 0.05] : [0.34, 0.28, 0.20, 0.11, 0.07]
  }

  static func perpetratorShares() -> [Double] { [0.33, 0.24, 0.17, 0.11, 0.10, 0.05] }

  static func frequencyShares(formCount: Int) -> [Double] {
    formCount > 1 ? [0.08, 0.34, 0.28, 0.30] : [0.22, 0.44, 0.20, 0.14]
  }
}

/// What children did who noticed violence in the home of another child; first asked in 2022.
enum BystanderModel {
  static func isAsked(_ wave: Wave) -> Bool { wave != .first }

  static func noticedShare(_ ageGroup: AgeGroup, isExposed: Bool) -> Double {
    logistic(-2.2 + [0, 0.35, 0.60][ageGroup.rawValue] + (isExposed ? 0.9 : 0))
  }

  static func actedShare(_ ageGroup: AgeGroup) -> Double { [0.38, 0.45, 0.50][ageGroup.rawValue] }

  static func barrierShares() -> [Double] { [0.36, 0.22, 0.14, 0.10, 0.12, 0.06] }
}
