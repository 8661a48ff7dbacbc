/// The answers to the questions on which programs disagree, as a value that a design carries.
///
/// Every convention is a defensible choice and moves printed numbers; an answer therefore names the profile that it
/// follows. The default is ``r45``. `Conventions.differences(from:)` says in words where two part.
///
/// | Question | r45 | r41 | stata | sas | sudaan | nchs |
/// |---|---|---|---|---|---|---|
/// | degrees of freedom of a domain | units less strata that it reaches | same | all units less strata, of the strata that it reaches | whole design | whole design | as r45 |
/// | of replicates | rank less 1 | same | replicates less 1 | columns: replicates; half-samples: strata; else whole design | as sas | as r45 |
/// | centre of replicates | their mean, but for pairs and successive differences | same | their mean | estimate | estimate | as r45 |
/// | stratum with a single unit | refused | same | refused | adds nothing | refused | refused |
/// | where `center` puts it | mean of all units | 0 | mean of all units | same | same | same |
/// | later stages | count | same | same | do not | count | count |
/// | covariance of a regression | as it is | same | same | times (n − 1)/(n − p) | as it is | as it is |
/// | degrees of freedom there | residual | same | those of the design | same | same | residual |
/// | test of several coefficients | F | same | adjusted F | F | F | F |
/// | count of Wilson's interval | effective | same | same | adjusted for the degrees of freedom, with z | as r45 | as r45 |
/// | effective count above n | kept | same | same | cut to n | kept | cut to n |
/// | quantile | first value reached, its interval not symmetric | same | same | linear over the distinct values, symmetric | as r45 | as r45 |
/// | design effect | against drawing without replacement from as many as the weights add up to | same | same | of the population sizes, with replacement without them | as r45 | as r45 |
public struct Conventions: Sendable, Hashable {
  /// How the degrees of freedom of a domain are counted.
  public enum DegreesOfFreedom: String, Sendable, Hashable {
    /// The primary units less the strata that the domain reaches.
    case reachedUnits = "the units less the strata that a domain reaches"
    /// All primary units less the strata, of the strata that the domain reaches.
    case reachedStrata = "all units less the strata, of the strata that a domain reaches"
    /// All primary units less all strata.
    case wholeDesign = "all units less all strata of the design"
  }

  /// How the degrees of freedom of replicates are counted.
  public enum ReplicateDegreesOfFreedom: String, Sendable, Hashable {
    /// The rank of the replicate weights of the domain less 1.
    case rank = "the rank of the replicate weights less 1"
    /// The number of replicates less 1.
    case replicatesLessOne = "the number of replicates less 1"
    /// The replicates that came with the records, the strata of half-samples, the units less the strata of all others.
    case replicatesOrUnits = "replicates that came with the records, strata of half-samples, else units less strata"
  }

  /// The name of the profile.
  public let name: String
  /// The degrees of freedom of a domain.
  public private(set) var degreesOfFreedom = DegreesOfFreedom.reachedUnits
  /// The degrees of freedom of replicates.
  public private(set) var replicateDegreesOfFreedom = ReplicateDegreesOfFreedom.rank
  /// The centre of replicates, but for methods that have one of their own.
  public private(set) var replicateCenter = ReplicateCenter.mean
  /// Whether that is also the centre of the methods that have one of their own.
  public private(set) var replicateCenterIsOfEveryMethod = false
  /// What a stratum with a single unit adds where the analyst names no rule.
  public private(set) var singleUnitStratumRule = SingleUnitStratumRule.refuse
  /// Whether the rule `center` puts a single unit's centre at 0, and not at the mean of all units.
  public private(set) var centersSingleUnitsAtZero = false
  /// Whether the stages after the first add to a variance.
  public private(set) var countsLaterStages = true
  /// Whether the covariance of a regression is multiplied by (n − 1)/(n − p).
  public private(set) var correctsRegressionForParameters = false
  /// Whether a regression has the degrees of freedom of its records, and not those less its coefficients but one.
  public private(set) var regressionKeepsDegreesOfFreedom = false
  /// Whether a test of k coefficients on ν degrees of freedom is W(ν−k+1)/(kν) on k and ν − k + 1.
  public private(set) var adjustsWaldTests = false
  /// Whether Wilson's interval takes the count that is adjusted for the degrees of freedom, with a normal quantile.
  public private(set) var adjustsWilsonCount = false
  /// Whether an effective count, adjusted or not, is no more than the number of records.
  public private(set) var capsEffectiveCount = false
  /// Whether a quantile is linear in the distribution function over the distinct values, with a symmetric interval.
  public private(set) var interpolatesQuantiles = false
  /// Whether design effects take the sampling fraction from population sizes, and are with replacement without them.
  public private(set) var designEffectsFollowPopulationSizes = false

  private init(_ name: String, _ change: (inout Conventions) -> Void = { _ in }) {
    self.name = name
    change(&self)
  }

