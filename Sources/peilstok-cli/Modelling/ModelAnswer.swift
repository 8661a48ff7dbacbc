import Peilstok

/// A fitted model with where it comes from.
struct ModelAnswer {
  let summary: ModelSummary
  /// The formula as it was written.
  let formula: String
  /// What differs under other conventions or another way to find variances, where that was asked.
  let comparisons: [String]
  let provenance: Provenance
  let labels: LevelLabels

  /// Writes the answer in a form.
  func text(as format: OutputFormat) throws -> String {
    switch format {
    case .json: json.text
    case .csv: csv
    case .text: try tables(isForReading: false).map(\.plainText).joined(separator: "\n")
    case .markdown: try tables(isForReading: true).map { $0.markdown(in: .english) }.joined(separator: "\n")
    }
  }
}

extension ModelAnswer {
  /// What is worth knowing about the fit.
  var sentences: [String] {
    let missing = summary.missingCount
    let leftOut =
      missing == 0
      ? []
      : [
        "\(missing) \(missing == 1 ? "record lacks" : "records lack") a variable of the model and "
          + (missing == 1 ? "is left out." : "are left out.")
      ]
    return (provenance.design?.diagnostics ?? []) + leftOut + summary.diagnostics
      + (summary.adjusted?.sentences ?? []) + comparisons
  }

  /// The answer as JSON.
  var json: JSONValue {
    let covariance = (0..<summary.covariance.rowCount).map { row in
      (0..<summary.covariance.columnCount).map { summary.covariance[row, $0] }
    }
    var members: [(key: String, value: JSONValue)] = [
      ("coefficients", .array(summary.coefficients.map { $0.json(hasLevel: summary.hasLevels) }))
    ]
    if summary.hasLevels {
      members.append(("thresholds", .array(summary.thresholds.map { $0.json(hasLevel: true) })))
    }
    members += [
      ("covariance", .matrix(covariance)),
      ("degreesOfFreedom", .integer(summary.degreesOfFreedom)),
    ]
    if let count = summary.imputationCount { members.append(("imputations", .integer(count))) }
    members += [
      ("tests", .array(summary.tests.map { $0.json(summary.testChoice) })),
      ("fit", summary.measures.json),
    ]
    members += summary.adjusted?.members ?? []
    members += [
      // A fit exists only where the iteration reached its end; anything else is an error.
      ("converged", .bool(true)),
      ("iterations", .integer(summary.iterationCount)),
      ("diagnostics", .strings(sentences)),
      ("provenance", provenance.json(adding: model)),
    ]
    return .object(members)
  }

  /// What was fitted, as fields of the provenance.
  private var model: [(key: String, value: JSONValue)] {
    var members: [(key: String, value: JSONValue)] = [
      ("formula", .string(formula)),
      ("family", .string(summary.family)),
      ("link", .optional(summary.link)),
      ("theta", .optional(summary.theta)),
      ("penalty", .optional(summary.penalty.map { _ in "firth" })),
      ("outcome", .string(summary.outcome.variable)),
      ("level", .optional(summary.outcome.level)),
    ]
    if summary.hasLevels { members.append(("outcomeLevels", .strings(summary.outcomeLevels))) }
    members.append(("unweightedCount", .integer(summary.unweightedCount)))
    if let events = summary.eventCount { members.append(("eventCount", .integer(events))) }
    members += [
      ("missingCount", .integer(summary.missingCount)),
      ("confidenceLevel", .number(summary.level)),
    ]
    return [("model", .object(members))]
  }

  /// The coefficients as comma-separated text, one record each, at full precision; thresholds and then the adjusted numbers
  /// follow, each with its kind.
  var csv: String {
    var header =
      ["term", "estimate", "standardError", "statistic", "degreesOfFreedom", "pValue", "lower", "upper"]
      + (summary.hasLevels ? ["outcomeLevel"] : [])
      + (summary.imputationCount == nil ? [] : ["fractionOfMissingInformation", "relativeIncrease"])
    var rows = (summary.coefficients + summary.thresholds).map { $0.fields(hasLevel: summary.hasLevels) }
    if summary.haveIntervalMethods {
      header.append("intervalMethod")
      rows = zip(rows, summary.coefficients + summary.thresholds).map { $0 + [$1.intervalMethod?.rawValue ?? ""] }
    }
    if let adjusted = summary.adjusted {
      header.append("kind")
      rows = rows.enumerated().map { $1 + [$0 < summary.coefficients.count ? "coefficient" : "threshold"] }
      let missing = summary.imputationCount == nil ? [] : ["", ""]
      rows += adjusted.records.map { record in
        record.fields + (summary.hasLevels ? [adjusted.outcomeLevels ?? ""] : []) + missing
          + (summary.haveIntervalMethods ? [""] : []) + [record.kind]
      }
    }
    return ([header] + rows).map(CommaSeparatedText.tableLine).joined()
  }
}

extension TermTest {
  fileprivate func json(_ choice: TermTestKind) -> JSONValue {
    .object([
      ("term", .string(term)),
      ("kind", .string(choice.rawValue)),
      ("statistic", .number(statistic)),
      ("numeratorDegreesOfFreedom", .integer(numeratorDegreesOfFreedom)),
      ("denominatorDegreesOfFreedom", .degreesOfFreedom(denominatorDegreesOfFreedom)),
      ("pValue", .number(pValue)),
    ])
  }
}

extension AnsweredCoefficient {
  fileprivate func json(hasLevel: Bool) -> JSONValue {
    .object(
      [("term", .string(term))] + (hasLevel ? [("outcomeLevel", .optional(outcomeLevel))] : []) + [
        ("estimate", .number(estimate)),
        ("standardError", .number(standardError)),
        ("statistic", .number(statistic)),
        ("degreesOfFreedom", .degreesOfFreedom(degreesOfFreedom)),
        ("pValue", .number(pValue)),
        ("lower", .number(lower)),
        ("upper", .number(upper)),
      ] + (intervalMethod.map { [("intervalMethod", .string($0.rawValue))] } ?? [])
        + (missingInformation?.members ?? []))
  }

  fileprivate func fields(hasLevel: Bool) -> [String] {
    let number = CommaSeparatedText.fractional
    return [
      term, number(estimate), number(standardError), number(statistic),
      CommaSeparatedText.short(degreesOfFreedom), number(pValue), number(lower), number(upper),
    ] + (hasLevel ? [outcomeLevel ?? ""] : [])
      + (missingInformation.map { [number($0.fraction), number($0.relativeIncrease)] } ?? [])
  }
}
