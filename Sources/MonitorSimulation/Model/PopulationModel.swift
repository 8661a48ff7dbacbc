/// Who the children of a wave are: the shares that a background is drawn from, in the order of drawing.
///
/// The shares are invented, near those of Dutch children, so that a report on the synthetic monitor reads like one on
/// a real monitor. A later characteristic depends on earlier ones only.
struct PopulationModel: Sendable {
  let wave: Wave

  static let ages = Array(8...18)

  func sexShares() -> [Double] { [0.485, 0.505, 0.010] }

  /// Fewer young children in later waves, as births fell.
  func ageShares() -> [Double] {
    let slope = 0.008 * Double(1 + wave.rawValue)
    return normalized(Self.ages.map { 1 + slope * Double($0 - 13) })
  }

  func provinceShares() -> [Double] {
    [0.032, 0.038, 0.028, 0.068, 0.029, 0.122, 0.083, 0.160, 0.215, 0.021, 0.145, 0.059]
  }

  func educationShares(age: Int) -> [Double] {
    switch age {
    case ...11: [0.955, 0.045, 0, 0, 0, 0, 0]
    case 12: [0.45, 0.04, 0.26, 0.13, 0.12, 0, 0]
    case 13...15: [0, 0.05, 0.48, 0.24, 0.23, 0, 0]
    case 16: [0, 0.04, 0.28, 0.21, 0.20, 0.25, 0.02]
    case 17: [0, 0.03, 0.08, 0.15, 0.20, 0.45, 0.09]
    default: [0, 0.02, 0.02, 0.05, 0.08, 0.48, 0.35]
    }
  }

  func migrationShares(_ urbanity: Urbanity) -> [Double] {
    switch urbanity {
    case .high: [0.66, 0.09, 0.25]
    case .middle: [0.74, 0.09, 0.17]
    case .low: [0.85, 0.06, 0.09]
    }
  }

  func householdShares(_ migration: Migration) -> [Double] {
    migration == .outsideEurope ? [0.70, 0.06, 0.24] : [0.75, 0.10, 0.15]
  }

  func livingShares(_ ageGroup: AgeGroup) -> [Double] {
    let elsewhere = [0.009, 0.016, 0.025][ageGroup.rawValue]
    return [1 - elsewhere, elsewhere]
  }

  /// The shares of calm, tense and severe strain at home given the background.
  func strainShares(_ background: Background) -> [Double] {
    var shift = [0.0, 0.06, 0.10][wave.rawValue]
    shift += [0, 0.30, 0.50][background.household.rawValue]
    shift += [0, 0.15, 0.35][background.migration.rawValue]
    shift += [0.05, 0, -0.05][background.province.urbanity.rawValue]
    shift += background.living == .elsewhere ? 0.7 : 0
    shift += background.education == .special ? 0.6 : background.education == .vmbo ? 0.2 : 0
    return normalized([1, exponential(-2.20 + shift), exponential(-3.63 + 1.4 * shift)])
  }
}

/// How much strain there is at home: not asked, but it drives violence and problems together.
enum Strain: Int, CaseIterable, Sendable {
  case calm, tense, severe
}
