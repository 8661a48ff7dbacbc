internal import ReportDocuments
internal import SurveyEstimates
internal import SurveyMicrodata

/// The words of the codebook, in the language of the notebook.
struct Labels {
  let codebook: Codebook
  let language: Language

  /// The label of a variable, or its name where it has none.
  func label(of variable: String) -> String {
    codebook.variables[variable]?.label.text(in: language.rawValue) ?? variable
  }

  /// The label of a variable with a capital, for a cell that names it beside other variables.
  func heading(of variable: String) -> String {
    let label = label(of: variable)
    return label.prefix(1).uppercased() + label.dropFirst()
  }

  /// The label of a level, or its name where it has none.
  func label(ofLevel level: String, of variable: String) -> String {
    codebook.variables[variable]?.levels.first { $0.name == level }?.label.text(in: language.rawValue) ?? level
  }

  /// The label of a statement: that of the variable where it says no more than yes, with the level elsewhere.
  func label(of statement: Binary, isPlain: Bool) -> String {
    let level = statement.trueLevels.map { label(ofLevel: $0, of: statement.name) }.joined(separator: ", ")
    return isPlain ? label(of: statement.name) : "\(label(of: statement.name)): \(level)"
  }

  /// The label of what an estimate is of: the level of a distribution, else the variable.
  func label(of estimate: Estimate) -> String {
    switch estimate.statistic {
    case .prevalence: estimate.level.map { label(ofLevel: $0, of: estimate.variable) } ?? label(of: estimate.variable)
    default: label(of: estimate.variable)
    }
  }
}
