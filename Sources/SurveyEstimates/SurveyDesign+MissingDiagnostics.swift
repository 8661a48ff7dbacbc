internal import SurveyDesigns
internal import SurveyMicrodata

/// What missing answers mean for an estimate.
extension SurveyDesign {
  /// What is worth knowing about the missing values of the variables that are estimated.
  ///
  /// Counted are the records with a weight in the domain of the design, whatever their groups.
  func missingDiagnostics(of targets: [Estimator.Target], in statistic: Statistic) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var seen: Set<String> = []
    for target in targets where seen.insert(target.variable).inserted {
      guard let column = try? data.column(target.variable) else { continue }
      let items = data.codebook.variables[target.variable]?.items ?? []
      if items.count > 1, let found = routingDiagnostic(of: target.variable, column) { diagnostics.append(found) }
      if items.isEmpty, statistic.isShare || statistic == .mean || (statistic == .total && target.level != nil),
        column.hasOneKnownValue
      {
        let blanks = missingCounts(of: column)[.blank, default: 0]
        if blanks > 0 { diagnostics.append(.onlyTicksKnown(variable: target.variable, blanks: blanks)) }
      }
    }
    return diagnostics
  }

  /// Tells that most missing values of an indicator come from items that were not asked; nil where they do not.
  private func routingDiagnostic(of name: String, _ column: Column) -> Diagnostic? {
    let counts = missingCounts(of: column)
    let notAsked = counts[.notAsked, default: 0]
    let all = counts.values.reduce(0, +)
    return notAsked > 0 && 2 * notAsked > all ? .missingByRouting(variable: name, counts: counts) : nil
  }

  private func missingCounts(of column: Column) -> [MissingKind: Int] {
    var counts: [MissingKind: Int] = [:]
    for row in 0..<column.count where weights[row] > 0 && domain?[row] != false {
      if let kind = column.missingKind(at: row) { counts[kind, default: 0] += 1 }
    }
    return counts
  }
}

extension Column {
  /// Whether all records with an answer have the same.
  fileprivate var hasOneKnownValue: Bool {
    switch self {
    case .numbers(let values):
      guard let first = values.first(where: { !$0.isNaN }) else { return false }
      return values.allSatisfy { $0.isNaN || $0 == first }
    case .factor(let factor):
      guard let first = factor.codes.first(where: { $0 >= 0 }) else { return false }
      return factor.codes.allSatisfy { $0 < 0 || $0 == first }
    }
  }
}
