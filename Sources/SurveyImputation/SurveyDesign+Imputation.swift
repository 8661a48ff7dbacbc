private import Foundation
public import SurveyDesigns
public import SurveyMicrodata
internal import SurveyNumerics

/// Designs whose missing answers are imputed.
extension SurveyDesign {
  /// Imputes missing answers several times by chained equations that respect the design.
  ///
  /// Every variable in turn is drawn given all others (van Buuren 2018, chapter 4). What the design asks for:
  ///
  /// - The regressions are weighted, so that they estimate those of the population whether or not the model holds
  ///   (Pfeffermann 1993), and answers are drawn from donors by their weights (Andridge and Little 2010).
  /// - The logarithm of the weight and the strata are among the predictors (Reiter, Raghunathan and Kinney 2006).
  /// - The parameters of each draw are those of a bootstrap sample of the primary units of each stratum (Rao, Wu and
  ///   Yue 1992), which makes the imputations proper under the design.
  ///
  /// Draws belong to what a record holds and to the strata and identifiers of the units, sorted, so that shuffled records
  /// get the same answers; the order of the levels of a variable is part of its model.
  ///
  /// Imputed answers of one primary unit are no more alike than their predictors make them. Records outside the domain
  /// of the design are imputed too and help to predict.
  ///
  /// - Parameters:
  ///   - variables: the variables to impute. All of them predict each other.
  ///   - predictors: further columns to predict from, without missing answers but those not asked.
  ///   - times: the number of imputations, 2 or more.
  ///   - seed: the number that names all draws; the same seed gives the same answers with any number of threads.
  ///   - iterations: how often each variable is drawn before an imputation is kept; a single incomplete variable is
  ///     drawn once.
  ///   - designPredictors: whether the logarithm of the weight and the strata are among the predictors.
  ///   - dictionary: derived indicators, which are derived again from the completed answers.
  /// - Returns: The completed designs.
  /// - Throws: `ImputationError`, with the name of the variable that is at fault.
  public func imputed(
    _ variables: [ImputedVariable], from predictors: [String] = [], times: Int = 20, seed: UInt64,
    iterations: Int = 10, designPredictors: Bool = true, deriving dictionary: IndicatorDictionary? = nil
  ) throws(ImputationError) -> ImputedDesigns {
    try imputed(
      variables, from: predictors, times: times, seed: seed, iterations: iterations,
      designPredictors: designPredictors, deriving: dictionary,
      width: ProcessInfo.processInfo.activeProcessorCount)
  }

  package func imputed(
    _ variables: [ImputedVariable], from predictors: [String] = [], times: Int, seed: UInt64, iterations: Int = 10,
    designPredictors: Bool = true, deriving dictionary: IndicatorDictionary? = nil, width: Int
  ) throws(ImputationError) -> ImputedDesigns {
    guard times > 1 else { throw .tooFewImputations(times) }
    try reading { () throws(MicrodataError) in
      try LimitExcess.check(.imputations, times, limit: ComputationLimits.standard.imputations)
    }
    precondition(iterations > 0, "\(iterations) iterations")
    let plan = try ImputationPlan(
      variables, predictors: predictors, designPredictors: designPredictors, deriving: dictionary, of: self)
    let steps =
      plan.order.isEmpty ? 0 : plan.order.count == 1 && plan.targets.allSatisfy { $0.condition == nil } ? 1 : iterations
    let results = FixedOrder.map(blockCount: times, width: width) {
      imputation -> Result<(values: [[Double]], data: Microdata), ImputationError> in
      do throws(ImputationError) {
        var chain = ImputationChain(plan, seed: seed, imputation: imputation)
        for iteration in 0..<steps { try chain.iterate(iteration + 1) }
        return .success((chain.values, try plan.completedData(chain.values)))
      } catch { return .failure(error) }
    }
    var completed: [(values: [[Double]], data: Microdata)] = []
    for result in results { completed.append(try result.get()) }
    let summaries = plan.targets.enumerated().flatMap { position, target in
      ImputationSummary.summaries(of: target, values: completed.map { $0.values[position] }, weights: weights)
    }
    return ImputedDesigns(
      original: self, designs: completed.map { replacingData($0.data) }, summaries: summaries, seed: seed)
  }
}
