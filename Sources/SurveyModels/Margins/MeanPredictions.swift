internal import SurveyDesigns

/// Fitted means of generalised linear models.
extension Likelihood: PredictingLikelihood {
  func scores(at coefficients: [Double]) -> ComputedValues {
    ScoreValues(likelihood: self, coefficients: coefficients).values
  }

  func predictions(of target: Void, at coefficients: [Double], in scenario: Scenario) -> MeanPredictions {
    MeanPredictions(self, coefficients: coefficients, scenario: scenario)
  }
}

/// The fitted means μ(η) of a block of records, or their slopes μ′(η)η′ by a number.
struct MeanPredictions: PredictionBlock {
  private let likelihood: Likelihood
  private let coefficients: [Double]
  private let scenario: Scenario
  private var records: RecordBlock
  private var slopes: RecordBlock
  private var predictor = [Double](repeating: 0, count: RecordBlock.largestCount)
  /// η′.
  private var change = [Double](repeating: 0, count: RecordBlock.largestCount)
  private(set) var values: [Double] = []

  init(_ likelihood: Likelihood, coefficients: [Double], scenario: Scenario) {
    self.likelihood = likelihood
    self.coefficients = coefficients
    self.scenario = scenario
    records = RecordBlock(likelihood.columns)
    slopes = records
  }

  mutating func read(_ rows: ArraySlice<Int32>) {
    records.read(rows, of: likelihood.columns, fixing: scenario.fixed)
    records.linearPredictor(coefficients, into: &predictor)
    if let wanted = scenario.slopes {
      slopes.readSlopes(rows, of: likelihood.columns, wanted)
      slopes.linearPredictor([0] + coefficients.dropFirst(), into: &change)
      values = change
      likelihood.response.multiplyByMeanDerivatives(&values, predictor: predictor, count: rows.count)
    } else {
      values = predictor
      likelihood.response.replaceByMeans(&values, count: rows.count)
    }
  }

  mutating func addGradient(_ factors: [Double], to sum: inout [Double]) {
    let response = likelihood.response
    var padded = sum + [0]
    var first = factors
    response.multiplyByMeanDerivatives(&first, predictor: predictor, count: records.count)
    if scenario.slopes == nil {
      records.addCrossProduct(with: first, to: &padded)
    } else {
      // ∂(μ′η′) = μ″η′x + μ′x′, and the intercept has no slope.
      slopes.addCrossProduct(with: first, to: &padded)
      padded[0] = sum[0]
      var second = zip(factors, change).map { $0 * $1 }
      response.multiplyByMeanSecondDerivatives(&second, predictor: predictor, count: records.count)
      records.addCrossProduct(with: second, to: &padded)
    }
    sum = [Double](padded.dropLast())
  }
}
