internal import SurveyEstimates
internal import SurveyMicrodata

/// Cells of levels without records or without both outcomes.
extension ModelFrame {
  /// Throws where a combination of levels has no record, or where all its records have an outcome at the same end.
  ///
  /// Either leaves the coefficients of the term without a finite, unique estimate, because the columns of a term and
  /// of its margins together tell every combination of levels apart.
  ///
  /// - Parameters:
  ///   - columns: the columns of the terms.
  ///   - offersPenalty: whether a penalty would make the coefficients finite.
  ///   - end: the end that the outcome of a record is at.
  /// - Throws: `ModelError.emptyCombination` or `ModelError.levelWithoutVariation`.
  func checkCells(
    of columns: ModelColumns, offersPenalty: Bool = false, end: (_ row: Int32) -> OutcomeEnd
  ) throws(ModelError) {
    for (term, piece) in zip(columns.pieces, pieces) where !term.factors.isEmpty {
      let isWithoutNumbers = term.numbers.isEmpty
      guard isWithoutNumbers || term.factors.count > 1 else { continue }
      var counts = [Int](repeating: 0, count: term.columnOfCell.count)
      var (lowerCounts, upperCounts) = (counts, counts)
      for row in rows {
        let cell = Int(term.factors.reduce(0) { $0 + $1.codes[Int(row)] * $1.stride })
        counts[cell] += 1
        switch end(row) {
        case .lower: lowerCounts[cell] += 1
        case .upper: upperCounts[cell] += 1
        case .none: break
        }
      }
      let categorical = piece.members.filter { covariates[$0].levelCount > 1 }
      for cell in counts.indices {
        if counts[cell] == 0 {
          throw .emptyCombination(term: term.name, levels: levels(of: cell, categorical))
        }
        if isWithoutNumbers, lowerCounts[cell] == counts[cell] || upperCounts[cell] == counts[cell] {
          throw .levelWithoutVariation(
            term: term.name, levels: levels(of: cell, categorical), isTrue: upperCounts[cell] > 0,
            recordCount: counts[cell], offersPenalty: offersPenalty)
        }
      }
    }
  }

  private func levels(of cell: Int, _ categorical: [Int]) -> [DomainLevel] {
    let codes = decoded(cell, categorical.map { covariates[$0].levelCount })
    return zip(categorical, codes).map { position, code in
      guard case .levels(_, let names) = covariates[position].values else {
        preconditionFailure("a number has no level")
      }
      return DomainLevel(
        variable: covariates[position].name, level: names[code], nameInMessages: covariates[position].levelNames[code])
    }
  }
}
