internal import SurveyDesigns

/// How units of the first stage were drawn with unequal probabilities.
public enum UnequalSelection: String, Sendable, CaseIterable {
  /// By Brewer's formula.
  case brewer
  /// By Overton's approximation of joint probabilities.
  case overton
  /// By Hartley and Rao's.
  case hartleyRao = "hartley-rao"
  /// Each on its own.
  case poisson

  /// The selection with probabilities in a column.
  func selection(probability: String) -> UnitSelection {
    switch self {
    case .brewer: .brewer(probability: probability)
    case .overton: .overton(probability: probability)
    case .hartleyRao: .hartleyRao(probability: probability)
    case .poisson: .poisson(probability: probability)
    }
  }
}

/// How weights are brought to what is known of the population.
public enum WeightingMethod: String, Sendable, CaseIterable {
  /// To the counts of the cells of one margin.
  case poststratify
  /// To the counts of each margin in turn, until all are met.
  case rake
  /// By generalised regression.
  case linear
  /// By multiplicative calibration; to counts alone and without bounds that is raking, margin by margin.
  case raking
  /// By calibration between bounds.
  case logit
  /// By calibration that is positive and close to linear.
  case sinh

  /// Finds a method by its name; the names of what is done are those of how.
  public init?(named name: String) {
    switch name {
    case "poststratification", "post-stratification", "post-stratify": self = .poststratify
    default: self.init(rawValue: name)
    }
  }

  /// The calibration of the name; nil for post-stratification and iterative proportional fitting.
  var calibration: CalibrationMethod? { CalibrationMethod(rawValue: rawValue) }
}
