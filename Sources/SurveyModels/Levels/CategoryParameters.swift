internal import SurveyNumerics

/// The parameters of a model of several levels as they are reported: their order, names and signs.
struct CategoryParameters {
  private let likelihood: CategoryLikelihood
  private let model: CategoricalModel
  /// The column of each parameter, and its predictor unless all share it.
  private let places: [(column: Int, predictor: Int?)]
  /// The number of parameters that are no thresholds.
  let coefficientCount: Int
  /// What turns the parameters of the scaled and centred columns into those that are reported.
  let transformation: Matrix

  init(of model: CategoricalModel, likelihood: CategoryLikelihood) {
    let layout = likelihood.layout
    let predictors = 0..<layout.predictorCount
    var places: [(column: Int, predictor: Int?)] = []
    if model.hasOrder {
      places += layout.shared.map { ($0, nil) }
      places += predictors.flatMap { q in layout.own.dropFirst().map { ($0, q) } }
      coefficientCount = places.count
      places += predictors.map { (0, $0) }
    } else {
      places = predictors.flatMap { q in layout.own.map { ($0, q) } }
      coefficientCount = places.count
    }
    let asTheyAre = layout.transformation(of: likelihood.columns.transformation)
    var transformation = Matrix(rowCount: places.count, columnCount: places.count)
    for (row, place) in places.enumerated() {
      let parameter = layout.parameter(ofColumn: place.column, inPredictor: place.predictor ?? 0)
      // A threshold less a sum of terms.
      let sign: Double = model.hasOrder && place.column != 0 ? -1 : 1
      for column in places.indices { transformation[row, column] = sign * asTheyAre[parameter, column] }
    }
    self.likelihood = likelihood
    self.model = model
    self.places = places
    self.transformation = transformation
  }

  /// The parameter that stands for each coefficient and threshold.
  var parameters: [Int] {
    places.map { likelihood.layout.parameter(ofColumn: $0.column, inPredictor: $0.predictor ?? 0) }
  }

  /// Whether a coefficient is an intercept or a threshold.
  func isIntercept(_ position: Int) -> Bool { places[position].column == 0 }

  func coefficients(_ estimates: [Double], standardErrors: [Double], t: StudentTInterval) -> [Coefficient] {
    let describer = CoefficientDescriber(columns: likelihood.columns, frame: likelihood.frame)
    let names = likelihood.levelNames
    return places.indices.map { j in
      let (column, predictor) = places[j]
      let level = predictor.map { model.hasOrder ? "\(names[$0])|\(names[$0 + 1])" : names[$0 + 1] }
      return describer.coefficient(
        column, named: model.hasOrder && column == 0 ? level : nil, outcomeLevel: level, estimate: estimates[j],
        standardError: standardErrors[j], t: t)
    }
  }
}
