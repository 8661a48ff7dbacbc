private import Foundation
internal import SurveyDesigns
internal import SurveyEstimates
internal import SurveyMicrodata

/// What is imputed from what: all that does not change from one imputation to the next.
struct ImputationPlan: Sendable {
  let design: SurveyDesign
  /// The records without derived indicators, where these are derived again.
  let data: Microdata
  let dictionary: IndicatorDictionary?
  let targets: [ImputationTarget]
  /// The targets with missing answers, those with the fewest first.
  let order: [Int]
  /// The columns of the predictors and of the design.
  let fixed: [PredictorBlock]
  /// The primary unit of each record.
  let unitOfRow: [Int]
  /// The place of each record in an order that does not depend on how the records came: it names what is drawn for it.
  let placeOfRow: [Int]

  init(
    _ variables: [ImputedVariable], predictors: [String], designPredictors: Bool,
    deriving dictionary: IndicatorDictionary?, of design: SurveyDesign
  ) throws(ImputationError) {
    let names = variables.map(\.name) + predictors
    if let repeated = names.enumerated().first(where: { names[..<$0.offset].contains($0.element) }) {
      throw .repeatedVariable(repeated.element)
    }
    let derived = Set(dictionary?.indicators.map(\.name) ?? [])
    if let indicator = variables.first(where: { derived.contains($0.name) }) { throw .derivedVariable(indicator.name) }
    var targets: [ImputationTarget] = []
    for variable in variables { targets.append(try ImputationTarget(variable, in: design.data)) }
    var known: [ImputationTarget] = []
    for name in predictors { known.append(try ImputationTarget(predictor: name, in: design.data)) }
    try checkColumnCount(targets + known, strata: designPredictors ? design.structure.stages[0].stratumCount : 0)
    let named = targets.map(PredictorBlock.init)
    var fixed = known.map(PredictorBlock.init)
    try refuseFunctions(of: targets, and: known)
    try refuseDependence(among: named + fixed, complete: targets)
    let (canonical, places) = try estimating { () throws(EstimationError) in
      do throws(DesignError) { return try design.inCanonicalOrder() } catch { throw .design(error) }
    }
    if designPredictors { fixed += PredictorBlock.ofDesign(canonical) }
    for (position, target) in targets.enumerated() where !target.missing.isEmpty {
      let others = named.indices.filter { $0 != position }.map { named[$0] } + fixed
      let columns = others.reduce(0) { $0 + $1.columns.count }
      let observed = target.observed.count { design.weights[$0] > 0 }
      guard observed > 0 else { throw .noObservedValue(target.name) }
      guard observed > 2 * (columns + 1) else {
        throw .tooManyMissing(target.name, observed: observed, missing: target.missing.count, columns: columns)
      }
    }
    self.design = canonical
    placeOfRow = places
    self.dictionary = dictionary
    data = try reading { () throws(MicrodataError) in try design.data.leavingOut(derived) }
    self.targets = targets.map { $0.inOrder(of: places) }
    self.fixed = fixed
    order = targets.indices.filter { !targets[$0].missing.isEmpty }
      .sorted { (targets[$0].missing.count, $0) < (targets[$1].missing.count, $1) }
    let stage = canonical.structure.stages[0]
    var unitOfFinest = [Int](repeating: 0, count: canonical.structure.finestUnitCount)
    for unit in 0..<stage.unitCount { for finest in stage.finestUnits(ofUnit: unit) { unitOfFinest[finest] = unit } }
    unitOfRow = canonical.structure.finestUnitOfRow.map { unitOfFinest[Int($0)] }
  }

  /// Returns the records with the values of one imputation, and the indicators that follow from them.
  func completedData(_ values: [[Double]]) throws(ImputationError) -> Microdata {
    try reading { () throws(MicrodataError) in
      var data = self.data
      for (target, completed) in zip(targets, values) {
        data = try data.adding(target.name, target.completed(data.column(target.name), with: completed))
      }
      return try dictionary.map { dictionary throws(MicrodataError) in try data.deriving(dictionary) } ?? data
    }
  }
}

extension ImputationTarget {
  /// Reads a predictor that is not imputed and must therefore be known, or not asked.
  fileprivate init(predictor name: String, in data: Microdata) throws(ImputationError) {
    try self.init(ImputedVariable(name), in: data)
    guard missing.isEmpty else { throw .incompletePredictor(name, missing: missing.count) }
  }
}

extension PredictorBlock {
  /// The columns of a variable.
  fileprivate init(_ target: ImputationTarget) {
    self.init(
      target.name, values: target.values, levelCount: target.levels?.count, canBeNotAsked: target.canBeNotAsked)
  }

  /// The columns of the design: the logarithm of the weight and the indicators of the strata.
  fileprivate static func ofDesign(_ design: SurveyDesign) -> [PredictorBlock] {
    let logarithms = design.weights.map { $0 > 0 ? log($0) : 0 }
    let stage = design.structure.stages[0]
    var stratumOfFinest = [Double](repeating: 0, count: design.structure.finestUnitCount)
    for stratum in 0..<stage.stratumCount {
      for unit in stage.units(ofStratum: stratum) {
        for finest in stage.finestUnits(ofUnit: unit) { stratumOfFinest[finest] = Double(stratum) }
      }
    }
    return [
      PredictorBlock("log weight", values: logarithms, levelCount: nil, canBeNotAsked: false),
      PredictorBlock(
        "stratum", values: design.structure.finestUnitOfRow.map { stratumOfFinest[Int($0)] },
        levelCount: stage.stratumCount, canBeNotAsked: false),
    ]
  }
}

/// Throws where the regressions would have more columns than they may, before any column is made.
private func checkColumnCount(_ variables: [ImputationTarget], strata: Int) throws(ImputationError) {
  let columns = variables.map { ($0.levels.map { $0.count - 1 } ?? 1) + ($0.canBeNotAsked ? 1 : 0) }
  guard let widest = columns.indices.max(by: { columns[$0] < columns[$1] }) else { return }
  try reading { () throws(MicrodataError) in
    try LimitExcess.check(
      .predictors(of: variables[widest].name), columns.reduce(1, +) + strata,
      limit: ComputationLimits.standard.coefficients)
  }
}
