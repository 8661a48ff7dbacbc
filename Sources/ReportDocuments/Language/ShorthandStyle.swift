/// A set of symbols that statistical offices use in place of numbers.
///
/// Where a set has no symbol of its own for a shorthand, the bracketed one is used. No symbol is an empty cell.
public enum ShorthandStyle: String, Sendable, Hashable, CaseIterable {
  /// The bracketed symbols of the Government Analysis Function: "[x]", "[z]", "[c]", "[u]", "[low]".
  case governmentStatistics
  /// The symbols of Statistics Netherlands: "." for unknown or unreliable, "x" for secret, "-" for nil.
  case statisticsNetherlands
  /// The symbols of the Demographic and Health Surveys: "*" for a number based on too few cases, "na".
  case householdSurveys

  /// The symbol for a shorthand in this set.
  public func symbol(for shorthand: Shorthand) -> String {
    switch (self, shorthand) {
    case (.statisticsNetherlands, .notAvailable), (.statisticsNetherlands, .lowReliability): "."
    case (.statisticsNetherlands, .confidential): "x"
    case (.statisticsNetherlands, .zero): "-"
    case (.statisticsNetherlands, .low): "0"
    case (.statisticsNetherlands, .provisional): "*"
    case (.householdSurveys, .lowReliability): "*"
    case (.householdSurveys, .notApplicable): "na"
    case (_, .notAvailable): "[x]"
    case (_, .notApplicable): "[z]"
    case (_, .confidential): "[c]"
    case (_, .lowReliability): "[u]"
    case (_, .low): "[low]"
    case (_, .zero): "[nil]"
    case (_, .estimated): "[e]"
    case (_, .provisional): "[p]"
    case (_, .revised): "[r]"
    case (_, .breakInSeries): "[b]"
    }
  }

  /// The legend for the shorthand that a table uses: each symbol once, in a fixed order, with every meaning it has.
  public func legend(for used: Set<Shorthand>, in language: Language) -> [(symbol: String, meaning: String)] {
    var legend: [(symbol: String, meanings: [String])] = []
    for shorthand in Shorthand.allCases where used.contains(shorthand) {
      let symbol = symbol(for: shorthand)
      let meaning = language.meaning(of: shorthand)
      if let index = legend.firstIndex(where: { $0.symbol == symbol }) {
        legend[index].meanings.append(meaning)
      } else {
        legend.append((symbol, [meaning]))
      }
    }
    return legend.map { ($0.symbol, $0.meanings.joined(separator: "; ")) }
  }
}
