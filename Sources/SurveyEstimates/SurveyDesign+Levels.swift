package import SurveyDesigns
package import SurveyMicrodata

/// Levels that are asked as numbers: the mean of a level is a share and its total a number of people.
extension SurveyDesign {
  /// Adds the indicator of each level that is named, and names the numeric columns in the order asked.
  package func withNumbers(
    for variables: [VariableLevel]
  ) throws(EstimationError) -> (design: SurveyDesign, columns: [Number]) {
    let records = data
    let extended = try estimating { () throws(MicrodataError) in
      var extended = records
      for variable in variables {
        guard let level = variable.level else { continue }
        let codes = try records.indicator(of: Binary(variable.variable, isTrueFor: level))
        extended = try extended.adding(
          variable.description, .numbers(codes.map { MissingKind(code: $0)?.number ?? Double($0) }))
      }
      return extended
    }
    return (replacingData(extended), variables.map { Number($0.description) })
  }
}
