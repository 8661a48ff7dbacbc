import Peilstok

/// A design in words and as JSON.
extension DescribedDesign {
  /// Whether the weights follow from the population sizes.
  var hasInverseFractions: Bool { weights == nil && design.stages.allSatisfy(\.hasProbabilities) }

  /// What is worth knowing about the weights.
  var diagnostics: [String] {
    if weights != nil { return [missingWeightNote].compactMap { $0 } }
    let weighing =
      hasInverseFractions
      ? "No weights were given: each record weighs the inverse of its sampling fraction."
      : "No weights were given: each record weighs 1."
    return [weighing] + [unusedCaseWeight].compactMap { $0.map(caseWeightNote) }
  }

  /// The design in one sentence.
  var words: String {
    let weighting =
      weights.map { "Weights in \"\($0)\"" }
      ?? (hasInverseFractions ? "Weights the inverse of the sampling fractions" : "Every record weighs 1")
    if let columns = design.variance.replicateWeights?.columns, let first = columns.first, let last = columns.last {
      return weighting + "; replicate weights in \"\(first)\" to \"\(last)\"." + afterStages
    }
    let stages = design.stages.enumerated().map { number, stage in
      var clause = design.stages.count > 1 ? "stage \(number + 1) draws " : "draws "
      clause += stage.units.map { "units \"\($0)\"" } ?? "records"
      if !stage.strata.isEmpty { clause += " in strata \"\(stage.strata.joined(separator: "\" by \""))\"" }
      clause +=
        stage.selection.probability.map { " with probability \"\($0)\" by \(stage.selection.name)" }
        ?? stage.populationSize.map { " out of \"\($0)\"" } ?? " with replacement"
      clause += stage.collapsedStrata.map { ", single units merged by \"\($0)\"" } ?? ""
      return clause
    }
    return weighting + "; " + stages.joined(separator: "; ")
      + (design.overlappingWaves.map { "; waves \"\($0)\" share units" } ?? "")
      + (isNested ? "; unit numbers start again in each stratum." : ".") + afterStages
  }

  /// What was done to the weights, the conventions and how variances are found.
  private var afterStages: String {
    design.calibrationReports.map { " " + $0.words }.joined()
      + (design.conventions == .r45 ? "" : " Conventions: \(design.conventions.name).")
      + (design.variance.replicateWeights.map { " " + $0.words } ?? "")
  }

  /// The design as fields.
  var json: JSONValue {
    .object([
      ("description", .string(words)),
      ("weights", .optional(weights)),
      ("missingWeights", .string(design.missingWeightRule.rawValue)),
      ("recordsWithoutWeight", .integer(design.recordsWithoutWeight)),
      (
        "stages",
        .array(
          (design.variance.replicateWeights?.columns.isEmpty ?? true ? design.stages : []).map { stage in
            .object([
              ("units", .optional(stage.units)),
              ("strata", .strings(stage.strata)),
              ("populationSize", .optional(stage.populationSize)),
              ("selection", .string(stage.selection.name)),
              ("inclusionProbability", .optional(stage.selection.probability)),
              ("collapsedStrata", .optional(stage.collapsedStrata)),
            ])
          })
      ),
      ("nested", .bool(isNested)),
      ("weighting", .array(design.calibrationReports.map(\.json))),
      (
        "margins",
        margins.map { .object([("file", .string($0.fileName)), ("sha256", .string($0.sha256))]) } ?? .null
      ),
      ("overlappingWaves", .optional(design.overlappingWaves)),
      ("singleUnit", .string(design.singleUnitStratumRule.rawValue)),
      (
        "variance",
        design.variance.replicateWeights?.json ?? .object([("method", .string("linearization"))])
      ),
    ])
  }
}

extension CalibrationReport {
  /// What was done in one sentence.
  fileprivate var words: String {
    if let cut {
      let ends = [cut.bounds.lowerBound, cut.bounds.upperBound].map(CommaSeparatedText.short)
      return "Trimming of the weights at \(ends[0]) and \(ends[1]), \(cut.count) cut off."
    }
    let names = cells.map(\.margin).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let name = method.prefix(1).uppercased() + method.dropFirst()
    return "\(name) of the weights to \(names.joined(separator: ", "))."
  }
}

/// That a file declares a weight which is used only where it is asked for.
func caseWeightNote(_ column: String) -> String {
  "The file declares that \"\(column)\" weighs its cases; \"--weights \(column)\" uses it."
}
