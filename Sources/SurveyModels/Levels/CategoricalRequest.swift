internal import SurveyDesigns
internal import SurveyMicrodata

/// What is to be fitted to an outcome with several levels.
struct CategoricalRequest {
  let model: CategoricalModel
  let outcome: Categorical
  /// The levels in their order, where they are given.
  let levels: [String]?
  let terms: Terms
  let ownTerms: Terms

  /// Each level of a multinomial outcome is compared with each other in the information.
  private static let mostUnorderedLevels = ComputationLimits.standard.unorderedLevels

  func fitted(
    to design: SurveyDesign, level: Double, iterationLimit: Int, width: Int?
  ) throws(ModelError) -> CategoricalFit {
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    let likelihood = try likelihood(of: design, width: width)
    let optimum = try likelihood.maximized(iterationLimit: iterationLimit)
    let replicates = try design.variance.replicateWeights.map { replicates throws(ModelError) in
      try ReplicateFits(
        likelihood, of: design, replicates: replicates, from: optimum.parameters, iterationLimit: iterationLimit)
    }
    return try CategoricalFit(
      self, design: design, likelihood: likelihood, optimum: optimum, replicates: replicates, level: level)
  }

  private func likelihood(of design: SurveyDesign, width: Int?) throws(ModelError) -> CategoryLikelihood {
    if let offset = terms.offsets.first { throw .offsetNotOffered(offset.name) }
    let data = design.data
    let factor = try reading { () throws(MicrodataError) in try data.factor(of: outcome) }
    let frame = try ModelFrame(on: terms, of: design) { row in factor.codes[row] >= 0 }
    guard !model.hasOrder || levels != nil || factor.hasStatedOrder else {
      throw .levelsWithoutOrder(outcome: outcome.name)
    }
    let order = try usedLevels(of: factor, in: frame)
    var position = [Int32](repeating: -1, count: factor.levels.count)
    for (new, old) in order.enumerated() { position[old] = Int32(new) }
    let codes = factor.codes.map { $0 < 0 ? -1 : position[Int($0)] }
    let columns = ModelColumns(frame)
    let last = Int32(order.count - 1)
    try frame.checkCells(of: columns) { row in
      guard model.hasOrder || last == 1 else { return .none }
      return codes[Int(row)] == 0 ? .lower : codes[Int(row)] == last ? .upper : .none
    }
    let own = try ownColumns(of: columns)
    let layout = PredictorLayout(predictorCount: order.count - 1, columnCount: columns.count, own: own)
    try reading { () throws(MicrodataError) in
      try LimitExcess.check(
        .coefficients(term: outcome.name), layout.parameterCount, limit: ComputationLimits.standard.coefficients)
    }
    let response: any CategoryResponse =
      switch model {
      case .ordinal(let link): CumulativeResponse(link: link, levelCount: order.count)
      case .multinomial: MultinomialResponse(levelCount: order.count)
      }
    let likelihood = CategoryLikelihood(
      frame: frame, columns: columns, response: response, own: own, levels: codes,
      levelNames: order.map { factor.levels[$0] }, areLevelsDeclared: factor.isDeclared,
      weights: design.weights, width: width)
    guard frame.rows.count >= likelihood.layout.parameterCount else {
      throw .tooFewRecords(records: frame.rows.count, parameters: likelihood.layout.parameterCount)
    }
    return likelihood
  }

  /// Returns the levels that complete records have, in their order or with the reference first.
  private func usedLevels(of factor: Factor, in frame: ModelFrame) throws(ModelError) -> [Int] {
    var isUsed = [Bool](repeating: false, count: factor.levels.count)
    for row in frame.rows { isUsed[Int(factor.codes[Int(row)])] = true }
    func position(of name: String) throws(ModelError) -> Int {
      guard let position = factor.levels.firstIndex(of: name) else {
        throw .microdata(.unknownLevel(name, column: outcome.name, nearest: factor.nearestLevel(to: name)))
      }
      return position
    }
    var order = factor.levels.indices.filter { isUsed[$0] }
    if let levels {
      var given: [Int] = []
      for name in levels { given.append(try position(of: name)) }
      let used = given.filter { isUsed[$0] }
      guard Set(used) == Set(order), Set(given).count == given.count else {
        throw .incompleteOrder(outcome: outcome.name, named: Set(used).count, levels: order.count)
      }
      order = used
    } else if let reference = outcome.reference, !model.hasOrder {
      let first = try position(of: reference)
      guard isUsed[first] else { throw .emptyReference(term: outcome.name, level: reference) }
      order = [first] + order.filter { $0 != first }
    }
    guard order.count > 1 else { throw .outcomeOfOneLevel(outcome: outcome.name) }
    guard model.hasOrder || order.count <= Self.mostUnorderedLevels else {
      throw .tooManyOutcomeLevels(outcome: outcome.name, found: order.count, limit: Self.mostUnorderedLevels)
    }
    return order
  }

  /// Returns the columns with coefficients for each predictor: the intercept and those of the terms that ask for it.
  private func ownColumns(of columns: ModelColumns) throws(ModelError) -> [Int] {
    guard model.hasOrder else { return Array(0..<columns.count) }
    let wanted = ownTerms.members.map { Set($0.map { ownTerms.variables[$0] }) }
    let present = terms.members.map { Set($0.map { terms.variables[$0] }) }
    var own = [0]
    for (position, term) in present.enumerated() where wanted.contains(term) {
      // Numbers are centred for the sake of digits, which moves a term's coefficients into those of its margins.
      if let margin = present.indices.first(where: {
        present[$0].isStrictSubset(of: term) && !wanted.contains(present[$0])
      }) {
        throw .ownTermWithoutMargin(term: columns.terms[position].name, margin: columns.terms[margin].name)
      }
      own += Array(columns.terms[position].columns)
    }
    if let missing = wanted.firstIndex(where: { !present.contains($0) }) {
      let name = ownTerms.names[missing]
      throw .unknownTerm(name, nearest: nearestName(to: name, among: terms.names))
    }
    return own
  }
}

/// The kinds of model of an outcome with several levels.
public enum CategoricalModel: Sendable, Hashable {
  /// The levels have an order; cumulative probabilities under a link.
  case ordinal(CumulativeLink)
  /// The levels have none.
  case multinomial

  /// Whether the levels have an order.
  var hasOrder: Bool { self != .multinomial }
}
