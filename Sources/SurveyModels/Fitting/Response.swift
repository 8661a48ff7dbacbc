internal import SurveyMicrodata

/// What the outcomes add to a likelihood, given the linear predictor η of each record.
///
/// A fit knows its covariates; this is all that it knows of its outcome.
protocol Response: Sendable {
  /// Whether the information that is expected is the one observed, whatever the outcomes.
  var hasCanonicalLink: Bool { get }

  /// What deviance, scores and information are divided by.
  var scale: Double { get }

  /// Returns the linear predictor that all records would have if no covariate mattered.
  func startingPredictor(of rows: [Int32], weights: [Double], weightScale: Double) -> Double

  /// Works out what some records add at the linear predictors of a block.
  ///
  /// The weight of a record is `weights[row] * weightScale`.
  func evaluate(
    _ rows: ArraySlice<Int32>, weights: [Double], weightScale: Double, information: InformationKind,
    in block: inout ResponseBlock)

  /// Replaces the linear predictors of some records by the derivatives of their log-likelihood.
  func replaceByScores(_ predictor: inout [Double], of rows: ArraySlice<Int32>)

  /// Replaces linear predictors by means.
  func replaceByMeans(_ predictor: inout [Double], count: Int)

  /// Multiplies values by the derivative of the mean at linear predictors.
  func multiplyByMeanDerivatives(_ values: inout [Double], predictor: [Double], count: Int)

  /// Multiplies values by the second derivative of the mean at linear predictors.
  func multiplyByMeanSecondDerivatives(_ values: inout [Double], predictor: [Double], count: Int)

  /// Returns which outcome of a record no coefficient can be too large for.
  func end(ofRow row: Int32) -> OutcomeEnd

  /// Returns what an outcome that is at its end is called; nil for another.
  func outcomeName(ofRow row: Int32) -> LevelName?
}

extension Response {
  func outcomeName(ofRow row: Int32) -> LevelName? {
    switch end(ofRow: row) {
    case .lower: "false"
    case .upper: "true"
    case .none: nil
    }
  }

  var scale: Double { 1 }
}

/// Whether a likelihood keeps growing as the linear predictor of a record goes to one side.
enum OutcomeEnd: Int, Sendable {
  /// It grows as the predictor falls, as for a count of 0.
  case lower = -1
  /// It has a maximum.
  case none = 0
  /// It grows as the predictor rises, as for a statement that holds.
  case upper = 1
}

/// Which second derivative of the log-likelihood is meant.
enum InformationKind: Sendable {
  /// That of the outcomes as they are: the steps of Newton's method.
  case observed
  /// Its expectation, which R calls working weights: the middle of the sandwich.
  case expected
}

/// What a block of records adds to a likelihood, with what each of its records adds to the derivatives.
struct ResponseBlock {
  var predictor = [Double](repeating: 0, count: RecordBlock.largestCount)
  /// Room for a response to work in.
  var mean = [Double](repeating: 0, count: RecordBlock.largestCount)
  /// w ∂ℓ/∂η.
  var score = [Double](repeating: 0, count: RecordBlock.largestCount)
  /// −w ∂²ℓ/∂η², observed or expected.
  var information = [Double](repeating: 0, count: RecordBlock.largestCount)
  /// The deviance of the records so far, which Newton's method lowers.
  var deviance = 0.0
  /// The number of records so far whose outcome was all but certain.
  var extremeCount = 0
}
