public import SurveyNumerics

/// How the units of a stage were drawn from their stratum, which says how they add to a variance.
///
/// With Tᵢ the weighted contribution of unit i, πᵢ its inclusion probability, πᵢⱼ that of a pair, and n the units of the
/// stratum, a stage without replacement adds ΣᵢΣⱼ Dᵢⱼ TᵢTⱼᵀ with Dᵢⱼ = (πᵢⱼ − πᵢπⱼ)/πᵢⱼ (Horvitz and Thompson 1952).
/// Where the joint probabilities are not known, a formula in the πᵢ takes their place. Each probability column holds a
/// value above 0 and up to 1 that is the same for all records of a unit.
public enum UnitSelection: Sendable, Hashable {
  /// With equal probabilities: without replacement out of a population size, with replacement without one.
  case equalProbability
  /// Without replacement with unequal probabilities, by Brewer's formula: n/(n−1) Σ (1 − πᵢ)(Tᵢ − T̄)(Tᵢ − T̄)ᵀ.
  ///
  /// Needs no pairs, and serves with several stages (Brewer 2002, chapter 9). R `svydesign(fpc = ~p, pps = "brewer")`.
  case brewer(probability: String)
  /// By Overton's approximation of the joint probabilities: Dᵢⱼ = 1 − (n − (πᵢ + πⱼ)/2)/(n − 1), Dᵢᵢ = 1 − πᵢ.
  ///
  /// (Overton 1985.) R `pps = "overton"`.
  case overton(probability: String)
  /// By Hartley and Rao's: Dᵢⱼ = 1 − (n − (πᵢ + πⱼ) + p̄)/(n − 1), Dᵢᵢ = 1 − πᵢ.
  ///
  /// p̄ is Σπ²/n over the population, or where that is not known the mean of πᵢ over the sample (Hartley and Rao 1962).
  /// R `pps = HR()` and `HR(psum)`.
  case hartleyRao(probability: String, populationSum: Double? = nil)
  /// Each unit independently of the others: Dᵢᵢ = 1 − πᵢ and nothing else. R `pps = poisson_sampling(p)`.
  case poisson(probability: String)
  /// With known probabilities of pairs, a row and a column for each unit in the order of their first records.
  ///
  /// The diagonal holds πᵢ. For the first stage, whose strata say nothing more. R `pps = ppsmat(joint)`, which leaves
  /// coefficients under 1e-4 out; here they are all kept.
  case jointProbabilities(Matrix, JointEstimator = .yatesGrundy)

  /// The two estimators of a variance from joint probabilities.
  public enum JointEstimator: String, Sendable, Hashable, CaseIterable {
    /// ΣᵢΣⱼ Dᵢⱼ TᵢTⱼᵀ (Horvitz and Thompson 1952; R `variance = "HT"`).
    case horvitzThompson = "horvitz-thompson"
    /// −½ ΣᵢΣⱼ Dᵢⱼ (Tᵢ − Tⱼ)(Tᵢ − Tⱼ)ᵀ, for samples of a fixed size (Yates and Grundy 1953; R `variance = "YG"`).
    case yatesGrundy = "yates-grundy"
  }

  /// The column with the inclusion probability of each unit; nil for equal probabilities and for known pairs.
  public var probability: String? {
    switch self {
    case .equalProbability, .jointProbabilities: nil
    case .brewer(let column), .overton(let column), .hartleyRao(let column, _), .poisson(let column): column
    }
  }

  /// The name of the method in one or a few words.
  public var name: String {
    switch self {
    case .equalProbability: "equal probabilities"
    case .brewer: "Brewer's method"
    case .overton: "Overton's method"
    case .hartleyRao: "Hartley and Rao's method"
    case .poisson: "Poisson sampling"
    case .jointProbabilities(_, .horvitzThompson): "joint probabilities, Horvitz and Thompson's estimator"
    case .jointProbabilities(_, .yatesGrundy): "joint probabilities, Yates and Grundy's estimator"
    }
  }
}
