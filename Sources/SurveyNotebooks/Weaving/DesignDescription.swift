internal import ReportDocuments
internal import SurveyDesigns

/// Says in a sentence how records were drawn and weighted.
struct DesignDescription {
  let language: Language

  private var words: any LanguageWords { language.words }

  func sentence(of design: SurveyDesign) -> String {
    var parts: [String] = []
    let replicates = design.variance.replicateWeights
    if let replicates, let first = replicates.columns.first, let last = replicates.columns.last {
      parts.append("\(words.replicateWeights): \(first) - \(last)")
    }
    for (position, stage) in design.stages.enumerated() where replicates?.columns.isEmpty ?? true {
      let unit =
        stage.units.map { "\(words.unitsFrom) \($0)" }
        ?? words.eachRecordIsUnit
      var part =
        design.stages.count > 1 ? "\(words.stage) \(position + 1): \(unit)" : unit
      if !stage.strata.isEmpty {
        part += ", \(words.strata): " + stage.strata.joined(separator: " x ")
      }
      if let size = stage.populationSize {
        part += ", \(words.populationSize): \(size)"
      }
      parts.append(part)
    }
    for report in design.calibrationReports {
      let margins = report.cells.reduce(into: [String]()) { names, cell in
        let name = cell.variables.joined(separator: " x ")
        if !names.contains(name) { names.append(name) }
      }
      let method = words.weightingMethod(report.method)
      parts.append(
        "\(method) (\(report.iterationCount) \(words.rounds)): " + margins.joined(separator: ", "))
    }
    if let waves = design.overlappingWaves {
      parts.append("\(words.wavesThatShareUnits): \(waves)")
    }
    if let replicates {
      parts.append(words.variances(fromReplicates: replicates.count, replicates.name))
    }
    return parts.joined(separator: "; ")
  }
}
