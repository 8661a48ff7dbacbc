internal import SurveyDesigns
internal import SurveyMicrodata

/// The records that a model is fitted to, with their covariates.
struct ModelFrame: Sendable {
  /// The complete records of the domain with a positive weight, ascending.
  private(set) var rows: [Int32]
  let covariates: [Covariate]
  /// What is added to the linear predictor of each record of the data; nil where nothing is.
  let offset: [Double]?
  let terms: Terms
  /// The terms as the covariates whose product each piece of them is, in their order.
  let pieces: [Piece]
  /// The records of the domain with a positive weight that lack a variable.
  let missingCount: Int
  let diagnostics: [ModelDiagnostic]

  /// One of the products of covariates that make a term.
  struct Piece: Sendable {
    /// The position of the term in the model.
    let term: Int
    /// The ascending positions of its covariates.
    let members: [Int]
  }

  /// Reads the covariates of some terms, and keeps the records that have them all and an outcome.
  init(_ outcome: OutcomeValues, on terms: Terms, of design: SurveyDesign) throws(ModelError) {
    var hasOutcome = [Bool](repeating: true, count: design.data.rowCount)
    outcome.exclude(from: &hasOutcome)
    try self.init(on: terms, of: design) { hasOutcome[$0] }
  }

  /// Reads the covariates of some terms, and keeps the records that have them all and an outcome.
  init(on terms: Terms, of design: SurveyDesign, hasOutcome: (_ row: Int) -> Bool) throws(ModelError) {
    let data = design.data
    for (position, variable) in terms.variables.enumerated() {
      if terms.variables[..<position].contains(where: { $0.name == variable.name }) {
        throw .conflictingVariables(variable.name)
      }
    }
    let isInDomain = data.indices(inDomainOf: design)
    var raw: [RawCovariate] = []
    for variable in terms.variables { raw.append(try RawCovariate(variable, in: data, isWanted: isInDomain)) }
    var offsets: [RawCovariate] = []
    for variable in terms.offsets { offsets.append(try RawCovariate(variable, in: data, isWanted: isInDomain)) }
    var isComplete = isInDomain
    for row in isComplete.indices where !hasOutcome(row) { isComplete[row] = false }
    for covariate in raw + offsets { covariate.exclude(from: &isComplete) }
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
    offset = try Self.sum(offsets, of: terms.offsets, rows: rows)
    self.rows = rows
    pieces = try Self.pieces(of: terms, &covariates, rows: rows)
    self.covariates = covariates
    self.terms = terms
    self.diagnostics = diagnostics
    try checkCoefficientCount()
  }

  /// Takes terms apart where a covariate makes several columns, and adds these to the covariates.
  ///
  /// Levels coded by contrasts keep an indicator for each level where the term without them is not in the model.
  private static func pieces(
    of terms: Terms, _ covariates: inout [Covariate], rows: [Int32]
  ) throws(ModelError) -> [Piece] {
    var columnsOf: [Int: [Int]] = [:]
    for position in terms.variables.indices {
      guard let columns = try covariates[position].columns(over: rows) else { continue }
      columnsOf[position] = Array(covariates.count..<covariates.count + columns.count)
      covariates += columns
    }
    var pieces: [Piece] = []
    for (term, members) in terms.members.enumerated() {
      var products: [[Int]] = [[]]
      for member in members {
        let margin = members.filter { $0 != member }
        let isReduced = margin.isEmpty || terms.members.contains(margin)
        let isLevels = covariates[member].levelCount > 1
        let choices = isLevels && !isReduced ? [member] : columnsOf[member] ?? [member]
        products = choices.flatMap { choice in products.map { $0 + [choice] } }
      }
      pieces += products.map { Piece(term: term, members: $0) }
    }
    return pieces
  }

  /// Adds up the offsets of each record.
  private static func sum(
    _ offsets: [RawCovariate], of variables: [ModelVariable], rows: [Int32]
  ) throws(ModelError) -> [Double]? {
    var sum: [Double]?
    for (variable, offset) in zip(variables, offsets) {
      guard case .numbers(let values) = offset else { throw .offsetWithoutNumbers(variable.name) }
      let infiniteCount = rows.count { values[Int($0)].isInfinite }
      guard infiniteCount == 0 else { throw .infiniteNumbers(column: variable.columnName, count: infiniteCount) }
      sum = sum.map { zip($0, values).map { $0 + $1 } } ?? values
    }
    return sum
  }

  /// Returns the frame with one record in every few.
  func keepingRows(each step: Int) -> ModelFrame {
    var copy = self
    copy.rows = stride(from: 0, to: rows.count, by: step).map { rows[$0] }
    return copy
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
