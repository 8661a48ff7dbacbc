import Peilstok

/// What the command asks of every fitted model beside its terms.
extension TermTestKind {
  /// What the statistic is called.
  var statisticName: String { self == .likelihoodRatio ? "Likelihood ratio" : "F" }
}

extension FittedModel {
  /// The fit, whatever it is of.
  var described: any FitWithTerms {
    switch self {
    case .means(let fit): fit
    case .levels(let fit): fit
    case .times(let fit): fit
    }
  }
}

/// What every fitted model can be asked about its terms and its likelihood.
protocol FitWithTerms: TestableFit {
  var deviance: Double { get }
  var effectiveParameterCount: Double { get throws(ModelError) }
  var akaikeCriterion: Double { get throws(ModelError) }
  /// What was fitted, without tests and measures of fit.
  var summary: ModelSummary { get throws }
  var measures: FitMeasures { get }
  /// Tests of parallel lines, where the model has such.
  func linesTests() -> (tests: [TermTest], sentences: [String])
}

extension FitWithTerms {
  func linesTests() -> (tests: [TermTest], sentences: [String]) { ([], []) }
}

extension ModelFit: FitWithTerms {
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
  var summary: ModelSummary { get throws { try ModelSummary(describing: self) } }
  var measures: FitMeasures { FitMeasures(self) }
}
