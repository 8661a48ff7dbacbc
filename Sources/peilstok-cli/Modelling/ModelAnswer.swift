import Peilstok

/// A fitted model with where it comes from.
struct ModelAnswer {
  let fit: ModelFit
  /// The formula as it was written.
  let formula: String
  let provenance: Provenance

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
  /// The outcome with its level.
  var outcome: ColumnTarget {
    switch fit.model.outcome {
    case .binary(let binary): ColumnTarget(column: binary.name, level: binary.trueLevels.joined(separator: ", "))
    case .number(let number): ColumnTarget(column: number.name, level: nil)
    }
  }

  /// What is worth knowing about the fit.
  var sentences: [String] {
    let missing = fit.missingCount
    let leftOut =
      missing == 0
      ? []
      : [
        "\(missing) \(missing == 1 ? "record lacks" : "records lack") a variable of the model and "
          + (missing == 1 ? "is left out." : "are left out.")
      ]
    return (provenance.design?.diagnostics ?? []) + leftOut + fit.diagnostics.map(\.description)
  }

  /// The answer as JSON.
  var json: JSONValue {
    let covariance = (0..<fit.covariance.rowCount).map { row in
      (0..<fit.covariance.columnCount).map { fit.covariance[row, $0] }
    }
    return .object([
      ("coefficients", .array(fit.coefficients.map(\.json))),
      ("covariance", .matrix(covariance)),
      ("degreesOfFreedom", .integer(fit.degreesOfFreedom)),
      // A fit exists only where the iteration reached its end; anything else is an error.
      ("converged", .bool(true)),
      ("iterations", .integer(fit.iterationCount)),
      ("diagnostics", .strings(sentences)),
      ("provenance", provenance.json(adding: model)),
    ])
  }

  /// What was fitted, as fields of the provenance.
  private var model: [(key: String, value: JSONValue)] {
    [
      (
        "model",
        .object([
          ("formula", .string(formula)),
          ("family", .string(fit.model.family.name)),
          ("link", .string(fit.model.link.name)),
          ("theta", .optional(fit.theta)),
          ("outcome", .string(outcome.column)),
          ("level", .optional(outcome.level)),
          ("unweightedCount", .integer(fit.unweightedCount)),
          ("missingCount", .integer(fit.missingCount)),
          ("confidenceLevel", .number(fit.level)),
        ])
      )
    ]
  }

  /// The coefficients as comma-separated text, one record each, at full precision.
  var csv: String {
    let header = ["term", "estimate", "standardError", "statistic", "degreesOfFreedom", "pValue", "lower", "upper"]
    return ([header] + fit.coefficients.map(\.fields)).map(CommaSeparatedRecord.line).joined()
  }
}

extension Coefficient {
  fileprivate var json: JSONValue {
    .object([
      ("term", .string(term)),
      ("estimate", .number(estimate)),
      ("standardError", .number(standardError)),
      ("statistic", .number(statistic)),
      ("degreesOfFreedom", .integer(degreesOfFreedom)),
      ("pValue", .number(pValue)),
      ("lower", .number(lower)),
      ("upper", .number(upper)),
    ])
  }

  fileprivate var fields: [String] {
    let number = CommaSeparatedRecord.number
    return [
      term, number(estimate), number(standardError), number(statistic), "\(degreesOfFreedom)", number(pValue),
      number(lower), number(upper),
    ]
  }
}
