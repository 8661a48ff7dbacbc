import Peilstok

/// What weighing did: the margins, the spread of the weights, and where the answer comes from.
struct WeighingAnswer {
  /// The spread of the weights of some records before and after.
  struct Spread {
    let group: String
    /// The group by the label of the codebook, for people.
    let label: String
    let before: WeightSummary
    let after: WeightSummary
  }

  /// The calibration and, where weights were trimmed, the trimming.
  let reports: [CalibrationReport]
  let spreads: [Spread]
  let provenance: Provenance
  let labels: LevelLabels
  /// What reading the records has shown of the columns that the weights rest on.
  var notes: [String] = []

  init(before: DescribedDesign, after: DescribedDesign, groups: [String]) throws {
    reports = after.design.calibrationReports
    provenance = Provenance(data: after.design.data, design: after, condition: nil)
    labels = LevelLabels(codebook: before.design.data.codebook)
    var domains: [(group: String, label: String, rows: [Bool]?)] = [("all", "all", nil)]
    for name in groups {
      let factor = try before.design.data.factor(of: Categorical(name))
      for (code, level) in factor.levels.enumerated() {
        let target = VariableLevel(name, level: level)
        domains.append((target.description, labels.label(of: target), factor.codes.map { $0 == Int32(code) }))
      }
    }
    spreads = domains.compactMap { group, label, rows in
      let summary = { (design: SurveyDesign) in (rows.map { design.restricted(to: $0) } ?? design).weightSummary }
      guard let one = summary(before.design), let other = summary(after.design) else { return nil }
      return Spread(group: group, label: label, before: one, after: other)
    }
  }

  /// Writes the answer in a form.
  func text(as format: CheckFormat) throws -> String {
    switch format {
    case .json: json.text
    case .text: try tables(isForReading: false).map(\.plainText).joined(separator: "\n")
    case .markdown: try tables(isForReading: true).map { $0.markdown(in: .english) }.joined(separator: "\n")
    }
  }

  /// The report, the spread of the weights and the provenance as fields.
  var json: JSONValue {
    .object([
      ("weighting", reports[0].json),
      ("trimming", reports.dropFirst().first?.json ?? .null),
      (
        "weights",
        .array(
          spreads.map { spread in
            .object([
              ("group", .string(spread.group)), ("before", spread.before.json), ("after", spread.after.json),
            ])
          })
      ),
      ("diagnostics", .strings(notes)),
      ("provenance", provenance.json),
    ])
  }
}

extension CalibrationReport {
  /// What the calibration did, as fields.
  var json: JSONValue {
    .object([
      ("method", .string(method)),
      ("iterations", .integer(iterationCount)),
      ("smallestFactor", .number(factors.lowerBound)),
      ("largestFactor", .number(factors.upperBound)),
      (
        "cut",
        cut.map { cut in
          .object([
            ("lower", .number(cut.bounds.lowerBound)), ("upper", .number(cut.bounds.upperBound)),
            ("weights", .integer(cut.count)),
          ])
        } ?? .null
      ),
      (
        "margins",
        .array(
          cells.map { cell in
            let differences = absoluteStandardizedDifferences(of: cell)
            return .object([
              ("margin", .string(cell.margin)), ("levels", .strings(cell.levels)),
              ("unweightedCount", .integer(cell.unweightedCount)), ("population", .number(cell.population)),
              ("before", .number(cell.before)), ("after", .number(cell.after)),
              ("absoluteStandardizedDifferenceBefore", .optional(differences?.before)),
              ("absoluteStandardizedDifferenceAfter", .optional(differences?.after)),
            ])
          })
      ),
    ])
  }
}

extension WeightSummary {
  /// The spread of weights as fields.
  var json: JSONValue {
    .object([
      ("unweightedCount", .integer(unweightedCount)), ("sum", .number(sum)), ("minimum", .number(minimum)),
      ("maximum", .number(maximum)), ("designEffect", .number(designEffect)),
      ("effectiveCount", .number(effectiveCount)),
    ])
  }
}
