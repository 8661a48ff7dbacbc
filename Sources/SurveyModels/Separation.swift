public import SurveyEstimates
public import SurveyMicrodata

/// What tells the outcomes of a model apart, so that its coefficients grow without bound.
public struct Separation: Sendable, Equatable {
  /// The names of the coefficients that grow.
  public let terms: [String]
  /// The terms of the model that these belong to.
  public let modelTerms: [String]
  /// The levels that all records have whose outcomes become certain, or that the coefficients stand for; none where
  /// they have no level in common.
  public let levels: [DomainLevel]
  /// The outcome of every record with these levels: its level, or `true` and `false` of a statement; nil where they
  /// differ.
  public let outcome: LevelName?
  /// The number of complete records with these levels.
  public let recordCount: Int
  /// Whether a penalty would make the coefficients finite.
  public let offersPenalty: Bool
  /// Whether the names of coefficients hold levels that were only read from records.
  package var hidesNames = false

  package init(
    terms: [String], modelTerms: [String]? = nil, levels: [DomainLevel] = [], outcome: LevelName? = nil,
    recordCount: Int,
    offersPenalty: Bool = false
  ) {
    self.terms = terms
    self.modelTerms = modelTerms ?? terms
    self.levels = levels
    self.outcome = outcome
    self.recordCount = recordCount
    self.offersPenalty = offersPenalty
  }
}

extension ModelLikelihood {
  /// Says what a direction of the parameters that no outcome speaks against tells apart.
  func separation(along direction: [Double]) -> Separation {
    let changed = changedParameters(along: direction)
    var (terms, modelTerms): ([String], [String]) = ([], [])
    for column in changed.map({ column(ofParameter: $0) }) {
      let term = columns.terms.first { $0.columns.contains(column) }?.name ?? columns.names[column]
      if !terms.contains(columns.names[column]) { terms.append(columns.names[column]) }
      if !modelTerms.contains(term) { modelTerms.append(term) }
    }

    let changes = predictorChanges(along: direction)
    let bound = 1e-3 * (changes.max() ?? 0)
    let moved = zip(frame.rows, changes).filter { $1 > bound }.map(\.0)
    let shared = frame.levels(sharedBy: moved)
    let levels = shared.isEmpty ? levelsInCommon(ofParameters: changed) : shared
    let members = levels.isEmpty ? frame.rows : frame.rows.filter { frame.has(levels, atRow: $0) }
    let outcomes = Set(members.map(outcomeName))
    var separation = Separation(
      terms: terms, modelTerms: modelTerms, levels: levels,
      outcome: levels.isEmpty || outcomes.count > 1 ? nil : outcomes.first ?? nil,
      recordCount: members.count, offersPenalty: offersPenalty)
    separation.hidesNames = columns.hidesNames
    return separation
  }

  /// The size of the change of each complete record's linear predictors along a direction of the parameters.
  private func predictorChanges(along direction: [Double]) -> [Double] {
    let predictors = predictorCoefficients(of: direction)
    var block = RecordBlock(columns)
    var changes: [Double] = []
    frame.forEachBlock(of: frame.rows[...]) { some in
      block.read(some, of: columns)
      for i in 0..<some.count {
        let row = block.row(ofRecord: i)
        let ofPredictors = predictors.map { coefficients in
          abs(row.reduce(0) { $0 + $1.value * coefficients[$1.column] })
        }
        changes.append(ofPredictors.max() ?? 0)
      }
    }
    return changes
  }

  /// The parameters that a direction changes; intercepts only where nothing else does.
  private func changedParameters(along direction: [Double]) -> [Int] {
    let largest = direction.reduce(0) { max($0, abs($1)) }
    let changed = direction.indices.filter { abs(direction[$0]) > 1e-3 * largest }
    let withoutIntercept = changed.filter { !isIntercept($0) }
    return withoutIntercept.isEmpty ? changed : withoutIntercept
  }

  /// The levels that parameters stand for, where these are the same.
  private func levelsInCommon(ofParameters parameters: [Int]) -> [DomainLevel] {
    let describer = CoefficientDescriber(columns: columns, frame: frame)
    let levels = parameters.map { describer.levels(ofColumn: column(ofParameter: $0)) }
    return levels.dropFirst().allSatisfy { $0 == levels[0] } ? levels.first ?? [] : []
  }
}

extension ModelFrame {
  /// The level of each categorical covariate that some records have in common.
  fileprivate func levels(sharedBy rows: [Int32]) -> [DomainLevel] {
    guard let first = rows.first else { return [] }
    return covariates.compactMap { covariate in
      guard case .levels(let codes, let names) = covariate.values else { return nil }
      let code = codes[Int(first)]
      guard rows.allSatisfy({ codes[Int($0)] == code }) else { return nil }
      return DomainLevel(
        variable: covariate.name, level: names[Int(code)], nameInMessages: covariate.levelNames[Int(code)])
    }
  }

  /// Whether a record has some levels.
  fileprivate func has(_ levels: [DomainLevel], atRow row: Int32) -> Bool {
    covariates.allSatisfy { covariate in
      guard case .levels(let codes, let names) = covariate.values,
        let wanted = levels.first(where: { $0.variable == covariate.name })
      else { return true }
      return names[Int(codes[Int(row)])] == wanted.level
    }
  }
}
