/// The grade that a child gives its life, 1 to 10: cumulative logits with proportional odds.
///
/// ```
/// P(grade <= k) = logistic(threshold[k] + effects)
/// ```
///
/// A positive effect means a lower grade; at k = 5 it is the log-odds ratio of an insufficient grade.
struct LifeGradeModel: Sendable {
  static let exposed = 0.97
  static let eachFurtherForm = 0.22
  static let longerAgoOnly = 0.30
  static let eachProblem = 0.26
  static let elsewhere = 0.65
  static let sex = [0.0, -0.45, 0.60]
  static let ageGroup = [0.0, 0.45, 0.85]

  /// The thresholds of P(grade <= 1) to P(grade <= 9), for each wave.
  private static let thresholds: [[Double]] = [
    [-5.86, -5.08, -4.35, -3.69, -3.00, -2.26, -1.30, -0.06, 1.22],
    [-5.53, -4.71, -3.99, -3.34, -2.68, -2.09, -1.31, -0.19, 1.18],
    [-5.55, -4.73, -4.04, -3.39, -2.73, -2.06, -1.22, 0.02, 1.40],
  ]

  static func effects(sex: Sex, ageGroup: AgeGroup, living: Living, exposure: Exposure, problemCount: Int) -> Double {
    var sum = Self.sex[sex.rawValue] + Self.ageGroup[ageGroup.rawValue] + eachProblem * Double(problemCount)
    if living == .elsewhere { sum += elsewhere }
    switch exposure {
    case .none: break
    case .longerAgo: sum += longerAgoOnly
    case .past12Months(let forms): sum += exposed + eachFurtherForm * Double(forms - 1)
    }
    return sum
  }

  /// Returns the shares of the grades 1 to 10.
  static func shares(wave: Wave, effects: Double) -> [Double] {
    let cumulative = thresholds[wave.rawValue].map { logistic($0 + effects) } + [1]
    return cumulative.indices.map { $0 == 0 ? cumulative[0] : cumulative[$0] - cumulative[$0 - 1] }
  }

  /// Whether a grade is insufficient: 5 or lower.
  static func isInsufficient(_ grade: Int) -> Bool { grade <= 5 }
}
