internal import ReportDocuments
internal import SurveyDesigns

/// Says in a sentence how records were drawn and weighted.
struct DesignDescription {
  let language: Language

  private var isDutch: Bool { language == .dutch }

  func sentence(of design: SurveyDesign) -> String {
    var parts: [String] = []
    for (position, stage) in design.stages.enumerated() {
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
      let method = isDutch ? (report.method == "raking" ? "raking" : "poststratificatie") : report.method
      parts.append(
        "\(method) (\(report.iterationCount) \(isDutch ? "ronden" : "rounds")): " + margins.joined(separator: ", "))
    }
    return parts.joined(separator: "; ")
  }
}
