/// A statistic with a true value: a ratio of sums over the cells of a wave's expectation.
package struct TrueIndicator: Sendable {
  /// What a child adds to the numerator and to the denominator.
  package typealias Contribution = (numerator: Double, denominator: Double)

  package let name: String
  /// The level that is counted, for an indicator with more than two.
  var category = ""
  var statistic = "prevalence"
  /// Whether the statistic is about exposed children only.
  package var isAmongExposed = false
  /// Whether it counts violence, so that groups by exposure would repeat it.
  var isAboutViolence = false
  /// Whether it was first asked in the second wave.
  package var isAboutBystanders = false
  let contribution: @Sendable (Expectation.Cell, Expectation.GradePart) -> Contribution

  /// The numerator and denominator in children, over one or more waves.
  package func ratio(over expectations: [Expectation], in domain: TrueDomain) -> Contribution {
    var sum = (numerator: 0.0, denominator: 0.0)
    for expectation in expectations {
      if isAboutBystanders && !BystanderModel.isAsked(expectation.wave) { continue }
      let size = Double(expectation.wave.populationSize)
      for cell in expectation.cells where domain.contains(cell) {
        if isAmongExposed && !cell.exposure.isExposed { continue }
        for part in cell.parts where (domain.isInsufficient ?? part.isInsufficient) == part.isInsufficient {
          let contribution = contribution(cell, part)
          sum.numerator += size * cell.share * part.share * contribution.numerator
          sum.denominator += size * cell.share * part.share * contribution.denominator
        }
      }
    }
    return sum
  }
}

extension TrueIndicator {
  package static let all: [TrueIndicator] = violence + grades + disclosure + bystanders + problems

  private static let violence =
    [
      TrueIndicator(name: "exposed", isAboutViolence: true) { cell, _ in (cell.exposure.isExposed ? 1 : 0, 1) },
      TrueIndicator(name: "exposed_ever", isAboutViolence: true) { cell, _ in (cell.exposure == .none ? 0 : 1, 1) },
    ]
    + (0...3).map { count in
      TrueIndicator(name: "forms_group", category: groupName(count), isAboutViolence: true) {
        cell, _ in (min(cell.exposure.formCount, 3) == count ? 1 : 0, 1)
      }
    }

  private static let grades = [
    TrueIndicator(name: "life_grade", statistic: "mean") { _, part in (part.meanGrade, 1) },
    TrueIndicator(name: "insufficient") { _, part in (part.isInsufficient ? 1 : 0, 1) },
  ]

  private static let disclosure =
    [
      TrueIndicator(name: "no_professional_help", isAmongExposed: true) { cell, part in
        (1 - helpShare(cell, part), 1)
      },
      TrueIndicator(name: "told_nobody", isAmongExposed: true) { cell, part in
        (toldNobodyShare(cell, part), 1)
      },
    ]
    + Item.responseAfterTelling.levels.enumerated().map { position, level in
      // The share among those who told somebody depends on age alone.
      let shares = AgeGroup.allCases.map { ageGroup in
        DisclosureModel.toldWhomShares(ageGroup).enumerated().reduce(0) {
          $0 + $1.element * DisclosureModel.responseShares($1.offset)[position]
        }
      }
      return TrueIndicator(name: "response_after_telling", category: level.name, isAmongExposed: true) { cell, part in
        let told = 1 - toldNobodyShare(cell, part)
        return (told * shares[cell.ageGroup.rawValue], told)
      }
    }

  private static let bystanders = [
    TrueIndicator(name: "noticed_violence", isAboutBystanders: true) { cell, _ in
      (BystanderModel.noticedShare(cell.ageGroup, isExposed: cell.exposure.isExposed), 1)
    },
    TrueIndicator(name: "acted_on_violence", isAboutBystanders: true) { cell, _ in
      let noticed = BystanderModel.noticedShare(cell.ageGroup, isExposed: cell.exposure.isExposed)
      return (noticed * BystanderModel.actedShare(cell.ageGroup), noticed)
    },
  ]

  private static let problems =
    [TrueIndicator(name: "problem_count", statistic: "mean") { cell, _ in (Double(cell.problemCount), 1) }]
    + (0...3).map { count in
      TrueIndicator(name: "problem_group", category: groupName(count)) { cell, _ in
        (min(cell.problemCount, 3) == count ? 1 : 0, 1)
      }
    }

  private static func helpShare(_ cell: Expectation.Cell, _ part: Expectation.GradePart) -> Double {
    DisclosureModel.helpShare(isInsufficient: part.isInsufficient, living: cell.living)
  }

  private static func toldNobodyShare(_ cell: Expectation.Cell, _ part: Expectation.GradePart) -> Double {
    let help = helpShare(cell, part)
    return help * DisclosureModel.toldNobodyShare(hasHelp: true, sex: cell.sex, ageGroup: cell.ageGroup)
      + (1 - help) * DisclosureModel.toldNobodyShare(hasHelp: false, sex: cell.sex, ageGroup: cell.ageGroup)
  }
}
