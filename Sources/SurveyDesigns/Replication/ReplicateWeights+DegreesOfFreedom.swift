internal import SurveyNumerics

/// How many degrees of freedom replicates have in a domain.
extension ReplicateWeights {
  /// Returns the rank of the factors of some primary units less 1, or the degrees of freedom that were given.
  ///
  /// The same as R `degf(subset(design, domain))`: the rank of replicate weights is that of the factors of the units
  /// that they belong to. For the jackknife and for half-samples it is counted; elsewhere a QR factorisation finds it
  /// with R's tolerance, 1e-5. The units are in ascending order.
  package func degreesOfFreedom(reachingUnits units: [Int32]) -> Int {
    if units.isEmpty { return 0 }
    return givenDegreesOfFreedom ?? max(0, rank(ofUnits: units) - 1)
  }

  /// Returns the rank of the factors of some primary units, in ascending order.
  package func rank(ofUnits units: [Int32]) -> Int {
    if units.isEmpty { return 0 }
    switch factors {
    case .jackknife: return jackknifeRank(units)
    // Differences around a circle are one less than its units, as are those around a mean.
    case .successive(let matrix, _, _, _) where matrix.order > unitCount: return jackknifeRank(units)
    case .multistage(_, let stages):
      return numericRank(units.flatMap { stages[0].finestUnits(ofUnit: Int($0)).map { Int32($0) } })
    case .balanced: return balancedRank(units)
    case .pairedJackknife, .bootstrap, .columns, .successive: return numericRank(units)
    }
  }

  /// The number of the given units in each stratum that has any, with the number of all its units.
  private func counts(_ units: [Int32]) -> [(reached: Int, all: Int)] {
    var counts: [(reached: Int, all: Int)] = []
    var stratum = -1
    var end = 0
    for unit in units {
      while Int(unit) >= end {
        stratum += 1
        end = Int(stage.firstUnit[stratum + 1])
        if Int(unit) < end { counts.append((0, stage.units(ofStratum: stratum).count)) }
      }
      counts[counts.count - 1].reached += 1
    }
    return counts
  }

  /// A stratum whose units are all reached adds one less than its units, any other all of them; the vector of ones is
  /// one more where it does not follow from those.
  private func jackknifeRank(_ units: [Int32]) -> Int {
    var rank = 0
    var hasWhole = false
    for (reached, all) in counts(units) {
      if reached == all {
        rank += reached - 1
        hasWhole = true
      } else {
        rank += reached
      }
    }
    return rank + (hasWhole ? 1 : 0)
  }

  /// Each stratum has a column of signs, orthogonal to the others and to the ones; the ones follow where both units of
  /// a stratum, or a unit without replicates, are reached.
  private func balancedRank(_ units: [Int32]) -> Int {
    let counts = counts(units)
    return counts.count { $0.all == 2 } + (counts.contains { $0.reached == $0.all } ? 1 : 0)
  }

  private func numericRank(_ units: [Int32]) -> Int {
    // Units that already have as many independent rows as there are replicates leave nothing to find.
    let independent = withoutRepetition(units)
    let first = [Int32](independent.prefix(2 * count))
    if isOfFullRank(first) { return min(first.count, count) }
    let some = min(units.count, 2 * count)
    let rank = numericRank(of: [Int](stride(from: 0, to: units.count, by: units.count / some)).map { units[$0] })
    if rank == count || some == units.count { return rank }
    return units.count * count <= Self.factorizedElements ? numericRank(of: units) : crossProductRank(of: units)
  }

  /// Units without those whose factors follow from the others by the rule that made them.
  ///
  /// A bootstrap draws as often as it says in every stratum, so that the factors of a whole stratum add up to the number
  /// of its units in each replicate: of the strata after the first that are reached as a whole, the last unit is left out.
  private func withoutRepetition(_ units: [Int32]) -> [Int32] {
    guard case .bootstrap = factors else { return units }
    var position = 0
    var hasWhole = false
    var kept: [Int32] = []
    for (reached, all) in counts(units) {
      let isRepeated = reached == all && hasWhole
      if reached == all { hasWhole = true }
      kept += units[position..<position + reached - (isRepeated ? 1 : 0)]
      position += reached
    }
    return kept
  }

  /// Whether the factors of units are independent beyond doubt, as rows or, where there are more of them, as columns.
  ///
  /// A rank that the tolerance of the QR factorisation finds too low leaves a combination of rows or columns shorter
  /// than 1e-5 of their length, and then the smallest eigenvalue of the cross-product is below 1e-10 of its trace.
  private func isOfFullRank(_ units: [Int32]) -> Bool {
    let matrix = factors(of: units)
    let product = (units.count < count ? matrix.transposed : matrix).crossProduct()
    guard let cholesky = try? CholeskyFactorization(product) else { return false }
    return cholesky.reciprocalCondition > 1e-9 * Double(product.rowCount)
  }

  /// A larger matrix is not factorised but its cross-product is, two replicates at a time in memory.
  private static let factorizedElements = 1 << 22

  /// The rank by the eigenvalues of the cross-product, which are the squares of the singular values.
  private func crossProductRank(of units: [Int32]) -> Int {
    var product = Matrix(rowCount: count, columnCount: count)
    for first in 0..<count {
      let values = factors(ofReplicate: first)
      for second in 0...first {
        let others = factors(ofReplicate: second)
        product[first, second] = units.reduce(0.0) { $0 + values[Int($1)] * others[Int($1)] }
        product[second, first] = product[first, second]
      }
    }
    do {
      return try SymmetricEigen(product).rank(tolerance: 1e-10)
    } catch {
      preconditionFailure("replicate factors that are not finite: \(error)")
    }
  }

  private func numericRank(of units: [Int32]) -> Int {
    do {
      return try PivotedQR(factors(of: units), tolerance: 1e-5).rank
    } catch {
      preconditionFailure("replicate factors that are not finite: \(error)")
    }
  }

  /// The factors of some units, a column for each replicate; only the strata of those units are drawn.
  private func factors(of units: [Int32]) -> Matrix {
    var elements: [Double] = []
    elements.reserveCapacity(units.count * count)
    var values = [Double](repeating: 1, count: unitCount)
    let strata = strata(from: units.first, to: units.last)
    for replicate in 0..<count {
      factors.fill(&values, replicate: replicate, stage: stage, strata: strata)
      for unit in units { elements.append(values[Int(unit)]) }
    }
    return Matrix(rowCount: units.count, columnCount: count, columnMajor: elements)
  }

  /// The strata from that of a unit to that of another.
  private func strata(from first: Int32?, to last: Int32?) -> Range<Int> {
    guard let first, let last else { return 0..<0 }
    let lower = stage.firstUnit.firstIndex { $0 > first } ?? stage.stratumCount
    let upper = stage.firstUnit.firstIndex { $0 > last } ?? stage.stratumCount
    return lower - 1..<upper
  }
}
