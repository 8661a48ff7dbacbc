import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import SurveyModels
import SurveyNumerics
import TestSupport
import Testing

/// A model of any kind, with what a law needs to know of it.
struct LawModel: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// Fits the model on a region, which has coefficients of its own where any term has, and on other terms.
  let fitted: @Sendable (_ region: Categorical, _ others: Terms, SurveyDesign) throws -> LawFit
  /// The mean of the outcome in each region; nil where a model on the region alone does not give it back.
  var meansByRegion: (@Sendable (SurveyDesign) throws -> Estimates)?
  /// Whether a record of weight 2 is two records.
  ///
  /// Not under Efron's rule, which takes two events at once for a tie.
  var takesWeightsForRows = true
  /// Whether the linearised covariance has the information that is observed: that of small changes of the weights.
  ///
  /// Where a link is not canonical it has the information that is expected, as in R: the two are near where the
  /// model is right and are not the same.
  var hasObservedInformation = true
  /// Whether the model predicts a mean.
  var predicts = true

  /// Fits the model on age by sex and on the region.
  func fitted(_ design: SurveyDesign, region: Categorical = "region") throws -> LawFit {
    try fitted(region, Number("age") * Categorical("sex"), design)
  }
}

/// What every kind of fit has.
struct LawFit {
  /// The coefficients, then the thresholds.
  let parameters: [Coefficient]
  let covariance: Matrix
  let deviance: Double
  let degreesOfFreedom: Int
  let unweightedCount: Int
  var predictions: AveragePredictions?

  var estimates: [Double] { parameters.map(\.estimate) }
}

extension LawModel {
  static let all: [LawModel] = generalized + ordinal + [partial, multinomial] + CoxModel.Ties.allCases.map(cox)

  private static let generalized: [LawModel] = {
    let yes = ModelOutcome.binary(Binary("y", isTrueFor: "1"))
    let (count, size) = (ModelOutcome.number("count"), ModelOutcome.number("size"))
    return [
      generalized("logit", of: yes, .binomial, .logit),
      generalized("probit", of: yes, .binomial, .probit),
      generalized("complementary log-log", of: yes, .binomial, .complementaryLogLog),
      generalized("log of a share", of: yes, .binomial, .log),
      generalized("Poisson of a share", of: yes, .poisson, .log),
      generalized("gaussian", of: size, .gaussian, .identity),
      generalized("Poisson", of: count, .poisson, .log),
      generalized("negative binomial of a known theta", of: count, .negativeBinomial(theta: 2), .log),
      generalized("negative binomial", of: count, .negativeBinomial(), .log),
      generalized("gamma with log link", of: size, .gamma, .log),
      generalized("gamma with inverse link", of: size, .gamma, .inverse),
    ]
  }()

  private static func generalized(
    _ name: String, of outcome: ModelOutcome, _ family: ResponseFamily, _ link: LinkFunction
  ) -> LawModel {
    LawModel(
      testDescription: name,
      fitted: { region, others, design in
        let fit = try GeneralizedLinearModel(of: outcome, on: region + others, family: family, link: link)
          .fitted(to: design)
        return LawFit(
          parameters: fit.coefficients, covariance: fit.covariance, deviance: fit.deviance,
          degreesOfFreedom: fit.degreesOfFreedom, unweightedCount: fit.unweightedCount,
          predictions: fit.averagePredictions)
      },
      meansByRegion: { try $0.mean(of: Number(outcome.name), by: Categorical("region")) },
      hasObservedInformation: family.links[0] == link && family.name != "negative-binomial")
  }

  private static let ordinal: [LawModel] = CumulativeLink.allCases.map { link in
    LawModel(testDescription: "ordinal with \(link) link") { region, others, design in
      try LawFit(OrdinalModel(of: "grade", on: region + others, link: link).fitted(to: design))
    }
  }

  private static let partial = LawModel(testDescription: "partial proportional odds") { region, others, design in
    try LawFit(OrdinalModel(of: "grade", on: region + others, withOwnCoefficients: region).fitted(to: design))
  } meansByRegion: {
    try $0.prevalence(of: lowGrade, by: Categorical("region"))
  }

  private static let multinomial = LawModel(testDescription: "multinomial") { region, others, design in
    try LawFit(MultinomialModel(of: "grade", on: region + others).fitted(to: design))
  } meansByRegion: {
    try $0.prevalence(of: lowGrade, by: Categorical("region"))
  }

  private static let lowGrade = Binary("grade", isTrueFor: "1", "2")

  private static func cox(_ ties: CoxModel.Ties) -> LawModel {
    let outcome = SurvivalTime("time", event: Binary("event", isTrueFor: "1"))
    return LawModel(
      testDescription: "Cox, \(ties)",
      fitted: { region, others, design in
        let fit = try CoxModel(of: outcome, on: region + others, ties: ties).fitted(to: design)
        return LawFit(
          parameters: fit.coefficients, covariance: fit.covariance, deviance: fit.deviance,
          degreesOfFreedom: fit.degreesOfFreedom, unweightedCount: fit.unweightedCount)
      }, takesWeightsForRows: ties == .breslow, predicts: false)
  }
}

extension LawFit {
  /// What is predicted is the share of the two lowest grades.
  fileprivate init(_ fit: CategoricalFit) throws {
    self.init(
      parameters: fit.coefficients + fit.thresholds, covariance: fit.covariance, deviance: fit.deviance,
      degreesOfFreedom: fit.degreesOfFreedom, unweightedCount: fit.unweightedCount,
      predictions: try fit.averagePredictions(ofLevels: ["1", "2"]))
  }
}

/// The made-up sample with an outcome for every kind of model.
///
/// A rare share whose log stays below 0, a count, a positive number, a grade from 1 to 5 and a time with ties until an
/// event. Ages are from 0 to 1.
func lawSample(rows: Int = 800) throws -> Microdata {
  let data = try healthSample(rows: rows)
  var stream = Stream(state: 9)
  let (ages, sexes) = (try data.numbers(of: "age"), try data.factor(of: "sex").codes)
  let outcomes = try data.numbers(of: "y").map { $0.isNaN ? $0 : $0 * (stream.next() < 0.3 ? 1 : 0) }
  let counts = ages.map { age in
    age.isNaN ? 0 : Double(Int(6 * stream.next() * stream.next() * stream.next() * (1 + age / 40)))
  }
  let sizes = ages.map { age in 0.5 + stream.next() + (age.isNaN ? 0 : age / 100) }
  let times = ages.indices.map { row in
    // Short for the old; every second one has company.
    let hazard = 1 + (ages[row].isNaN ? 0 : ages[row] / 50) + Double(sexes[row])
    return (1 + (60 * (1 / stream.next() - 1) / hazard).rounded(.down)) / 60
  }
  return try data.adding("age", .numbers(ages.map { $0 / 100 })).adding("y", .numbers(outcomes))
    .adding("count", .numbers(counts)).adding("size", .numbers(sizes))
    .adding("grade", .numbers(try grades(of: data)))
    .adding("time", .numbers(times)).adding("event", .numbers(times.map { _ in stream.next() < 0.7 ? 1 : 0 }))
}
