/// The exact distribution of a wave's children, added up over every background, strain and exposure.
///
/// The model has finitely many backgrounds, and given strain, sex and age the forms of violence and the problems are
/// independent. So every true value is a finite sum: no random numbers are needed to know it.
package struct Expectation: Sendable {
  /// A cell of what the life grade depends on, with its share of the children.
  package struct Cell: Sendable {
    package let sex: Sex
    package let ageGroup: AgeGroup
    let living: Living
    package let exposure: Exposure
    let problemCount: Int
    package let share: Double
    /// The insufficient and the sufficient grades within the cell.
    package let parts: [GradePart]
  }

  /// The children of a cell whose grades are all insufficient, or all sufficient.
  package struct GradePart: Sendable {
    package let isInsufficient: Bool
    /// Their share of the cell.
    package let share: Double
    let meanGrade: Double
  }

  /// The shares of sex, age group, living situation and strain together.
  package struct Group: Sendable {
    package let sex: Sex
    package let ageGroup: AgeGroup
    let living: Living
    let strain: Strain
    package let share: Double
  }

  /// The waves of the synthetic population, which is the same whatever the seed of the records.
  package static let ofWaves = Wave.allCases.map { Expectation(wave: $0) }

  package let wave: Wave
  package let groups: [Group]
  package let cells: [Cell]
  /// The share of each level of each background characteristic, by column name and level name.
  let backgroundShares: [String: [String: Double]]

  package init(wave: Wave, recruitment: Recruitment = .equalChances) {
    self.wave = wave
    var strainShares = [Double](repeating: 0, count: 3 * 3 * 2 * 3)
    var backgroundShares: [String: [String: Double]] = [:]
    for (background, share, strains) in backgrounds(wave: wave, recruitment: recruitment) {
      let cell = (background.sex.rawValue * 3 + background.ageGroup.rawValue) * 2 + background.living.rawValue
      for strain in 0..<3 { strainShares[cell * 3 + strain] += share * strains[strain] }
      for (column, level) in background.weightingLevels {
        backgroundShares[column, default: [:]][level, default: 0] += share
      }
    }
    self.backgroundShares = backgroundShares
    var groups: [Group] = []
    for sex in Sex.allCases {
      for ageGroup in AgeGroup.allCases {
        for living in Living.allCases {
          let cell = (sex.rawValue * 3 + ageGroup.rawValue) * 2 + living.rawValue
          for strain in Strain.allCases {
            let share = strainShares[cell * 3 + strain.rawValue]
            groups.append(Group(sex: sex, ageGroup: ageGroup, living: living, strain: strain, share: share))
          }
        }
      }
    }
    self.groups = groups
    cells = stride(from: 0, to: groups.count, by: Strain.allCases.count).flatMap { first in
      Self.cells(of: Array(groups[first..<(first + Strain.allCases.count)]), wave: wave)
    }
  }

  /// The cells of groups that differ in strain only.
  private static func cells(of groups: [Group], wave: Wave) -> [Cell] {
    let (sex, ageGroup, living) = (groups[0].sex, groups[0].ageGroup, groups[0].living)
    let exposures = groups.map { exposureShares(strain: $0.strain, sex: sex, ageGroup: ageGroup) }
    let problemCounts = groups.map { group in countShares(Problem.allCases.map { $0.share(group.strain) }) }
    return exposures[0].indices.flatMap { position in
      problemCounts[0].indices.map { problemCount in
        let exposure = exposures[0][position].0
        let share = groups.indices.reduce(0) {
          $0 + groups[$1].share * exposures[$1][position].1 * problemCounts[$1][problemCount]
        }
        let effects = LifeGradeModel.effects(
          sex: sex, ageGroup: ageGroup, living: living, exposure: exposure, problemCount: problemCount)
        return Cell(
          sex: sex, ageGroup: ageGroup, living: living, exposure: exposure, problemCount: problemCount, share: share,
          parts: GradePart.parts(of: LifeGradeModel.shares(wave: wave, effects: effects)))
      }
    }
  }
}

extension Expectation.GradePart {
  /// Splits the shares of the grades 1 to 10 into insufficient and sufficient grades.
  fileprivate static func parts(of grades: [Double]) -> [Self] {
    [true, false].map { isInsufficient in
      let wanted = grades.indices.filter { LifeGradeModel.isInsufficient($0 + 1) == isInsufficient }
      let share = wanted.reduce(0) { $0 + grades[$1] }
      let sum = wanted.reduce(0) { $0 + grades[$1] * Double($1 + 1) }
      return Self(isInsufficient: isInsufficient, share: share, meanGrade: sum / share)
    }
  }
}

/// Returns the share of each exposure given strain, sex and age.
private func exposureShares(strain: Strain, sex: Sex, ageGroup: AgeGroup) -> [(Exposure, Double)] {
  let forms = ViolenceForm.allCases.map {
    ViolenceModel.shares($0, strain: strain, sex: sex, ageGroup: ageGroup)
  }
  let counts = countShares(forms.map { $0[ViolenceAnswer.past12Months.rawValue] })
  let never = forms.reduce(1) { $0 * $1[ViolenceAnswer.never.rawValue] }
  return [(.none, never), (.longerAgo, counts[0] - never)]
    + (1..<counts.count).map { (.past12Months(forms: $0), counts[$0]) }
}

/// Returns the shares of each number of several independent events, from none to all.
package func countShares(_ probabilities: [Double]) -> [Double] {
  var shares = [1.0]
  for probability in probabilities {
    var next = [Double](repeating: 0, count: shares.count + 1)
    for (count, share) in shares.enumerated() {
      next[count] += share * (1 - probability)
      next[count + 1] += share * probability
    }
    shares = next
  }
  return shares
}
