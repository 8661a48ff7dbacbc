internal import SurveyMicrodata

/// Refuses terms with more coefficients than a model may have.
extension ModelFrame {
  /// Throws where the levels of the terms make more coefficients than a model may have.
  func checkCoefficientCount() throws(ModelError) {
    let products = Set(pieces.map(\.members))
    var count = 1
    for piece in pieces {
      var columns = 1
      for member in piece.members {
        let levels = covariates[member].levelCount
        let margin = piece.members.filter { $0 != member }
        let isReduced = margin.isEmpty || products.contains(margin)
        // As R lays out columns: a covariate loses its reference level where the term without it is in the model.
        columns = columns.multipliedOrLargest(by: levels > 1 && isReduced ? levels - 1 : levels)
      }
      count = count.addingOrLargest(columns)
      try reading { () throws(MicrodataError) in
        try LimitExcess.check(
          .coefficients(term: terms.names[piece.term]), count, limit: ComputationLimits.standard.coefficients)
      }
    }
  }
}

extension Int {
  /// The product, or the largest number where it is larger.
  fileprivate func multipliedOrLargest(by factor: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? .max : product
  }

  /// The sum, or the largest number where it is larger.
  fileprivate func addingOrLargest(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
