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
  /// A fraction where the test is pooled over imputations.
  let denominatorDegreesOfFreedom: Double
  let pValue: Double
}

extension TermTest {
  init(_ test: WaldTest) {
    self.init(
      term: test.terms.joined(separator: ", "), statistic: test.statistic,
      numeratorDegreesOfFreedom: test.numeratorDegreesOfFreedom,
      denominatorDegreesOfFreedom: Double(test.denominatorDegreesOfFreedom), pValue: test.pValue)
  }

  init(_ test: PooledWaldTest, of term: String) {
    self.init(
      term: term, statistic: test.statistic, numeratorDegreesOfFreedom: test.numeratorDegreesOfFreedom,
      denominatorDegreesOfFreedom: test.denominatorDegreesOfFreedom, pValue: test.pValue)
  }

  /// Tests a term of a fit.
  init(_ choice: TestChoice, of term: String, in fit: some FitWithTerms) throws(ModelError) {
    switch choice {
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

/// What every fitted model can be asked about its terms and its likelihood.
protocol FitWithTerms: PoolableFit {
  var deviance: Double { get }
  var effectiveParameterCount: Double { get throws(ModelError) }
  var akaikeCriterion: Double { get throws(ModelError) }
  var termNames: [String] { get }
  /// What was fitted, without tests and measures of fit.
  var summary: ModelSummary { get throws }
  var measures: FitMeasures { get }
  /// Tests of parallel lines, where the model has such.
  func linesTests() -> (tests: [TermTest], sentences: [String])
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

  func linesTests() -> (tests: [TermTest], sentences: [String]) { ([], []) }
}

extension ModelFit: FitWithTerms {
  var termNames: [String] { model.terms.names }
  var summary: ModelSummary { get throws { try ModelSummary(describing: self) } }
  var measures: FitMeasures { FitMeasures(self) }
}

extension CategoricalFit: FitWithTerms {
  var summary: ModelSummary { get throws { try ModelSummary(describing: self) } }
  var measures: FitMeasures { FitMeasures(self) }

  func linesTests() -> (tests: [TermTest], sentences: [String]) {
    guard case .ordinal = model, outcomeLevels.count > 2, !coefficients.isEmpty else { return ([], []) }
    do throws(ModelError) { return (try parallelLinesTests().map { TermTest($0) }, []) } catch {
      return ([], ["Whether the lines are parallel cannot be tested. \(error.description)"])
    }
  }
}

extension CoxFit: FitWithTerms {
  var termNames: [String] { model.terms.names }
  var summary: ModelSummary { get throws { try ModelSummary(describing: self) } }
  var measures: FitMeasures { FitMeasures(self) }
}
