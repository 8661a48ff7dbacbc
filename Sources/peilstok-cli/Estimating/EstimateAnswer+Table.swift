import Foundation
import Peilstok

/// Estimates as a table.
extension EstimateAnswer {
  /// The answer as a table, either for reading in a report, where shares are percentages, or for checking, with as
  /// many decimals as a standard error warrants; levels stand by the labels of the codebook.
  func table(
    of request: EstimateQuestion, provenance: Provenance, labels: LevelLabels, isForReading: Bool
  ) throws(DocumentError) -> Table {
    let groups = elements.first?.estimate.domain.map(\.variable) ?? []
    let columns =
      [TableColumn("variable", header: "Variable", role: .label)]
      + groups.map { TableColumn("domain.\($0)", header: $0, role: .label) } + [
        TableColumn("value", header: "Estimate", role: .estimate),
        TableColumn("standardError", header: "Standard error", role: .estimate),
        TableColumn("lower", header: "Lower", role: .lower),
        TableColumn("upper", header: "Upper", role: .upper),
        TableColumn("degreesOfFreedom", header: "df", role: .count),
        TableColumn("unweightedCount", header: "n", role: .count),
        TableColumn("missingCount", header: "Missing", role: .count),
        isPooled
          ? TableColumn("fractionOfMissingInformation", header: "Missing information", role: .estimate)
          : TableColumn("designEffect", header: "Design effect", role: .estimate),
      ]
    let escaped = isForReading ? MarkdownText.escaped : { $0 }
    return try Table(
      "1", caption: escaped(caption(of: request, groups: groups)), columns: columns,
      rows: elements.map { $0.row(labels: labels, isForReading: isForReading) },
      notes: (sentences(in: labels) + noteOnDesignEffects).enumerated().map { Note("note\($0)", escaped($1)) },
      source: escaped(provenance.words))
  }

  /// Says where design effects are not against drawing without replacement, which is how they are by default.
  private var noteOnDesignEffects: [String] {
    elements.contains { $0.estimate.designEffectBasis == .withReplacement }
      ? ["Design effects are against simple random sampling with replacement."] : []
  }

  private func caption(of request: EstimateQuestion, groups: [String]) -> String {
    let name = request.statistic.words
    let by = groups.isEmpty ? "" : " by " + groups.joined(separator: " and ")
    let method = request.usedInterval.rawValue
    return "\(name.prefix(1).uppercased() + name.dropFirst())\(by), with \(method) intervals at level \(request.level)"
  }
}

extension EstimateAnswer.Element {
  fileprivate func row(labels: LevelLabels, isForReading: Bool) -> TableRow {
    let format = format(isForReading: isForReading)
    let number: (Double?) -> Cell = { $0.map { .number($0, format) } ?? .absent(.notAvailable) }
    let label: (String) -> Cell = { .text($0.allSatisfy(\.isWhitespace) ? "(blank)" : $0) }
    let group: (DomainLevel) -> String = {
      $0.isTotal ? $0.level : labels.label(ofLevel: $0.level, of: $0.variable)
    }
    return TableRow(
      [label(variableName(in: labels))] + estimate.domain.map { label(group($0)) } + [
        number(estimate.value), number(estimate.standardError), number(estimate.confidenceInterval?.lower),
        number(estimate.confidenceInterval?.upper), degreesOfFreedom,
        .count(estimate.unweightedCount), .count(estimate.missingCount),
        estimate.missingInformation.map { .number($0.fraction, .ratio()) }
          ?? estimate.designEffect.map { .number($0, .ratio()) } ?? .absent(.notAvailable),
      ])
  }

  private var degreesOfFreedom: Cell {
    estimate.missingInformation == nil
      ? .count(Int(estimate.degreesOfFreedom)) : .number(estimate.degreesOfFreedom, .number(decimals: 1))
  }

  private func format(isForReading: Bool) -> NumberFormat {
    if isForReading, estimate.statistic.isShare { return .percentage(decimals: 1) }
    let error = estimate.standardError
    return .number(decimals: decimals(showing: 4, digitsOf: error > 0 ? error : estimate.value))
  }
}

/// The number of decimals that shows so many digits of a number, at most ten.
func decimals(showing digits: Int, digitsOf number: Double) -> Int {
  guard number.isFinite, number != 0 else { return digits }
  return min(10, max(0, digits - 1 - Int(log10(abs(number)).rounded(.down))))
}
