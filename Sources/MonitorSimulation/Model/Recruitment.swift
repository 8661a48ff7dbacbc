/// How children come into the sample: with equal chances, or through an open questionnaire that some find sooner.
///
/// The factors multiply the shares of the population model at each draw. They give 60% girls, a skew in age, province
/// and education, and over-recruitment of vulnerable children through organisations. Sex, age, province and education
/// can be repaired by weights; strain and living away from home can be repaired only in so far as they go with those.
package enum Recruitment: Sendable {
  /// Every child has the same chance: the population itself.
  case equalChances
  /// An open questionnaire, spread through four channels.
  case open

  func channelShares(_ wave: Wave) -> [Double] {
    switch self {
    case .equalChances: [1, 0, 0, 0]
    case .open: [[0.31, 0.39, 0.18, 0.12], [0.26, 0.44, 0.18, 0.12], [0.20, 0.46, 0.21, 0.13]][wave.rawValue]
    }
  }

  func sexFactors(_ channel: Channel) -> [Double] {
    guard self == .open else { return [1, 1, 1] }
    return [[1.24, 0.75, 2.0], [1.38, 0.61, 2.4], [1.07, 0.93, 1.2], [1.07, 0.90, 2.4]][channel.rawValue]
  }

  /// Factors for the ages 8 to 18.
  func ageFactors(_ channel: Channel) -> [Double] {
    guard self == .open else { return [Double](repeating: 1, count: 11) }
    return switch channel {
    case .ownSite: [0.7, 0.9, 1.2, 1.4, 1.3, 1.1, 1.0, 0.9, 0.8, 0.7, 0.6]
    case .socialMedia: [0.2, 0.3, 0.5, 0.8, 1.1, 1.4, 1.6, 1.6, 1.5, 1.3, 1.0]
    case .school: [0.9, 1.3, 1.8, 2.0, 1.5, 1.0, 0.8, 0.6, 0.5, 0.4, 0.2]
    case .organisation: [0.4, 0.5, 0.6, 0.8, 1.0, 1.2, 1.3, 1.4, 1.5, 1.4, 1.2]
    }
  }

  func provinceFactors() -> [Double] {
    guard self == .open else { return [Double](repeating: 1, count: 12) }
    return [1.3, 0.7, 0.8, 0.75, 1.2, 1.1, 1.25, 0.95, 1.30, 1.5, 0.75, 0.6]
  }

  func educationFactors(_ channel: Channel) -> [Double] {
    guard self == .open else { return [Double](repeating: 1, count: 7) }
    return [1, channel == .organisation ? 2.5 : 0.9, 0.8, 1.1, 1.35, 0.7, 0.8]
  }

  func livingFactors(_ channel: Channel) -> [Double] {
    guard self == .open else { return [1, 1] }
    return [1, channel == .organisation ? 27 : 1.2]
  }

  /// Factors for calm, tense and severe strain.
  func strainFactors(_ channel: Channel) -> [Double] {
    guard self == .open else { return [1, 1, 1] }
    return [[1, 1.05, 1.05], [1, 1, 1], [1, 0.97, 0.95], [1, 1.15, 1.2]][channel.rawValue]
  }
}
