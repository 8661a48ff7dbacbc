internal import ReportDocuments
internal import SurveyDesigns

/// Says in a sentence how records were drawn and weighted.
struct DesignDescription {
  let language: Language

  private var isDutch: Bool { language == .dutch }

  func sentence(of design: SurveyDesign) -> String {
    var parts: [String] = []
    let replicates = design.variance.replicateWeights
    if let replicates, let first = replicates.columns.first, let last = replicates.columns.last {
      parts.append((isDutch ? "replicatiegewichten: " : "replicate weights: ") + "\(first) - \(last)")
    }
    for (position, stage) in design.stages.enumerated() where replicates?.columns.isEmpty ?? true {
      let unit =
        stage.units.map { isDutch ? "eenheden uit \($0)" : "units from \($0)" }
        ?? (isDutch ? "elk antwoord is een eenheid" : "each record is a unit")
      var part =
        design.stages.count > 1 ? (isDutch ? "trap \(position + 1): " : "stage \(position + 1): ") + unit : unit
      if !stage.strata.isEmpty {
        part += (isDutch ? ", strata: " : ", strata: ") + stage.strata.joined(separator: " x ")
      }
      if let size = stage.populationSize {
        part += (isDutch ? ", eindige populatie: " : ", population size: ") + size
      }
      parts.append(part)
    }
    for report in design.calibrationReports {
      let margins = report.cells.reduce(into: [String]()) { names, cell in
        let name = cell.variables.joined(separator: " x ")
        if !names.contains(name) { names.append(name) }
      }
      let method = word(report.method)
      parts.append(
        "\(method) (\(report.iterationCount) \(isDutch ? "ronden" : "rounds")): " + margins.joined(separator: ", "))
    }
    if let waves = design.overlappingWaves {
      parts.append(isDutch ? "metingen met dezelfde eenheden: \(waves)" : "waves that share units: \(waves)")
    }
    if let replicates {
      parts.append(
        isDutch
          ? "varianties uit \(replicates.count) replicaties (\(replicates.name))"
          : "variances from \(replicates.count) replicates (\(replicates.name))")
    }
    return parts.joined(separator: "; ")
  }

  /// The name of a way to make weights.
  private func word(_ method: String) -> String {
    guard isDutch else { return method }
    return switch method {
    case "post-stratification": "poststratificatie"
    case "trimming": "afkapping"
    case let text where text.hasSuffix(" calibration"): "kalibratie (\(text.dropLast(" calibration".count)))"
    default: method
    }
  }
}
