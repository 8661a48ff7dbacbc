/// A group of children that true values are given for; nil stands for all.
package struct TrueDomain: Sendable {
  package var by = ""
  var level = ""
  var sex: Sex?
  var ageGroup: AgeGroup?
  var living: Living?
  var isExposed: Bool?
  var isInsufficient: Bool?
  /// A number of problems, three standing for three or more.
  var problemGroup: Int?

  /// All children.
  package static let everyone = TrueDomain()

  /// All children, then the groups of each characteristic.
  package static let all: [TrueDomain] =
    [everyone]
    + Sex.allCases.map { TrueDomain(by: "sex", level: $0.name, sex: $0) }
    + AgeGroup.allCases.map { TrueDomain(by: "age_group", level: $0.name, ageGroup: $0) }
    + Living.allCases.map { TrueDomain(by: "living_situation", level: $0.name, living: $0) }
    + [true, false].map { TrueDomain(by: "exposed", level: $0 ? "yes" : "no", isExposed: $0) }
    + [true, false].map { TrueDomain(by: "insufficient", level: $0 ? "yes" : "no", isInsufficient: $0) }
    + (0...3).map { TrueDomain(by: "problem_group", level: groupName($0), problemGroup: $0) }

  /// Whether the group is one of sex, age and living situation, or everyone.
  var isOfBackground: Bool { isExposed == nil && isInsufficient == nil && problemGroup == nil }

  func contains(_ group: Expectation.Group) -> Bool {
    (sex ?? group.sex) == group.sex && (ageGroup ?? group.ageGroup) == group.ageGroup
      && (living ?? group.living) == group.living
  }

  func contains(_ cell: Expectation.Cell) -> Bool {
    (sex ?? cell.sex) == cell.sex && (ageGroup ?? cell.ageGroup) == cell.ageGroup
      && (living ?? cell.living) == cell.living
      && (isExposed ?? cell.exposure.isExposed) == cell.exposure.isExposed
      && (problemGroup ?? min(cell.problemCount, 3)) == min(cell.problemCount, 3)
  }

  /// Whether an indicator is worth giving in this group, and is not fixed by the group itself.
  func applies(to indicator: TrueIndicator) -> Bool {
    switch by {
    case "insufficient": indicator.isAmongExposed || indicator.name == "exposed"
    case "exposed": !indicator.isAboutViolence && !indicator.isAmongExposed
    case "problem_group": ["life_grade", "insufficient", "exposed"].contains(indicator.name)
    default: true
    }
  }
}

/// The name of a count group: 0, 1, 2 or 3+.
func groupName(_ count: Int) -> String { count == 3 ? "3+" : String(count) }
