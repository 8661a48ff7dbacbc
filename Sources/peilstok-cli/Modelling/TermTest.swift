import ArgumentParser
import Peilstok

/// What `--tests` takes.
enum TestChoice: String, CaseIterable, ExpressibleByArgument {
  case wald
  case likelihoodRatio = "likelihood-ratio"
  case score

  /// What the statistic is called.
  var statisticName: String { self == .likelihoodRatio ? "Likelihood ratio" : "F" }
}

/// A test that all coefficients of a term are 0, of whatever kind.
struct TermTest {
  let term: String
  let statistic: Double
  let numeratorDegreesOfFreedom: Int
  let denominatorDegreesOfFreedom: Int
  let pValue: Double
}

extension TermTest {
  init(_ test: WaldTest) {
    self.init(
      term: test.terms.joined(separator: ", "), statistic: test.statistic,
      numeratorDegreesOfFreedom: test.numeratorDegreesOfFreedom,
      denominatorDegreesOfFreedom: test.denominatorDegreesOfFreedom, pValue: test.pValue)
  }

  /// Tests a term of a fit.
  init(_ choice: TestChoice, of term: String, in fit: some FitWithTerms) throws(ModelError) {
    switch choice {
    case .wald: self.init(try fit.waldTest(of: term))
    case .likelihoodRatio:
      let test = try fit.likelihoodRatioTest(of: term, tail: .saddlepoint)
      self.init(
        term: test.term, statistic: test.statistic, numeratorDegreesOfFreedom: test.numeratorDegreesOfFreedom,
        denominatorDegreesOfFreedom: test.denominatorDegreesOfFreedom, pValue: test.pValue)
    case .score:
      let test = try fit.scoreTest(of: term)
      self.init(
        term: test.term, statistic: test.statistic, numeratorDegreesOfFreedom: test.numeratorDegreesOfFreedom,
        denominatorDegreesOfFreedom: test.denominatorDegreesOfFreedom, pValue: test.pValue)
    }
  }
}

/// What every fitted model can be asked about its terms and its likelihood.
protocol FitWithTerms {
  var deviance: Double { get }
  var effectiveParameterCount: Double { get throws(ModelError) }
  var akaikeCriterion: Double { get throws(ModelError) }
  var termNames: [String] { get }
  func waldTest(of term: String) throws(ModelError) -> WaldTest
  func likelihoodRatioTest(of term: String, tail: WeightedChiSquaredSum.Method) throws(ModelError)
    -> LikelihoodRatioTest
  func scoreTest(of term: String) throws(ModelError) -> ScoreTest
}

extension FitWithTerms {
  /// Tests each term, and says where one cannot be tested: a model that stands does not fall with a test.
  func tests(_ choice: TestChoice) -> (tests: [TermTest], sentences: [String]) {
    var (tests, sentences): ([TermTest], [String]) = ([], [])
    for term in termNames {
      do throws(ModelError) { tests.append(try TermTest(choice, of: term, in: self)) } catch {
        sentences.append(error.description)
      }
    }
    return (tests, sentences)
  }
}

extension CategoricalFit: FitWithTerms {}

extension ModelFit: FitWithTerms {
  var termNames: [String] { model.terms.names }
}

extension CoxFit: FitWithTerms {
  var termNames: [String] { model.terms.names }
}
