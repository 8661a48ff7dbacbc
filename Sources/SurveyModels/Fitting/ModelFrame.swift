internal import SurveyDesigns
internal import SurveyMicrodata

/// The records that a model is fitted to, with their covariates.
struct ModelFrame: Sendable {
  /// The complete records of the domain with a positive weight, ascending.
  let rows: [Int32]
  let covariates: [Covariate]
  let terms: Terms
  /// The records of the domain with a positive weight that lack a variable.
  let missingCount: Int
  let diagnostics: [ModelDiagnostic]

  /// Reads the covariates of some terms, and keeps the records that have them all and an outcome.
  init(_ outcome: OutcomeValues, on terms: Terms, of design: SurveyDesign) throws(ModelError) {
    let data = design.data
    for (position, variable) in terms.variables.enumerated() {
      if terms.variables[..<position].contains(where: { $0.name == variable.name }) {
        throw .conflictingVariables(variable.name)
      }
    }
    var raw: [RawCovariate] = []
    for variable in terms.variables { raw.append(try RawCovariate(variable, in: data)) }

    let isInDomain = data.indices(inDomainOf: design)
    var isComplete = isInDomain
    outcome.exclude(from: &isComplete)
    for covariate in raw { covariate.exclude(from: &isComplete) }
    let rows = isComplete.indices.filter { isComplete[$0] }.map { Int32($0) }
    missingCount = isInDomain.count { $0 } - rows.count
    guard !rows.isEmpty else { throw .noCompleteRecords(missing: missingCount) }

    var covariates: [Covariate] = []
    var diagnostics: [ModelDiagnostic] = []
    for (variable, values) in zip(terms.variables, raw) {
      let (covariate, unused) = try Covariate.prepare(variable, values, rows: rows)
      covariates.append(covariate)
      if !unused.isEmpty { diagnostics.append(.unusedLevels(term: variable.name, levels: unused)) }
    }
    self.rows = rows
    self.covariates = covariates
    self.terms = terms
    self.diagnostics = diagnostics
  }

  /// Returns where in `rows` the records of a range of the data stand.
  func positions(of range: Range<Int>) -> Range<Int> {
    firstPosition(notBefore: range.lowerBound)..<firstPosition(notBefore: range.upperBound)
  }

  private func firstPosition(notBefore row: Int) -> Int {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(rows[middle]) < row { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Microdata {
  /// Marks the records of a design's domain that have a positive weight.
  fileprivate func indices(inDomainOf design: SurveyDesign) -> [Bool] {
    (0..<rowCount).map { design.weights[$0] > 0 && design.domain?[$0] != false }
  }
}
