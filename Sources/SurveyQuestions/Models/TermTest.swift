public import SurveyImputation
public import SurveyModels
package import SurveyNumerics

/// How the terms of a model are tested.
public enum TermTestKind: String, Sendable, CaseIterable {
  /// By the coefficients and their covariance.
  case wald
  /// By the likelihood with and without the term.
  case likelihoodRatio = "likelihood-ratio"
  /// By the derivative of the likelihood without the term.
  case score
}

/// A test that all coefficients of a term are 0, of whatever kind.
public struct TermTest: Sendable {
  /// The term, or several.
  public let term: String
  /// The statistic.
  public let statistic: Double
  /// The number of coefficients.
  public let numeratorDegreesOfFreedom: Int
  /// The degrees of freedom of the denominator; a fraction where the test is pooled over imputations.
  public let denominatorDegreesOfFreedom: Double
  /// The probability of a larger statistic where all coefficients are 0.
  public let pValue: Double
}

extension TermTest {
  /// Takes over a test of a fit.
  public init(_ test: WaldTest) {
    self.init(
      term: test.terms.joined(separator: ", "), statistic: test.statistic,
      numeratorDegreesOfFreedom: test.numeratorDegreesOfFreedom,
      denominatorDegreesOfFreedom: Double(test.denominatorDegreesOfFreedom), pValue: test.pValue)
  }

  /// Takes over a test that was pooled over imputations.
  public init(_ test: PooledWaldTest, of term: String) {
    self.init(
      term: term, statistic: test.statistic, numeratorDegreesOfFreedom: test.numeratorDegreesOfFreedom,
      denominatorDegreesOfFreedom: test.denominatorDegreesOfFreedom, pValue: test.pValue)
  }

  /// Tests a term of a fit.
  init(_ kind: TermTestKind, of term: String, in fit: some TestableFit) throws(ModelError) {
    switch kind {
    case .wald: self.init(try fit.waldTest(of: term))
    case .likelihoodRatio:
      let test = try fit.likelihoodRatioTest(of: term, tail: .saddlepoint)
      self.init(
        term: test.term, statistic: test.scaledStatistic,
        numeratorDegreesOfFreedom: test.numeratorDegreesOfFreedom,
        denominatorDegreesOfFreedom: Double(test.denominatorDegreesOfFreedom), pValue: test.pValue)
    case .score:
      let test = try fit.scoreTest(of: term)
      self.init(
        term: test.term, statistic: test.statistic, numeratorDegreesOfFreedom: test.numeratorDegreesOfFreedom,
        denominatorDegreesOfFreedom: Double(test.denominatorDegreesOfFreedom), pValue: test.pValue)
    }
  }
}

/// What every fitted model can be asked about its terms.
package protocol TestableFit: PoolableFit {
  /// The names of the terms.
  var termNames: [String] { get }
  /// Tests a term by its coefficients.
  func waldTest(of term: String) throws(ModelError) -> WaldTest
  /// Tests a term by the likelihood with and without it.
  func likelihoodRatioTest(of term: String, tail: WeightedChiSquaredSum.Method) throws(ModelError)
    -> LikelihoodRatioTest
  /// Tests a term by the derivative of the likelihood without it.
  func scoreTest(of term: String) throws(ModelError) -> ScoreTest
}

extension TestableFit {
  /// Tests each term, and says where one cannot be tested: a model that stands does not fall with a test.
  package func tests(_ kind: TermTestKind) -> (tests: [TermTest], sentences: [String]) {
    var (tests, sentences): ([TermTest], [String]) = ([], [])
    for term in termNames {
      do throws(ModelError) { tests.append(try TermTest(kind, of: term, in: self)) } catch {
        sentences.append(error.description)
      }
    }
    return (tests, sentences)
  }
}

extension ModelFit: TestableFit {
  package var termNames: [String] { model.terms.names }
}

extension CategoricalFit: TestableFit {}

extension CoxFit: TestableFit {
  package var termNames: [String] { model.terms.names }
}

extension FittedModel {
  /// The fit, whatever it is of.
  package var fit: any TestableFit {
    switch self {
    case .means(let fit): fit
    case .levels(let fit): fit
    case .times(let fit): fit
    }
  }
}
