internal import SurveyNumerics

extension ReplicateWeights {
  /// Returns the rank of the factors of some primary units less 1, or the degrees of freedom that were given.
  ///
  /// The same as R `degf(subset(design, domain))`: the rank of replicate weights is that of the factors of the units
  /// that they belong to. For the jackknife and for half-samples it is counted; elsewhere a QR factorisation finds it
  /// with R's tolerance, 1e-5. The units are in ascending order.
  package func degreesOfFreedom(reachingUnits units: [Int32]) -> Int {
    if units.isEmpty { return 0 }
    if let givenDegreesOfFreedom { return givenDegreesOfFreedom }
    switch factors {
    case .jackknife: return max(0, jackknifeRank(units) - 1)
    case .balanced: return max(0, balancedRank(units) - 1)
    case .pairedJackknife, .bootstrap, .columns: return max(0, numericRank(units) - 1)
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
    let some = min(units.count, 2 * count)
    let rank = numericRank(of: [Int](stride(from: 0, to: units.count, by: units.count / some)).map { units[$0] })
    if rank == count || some == units.count { return rank }
    return units.count * count <= Self.factorizedElements ? numericRank(of: units) : crossProductRank(of: units)
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
    var elements: [Double] = []
    elements.reserveCapacity(units.count * count)
    for replicate in 0..<count {
      let values = factors(ofReplicate: replicate)
      for unit in units { elements.append(values[Int(unit)]) }
    }
    let matrix = Matrix(rowCount: units.count, columnCount: count, columnMajor: elements)
    do {
      return try PivotedQR(matrix, tolerance: 1e-5).rank
    } catch {
      preconditionFailure("replicate factors that are not finite: \(error)")
    }
  }
}
