internal import SurveyDesigns
internal import SurveyMicrodata

/// The groups that variables divide the records into: every combination of their levels, in order.
struct DomainCells: Sendable {
  /// The covariance matrix has a row and a column for every group, with records or without.
  private static let groupLimit = ComputationLimits.standard.groups

  /// The group of each record, negative where a variable is missing; nil without variables.
  let groups: [Int32]?
  /// The levels of each group.
  let domains: [[DomainLevel]]
  /// The number of records of the design's domain that are in no group.
  let missingCount: Int

  /// Returns the groups of the variables, then those of their totals: over the first variable that has one first, over all last.
  static func withTotals(
    by variables: [Categorical], of design: SurveyDesign
  ) throws(EstimationError) -> [DomainCells] {
    var choices: [[Bool]] = [[]]
    for variable in variables {
      choices = (variable.hasTotal ? [false, true] : [false]).flatMap { t in choices.map { [t] + $0 } }
    }
    var all: [DomainCells] = []
    for totals in choices { all.append(try DomainCells(by: variables, totals: totals.reversed(), of: design)) }
    return all
  }

  /// Divides the records by the variables that are not replaced by their total.
  init(
    by variables: [Categorical], totals: [Bool]? = nil, of design: SurveyDesign
  ) throws(EstimationError) {
    let isTotal = totals ?? variables.map { _ in false }
    guard isTotal.contains(false) else {
      groups = nil
      domains = [variables.map { DomainLevel(totalOf: $0.name) }]
      missingCount = 0
      return
    }
    let data = design.data
    var codes = [Int32](repeating: 0, count: data.rowCount)
    var domains: [[DomainLevel]] = [[]]
    for (variable, isTotal) in zip(variables, isTotal) {
      if isTotal {
        domains = domains.map { $0 + [DomainLevel(totalOf: variable.name)] }
        continue
      }
      let factor = try estimating { () throws(MicrodataError) in try data.levelledFactor(of: variable) }
      let count = Int32(factor.levels.count)
      guard domains.count * factor.levels.count <= DomainCells.groupLimit else {
        throw .tooManyGroups(limit: DomainCells.groupLimit)
      }
      for row in codes.indices {
        let code = factor.codes[row]
        codes[row] = codes[row] < 0 || code < 0 ? -1 : codes[row] * count + code
      }
      domains = domains.flatMap { domain in
        factor.levels.enumerated().map { position, level in
          domain + [
            DomainLevel(variable: variable.name, level: level, nameInMessages: factor.messageName(at: position))
          ]
        }
      }
    }
    groups = codes
    self.domains = domains
    missingCount = codes.indices.count {
      codes[$0] < 0 && design.weights[$0] > 0 && design.domain?[$0] != false
    }
  }
}

extension Microdata {
  /// Returns the groups of a variable, of which there must be one.
  func levelledFactor(of variable: Categorical) throws(MicrodataError) -> Factor {
    let factor = try factor(of: variable)
    guard !factor.levels.isEmpty else { throw .noKnownValue(column: variable.name) }
    return factor
  }
}
