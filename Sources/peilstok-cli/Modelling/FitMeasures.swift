import Peilstok

/// How well a model fits, as far as its kind says so.
struct FitMeasures {
  /// One measure by the name a program reads and the one a person reads.
  struct Measure {
    let key: String
    let name: String
    let value: Double
  }

  private(set) var measures: [Measure] = []
  /// Why some cannot be told.
  private(set) var sentences: [String] = []

  init() {}

  init(_ fit: ModelFit) {
    addCriteria(of: fit)
    add("bayesianCriterion", "dBIC") { () throws(ModelError) in try fit.bayesianCriterion(within: fit) }
    addDetermination { () throws(ModelError) in try fit.pseudoDetermination }
    if let area = tried({ () throws(ModelError) in try fit.rankArea() }) {
      add("rankArea", "ROC area", area.value)
      add("rankAreaStandardError", "ROC area, standard error", area.standardError)
      add("rankAreaLower", "ROC area, lower", area.confidenceInterval.lower)
      add("rankAreaUpper", "ROC area, upper", area.confidenceInterval.upper)
    }
    if let goodness = tried({ () throws(ModelError) in try fit.goodnessOfFit() }) {
      add("goodnessOfFit", "Archer-Lemeshow F", goodness.statistic)
      add("goodnessOfFitPValue", "Archer-Lemeshow p", goodness.pValue)
    }
  }

  init(_ fit: CategoricalFit) {
    addCriteria(of: fit)
    addDetermination { () throws(ModelError) in try fit.pseudoDetermination }
  }

  init(_ fit: CoxFit) {
    addCriteria(of: fit)
  }

  private mutating func addCriteria(of fit: some FitWithTerms) {
    add("deviance", "Deviance", fit.deviance)
    add("effectiveParameterCount", "Effective parameters") { () throws(ModelError) in try fit.effectiveParameterCount }
    add("akaikeCriterion", "dAIC") { () throws(ModelError) in try fit.akaikeCriterion }
  }

  private mutating func addDetermination(_ determination: () throws(ModelError) -> PseudoDetermination) {
    guard let determination = tried(determination) else { return }
    add("coxSnell", "R² of Cox and Snell", determination.coxSnell)
    add("nagelkerke", "R² of Nagelkerke", determination.nagelkerke)
  }

  private mutating func add(_ key: String, _ name: String, _ value: Double) {
    measures.append(Measure(key: key, name: name, value: value))
  }

  private mutating func add(_ key: String, _ name: String, _ value: () throws(ModelError) -> Double) {
    if let value = tried(value) { add(key, name, value) }
  }

  /// Works something out; nil where the kind of model has no such thing, and where it fails, which is said.
  private mutating func tried<Result>(_ body: () throws(ModelError) -> Result) -> Result? {
    do throws(ModelError) { return try body() } catch {
      switch error {
      case .criterionNotOffered, .criterionOfPenalized, .onlyBinomial, .goodnessWithoutGroups: break
      default: if !sentences.contains(error.description) { sentences.append(error.description) }
      }
      return nil
    }
  }
}

extension FitMeasures {
  /// The measures that the model has, by their names.
  var json: JSONValue { .object(measures.map { ($0.key, .number($0.value)) }) }

  /// The measures as a table.
  func table(_ number: String) throws -> Table {
    try Table(
      number, caption: "Fit",
      columns: [
        TableColumn("name", header: "Measure", role: .label), TableColumn("amount", header: "Value", role: .estimate),
      ],
      rows: measures.map { TableRow([.text($0.name), .number($0.value, .number(decimals: 4))]) })
  }
}