  /// R survey 4.5.
  public static let r45 = Conventions("r45")
  /// R survey 4.1-1.
  public static let r41 = Conventions("r41") { $0.centersSingleUnitsAtZero = true }
  /// Stata's `svy` commands.
  ///
  /// A stratum with a single unit gives a missing standard error there; here it is refused. Replicates of every kind are
  /// centred at their mean, as they are there without the option `mse`.
  public static let stata = Conventions("stata") {
    $0.degreesOfFreedom = .reachedStrata
    $0.replicateDegreesOfFreedom = .replicatesLessOne
    $0.replicateCenterIsOfEveryMethod = true
    $0.regressionKeepsDegreesOfFreedom = true
    $0.adjustsWaldTests = true
  }
  /// SAS's SURVEY procedures.
  public static let sas = Conventions("sas") {
    $0.degreesOfFreedom = .wholeDesign
    $0.replicateDegreesOfFreedom = .replicatesOrUnits
    $0.replicateCenter = .estimate
    $0.singleUnitStratumRule = .certainty
    $0.countsLaterStages = false
    $0.correctsRegressionForParameters = true
    $0.regressionKeepsDegreesOfFreedom = true
    $0.adjustsWilsonCount = true
    $0.capsEffectiveCount = true
    $0.interpolatesQuantiles = true
    $0.designEffectsFollowPopulationSizes = true
  }
  /// SUDAAN.
  public static let sudaan = Conventions("sudaan") {
    $0.degreesOfFreedom = .wholeDesign
    $0.replicateDegreesOfFreedom = .replicatesOrUnits
    $0.replicateCenter = .estimate
    $0.regressionKeepsDegreesOfFreedom = true
  }
  /// The standards of the National Center for Health Statistics for proportions, of 2017.
  public static let nchs = Conventions("nchs") { $0.capsEffectiveCount = true }

  /// All profiles.
  public static let all = [r45, r41, stata, sas, sudaan, nchs]

  /// Returns the profile of a name, or nil.
  public static func named(_ name: String) -> Conventions? { all.first { $0.name == name } }
}

extension Conventions {
  /// Returns a sentence for each question that two profiles answer differently.
  public func differences(from other: Conventions) -> [String] {
    zip(answers, other.answers).compactMap { own, others in
      own.answer == others.answer ? nil : "\(own.question): \(others.answer) (\(other.name)), \(own.answer) (\(name))."
    }
  }

  private var answers: [(question: String, answer: String)] {
    let center = { (center: ReplicateCenter) in center == .mean ? "their mean" : "the estimate" }
    return [
      ("Degrees of freedom of a domain", degreesOfFreedom.rawValue),
      ("Degrees of freedom of replicates", replicateDegreesOfFreedom.rawValue),
      (
        "Centre of replicates",
        center(replicateCenter) + (replicateCenterIsOfEveryMethod ? ", of every method" : "")
      ),
      ("Strata with a single unit", singleUnitStratumRule.rawValue),
      ("Centre of a single unit under the rule center", centersSingleUnitsAtZero ? "0" : "the mean of all units"),
      ("Stages after the first", countsLaterStages ? "count" : "do not count"),
      ("Covariance of a regression", correctsRegressionForParameters ? "times (n - 1)/(n - p)" : "as it is"),
      ("Degrees of freedom of a regression", regressionKeepsDegreesOfFreedom ? "those of the records" : "residual"),
      ("Test of several coefficients", adjustsWaldTests ? "adjusted Wald F" : "Wald F"),
      (
        "Wilson's interval",
        adjustsWilsonCount
          ? "count adjusted for the degrees of freedom, normal quantile" : "effective count, t quantile"
      ),
      ("Effective count above the number of records", capsEffectiveCount ? "cut" : "kept"),
      (
        "Quantiles",
        interpolatesQuantiles
          ? "linear over the distinct values, with symmetric intervals" : "the first value that reaches the order"
      ),
      (
        "Design effects",
        designEffectsFollowPopulationSizes
          ? "against sampling with replacement without population sizes"
          : "against sampling without replacement from as many as the weights add up to"
      ),
    ]
  }

  /// The centre of replicates: the one that was asked for, or that the method has of its own, or that of the profile.
  func center(asked: ReplicateCenter?, ofMethod own: ReplicateCenter?) -> ReplicateCenter {
    asked ?? (replicateCenterIsOfEveryMethod ? nil : own) ?? replicateCenter
  }
}

extension SurveyDesign {
  /// Returns the design under other conventions; nothing else of it changes.
  public func following(_ conventions: Conventions) -> SurveyDesign {
    var design = self
    design.conventions = conventions
    guard case .replication(var replicates) = variance else { return design }
    replicates.center = conventions.center(asked: replicates.givenCenter, ofMethod: replicates.centerOfMethod)
    return design.withVariance(.replication(replicates))
  }
}
