import Peilstok

/// Models pooled over imputations.
extension ModelSummary {
  /// Pools the fits of one model to completed designs by Rubin's rules; its terms are tested by D₁.
  ///
  /// Criteria and other measures of fit belong to one set of records and are left out.
  init(pooling fits: [any FitWithTerms]) throws {
    let pooled = try PooledFit(fits)
    let summaries = try fits.map { try $0.summary }
    self = summaries[0]
    let mean = { (count: (ModelSummary) -> Int) in
      Int((summaries.reduce(0) { $0 + Double(count($1)) } / Double(summaries.count)).rounded())
    }
    imputationCount = pooled.imputationCount
    theta = nil
    coefficients = pooled.coefficients.map { AnsweredCoefficient($0) }
    thresholds = pooled.thresholds.map { AnsweredCoefficient($0) }
    covariance = pooled.covariance
    degreesOfFreedom = pooled.completeDegreesOfFreedom
    iterationCount = summaries.map(\.iterationCount).max() ?? 0
    unweightedCount = mean { $0.unweightedCount }
    missingCount = mean { $0.missingCount }
    eventCount = eventCount.map { own in mean { $0.eventCount ?? own } }
    // Two terms may have coefficients of one name, so that each is taken out as it is found.
    var rest = pooled.coefficients
    ratios = ratios.map { names in
      (
        names.one, names.several,
        names.values.map { ratio in
          guard !ratio.isReference else { return ratio }
          let position = rest.firstIndex { $0.term == ratio.term && $0.outcomeLevel == ratio.outcomeLevel }
          return position.map { AnsweredRatio(rest.remove(at: $0)) } ?? ratio
        }
      )
    }
    for sentence in summaries.flatMap(\.diagnostics) where !diagnostics.contains(sentence) {
      diagnostics.append(sentence)
    }
    for term in fits[0].termNames {
      do throws(ImputationError) { tests.append(TermTest(try pooled.waldTest(of: term), of: term)) } catch {
        diagnostics.append("\(term): \(error.description)")
      }
    }
  }
}
