internal import SurveyNumerics

/// Numbers less their means, where the terms of the model allow it.
///
/// A number far from 0 compared with its spread, such as a year, is all but a multiple of the intercept, and the
/// cross-products lose the digits that tell them apart. Taking the mean c from a number x changes no fitted value as
/// long as every term with x has beside it the term without x, with the same levels: (x − c)z = xz − cz.
struct Centring {
  /// What is taken from each scaled number; 0 for levels and for numbers that stay as they are.
  let shifts: [Double]
  private let layouts: [TermLayout]
  private let scales: [Double?]

  init(of layouts: [TermLayout], frame: ModelFrame) {
    self.layouts = layouts
    scales = frame.covariates.map { covariate in
      if case .numbers(_, let scale) = covariate.values { return scale }
      return nil
    }
    shifts = frame.covariates.indices.map { position in
      guard case .numbers(let values, let scale) = frame.covariates[position].values else { return 0 }
      let isCentrable = layouts.allSatisfy { term in
        !term.members.contains(position) || term.hasMargin(without: position, among: layouts)
      }
      guard isCentrable else { return 0 }
      let scaled = frame.rows.map { values[Int($0)] * scale }
      let spread = (scaled.max() ?? 0) - (scaled.min() ?? 0)
      // A constant stays as it is, so that it is found to repeat the intercept.
      return spread > 1e-12 ? FixedOrder.sum(scaled) / Double(scaled.count) : 0
    }
  }

  /// What turns coefficients of the scaled and centred columns into those of the columns as they are.
  ///
  /// A column with the numbers N is Π(sₖxₖ − cₖ), the sum over the subsets M of N of Π(−cₖ, k in M) Π(sₖxₖ, k not in M).
  func transformation(columnCount: Int) -> Matrix {
    var matrix = Matrix(rowCount: columnCount, columnCount: columnCount)
    matrix[0, 0] = 1
    for term in layouts {
      let numbers = term.members.filter { scales[$0] != nil }
      let centred = numbers.filter { shifts[$0] != 0 }
      for subset in 0..<(1 << centred.count) {
        let taken = centred.indices.filter { subset >> $0 & 1 == 1 }.map { centred[$0] }
        let factor = numbers.reduce(1.0) { $0 * (taken.contains($1) ? -shifts[$1] : scales[$1] ?? 1) }
        let margin = term.members.filter { !taken.contains($0) }
        let columns = margin.isEmpty ? [0] : layouts.first { $0.members == margin }?.columnOfCell ?? []
        for (from, to) in zip(term.columnOfCell, columns) {
          if let from, let to { matrix[to, from] += factor }
        }
      }
    }
    return matrix
  }
}

extension TermLayout {
  /// Whether the term without a number is in the model, with a column wherever this one has.
  fileprivate func hasMargin(without position: Int, among layouts: [TermLayout]) -> Bool {
    let margin = members.filter { $0 != position }
    guard !margin.isEmpty else { return true }
    guard let other = layouts.first(where: { $0.members == margin }) else { return false }
    return zip(columnOfCell, other.columnOfCell).allSatisfy { $0 == nil || $1 != nil }
  }
}
