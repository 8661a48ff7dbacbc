public import SurveyDesigns
public import SurveyMicrodata
internal import SurveyNumerics

/// A test of whether two variables are associated in the population.
public struct RaoScottTest: Sendable {
  /// The second-order corrected statistic F.
  public let statistic: Double
  /// The degrees of freedom of the numerator, not a whole number in general.
  public let numeratorDegreesOfFreedom: Double
  /// The degrees of freedom of the denominator.
  public let denominatorDegreesOfFreedom: Double
  /// The probability of a larger statistic where there is no association.
  public let pValue: Double
  /// Pearson's X² of the weighted table, scaled to the number of records.
  public let pearsonStatistic: Double
  /// The number of records with both values known.
  public let unweightedCount: Int
  /// The number of records with a value missing.
  public let missingCount: Int
}

extension SurveyDesign {
  /// Tests whether two variables are associated, by the Rao-Scott second-order F test.
  ///
  /// With π the shares of the cells, V their covariance, D = diag(π) and C the interaction contrasts that are
  /// orthogonal to the main effects:
  ///
  ///     X² = n Σ (π − πᵣπ꜀)²/(πᵣπ꜀)      Δ = (CᵀD⁻¹C/n)⁻¹ CᵀD⁻¹VD⁻¹C
  ///     F = X²/tr Δ  on  d = (tr Δ)²/tr Δ²  and  d·ν  degrees of freedom
  ///
  /// (Rao and Scott 1984; Thomas and Rao 1987). The same as R `svychisq(~a + b, design, statistic = "F")`. Levels
  /// without records are left out.
  ///
  /// - Throws: `EstimationError.tableTooSmall` where fewer than two levels of a variable have records.
  public func association(
    of rows: Categorical, with columns: Categorical
  ) throws(EstimationError) -> RaoScottTest {
    let data = self.data
    let rowFactor = try estimating { () throws(MicrodataError) in try data.factor(of: rows) }
    let columnFactor = try estimating { () throws(MicrodataError) in try data.factor(of: columns) }
    let usable = rowFactor.codes.indices.map { row in
      rowFactor.codes[row] >= 0 && columnFactor.codes[row] >= 0 && weights[row] > 0 && domain?[row] != false
    }
    let rowLevels = LevelsInUse(rowFactor, where: usable)
    let columnLevels = LevelsInUse(columnFactor, where: usable)
    let (r, c) = (rowLevels.count, columnLevels.count)
    guard r > 1, c > 1 else { throw .tableTooSmall(rows: r, columns: c) }
    let cells = usable.indices.map { row -> Int32 in
      usable[row]
        ? rowLevels.position(of: rowFactor.codes[row]) * Int32(c) + columnLevels.position(of: columnFactor.codes[row])
        : MissingKind.blank.code
    }
    let targets = (0..<r * c).map { cell in
      Estimator.Target(
        variable: "\(rows.name) x \(columns.name)", level: nil, measure: 0, valueSum: Measure.valueSum + cell)
    }
    let groups = try EstimatedGroups(
      .shares(of: [.levels(cells, count: r * c)], targets), of: self, in: DomainCells(by: [], of: self))
    let reach = groups.reaches[0]
    guard reach.degreesOfFreedom > 0 else { throw .noDegreesOfFreedom(units: reach.unitCount) }
    let count = groups.sum(0, ofMeasure: 0, group: 0)
    let table = RaoScottTable(shares: groups.values, covariance: groups.covariance, rows: r, columns: c)
    let delta: Matrix
    do { delta = try table.generalizedDesignEffects(count: count) } catch { throw .numerics(error) }
    let trace = delta.diagonal.reduce(0, +)
    guard trace > 0 else { throw .noSamplingVariance }
    let numerator = trace * trace / (delta * delta).diagonal.reduce(0, +)
    let denominator = numerator * Double(reach.degreesOfFreedom)
    let pearson = count * table.pearsonDiscrepancy
    let statistic = pearson / trace
    return RaoScottTest(
      statistic: statistic, numeratorDegreesOfFreedom: numerator, denominatorDegreesOfFreedom: denominator,
      pValue: FDistribution(numeratorDegreesOfFreedom: numerator, denominatorDegreesOfFreedom: denominator)
        .upperTailProbability(statistic),
      pearsonStatistic: pearson, unweightedCount: Int(count), missingCount: groups.table.missingCounts[0])
  }
}

/// The levels of a factor that have records, renumbered without gaps.
private struct LevelsInUse {
  private var positions: [Int32]
  private(set) var count = 0

  init(_ factor: Factor, where usable: [Bool]) {
    positions = [Int32](repeating: -1, count: factor.levels.count)
    for row in usable.indices where usable[row] { positions[Int(factor.codes[row])] = 0 }
    for level in positions.indices where positions[level] == 0 {
      positions[level] = Int32(count)
      count += 1
    }
  }

  func position(of code: Int32) -> Int32 { positions[Int(code)] }
}

/// A two-way table of shares, cell (i, j) at `i * columns + j`, with its covariance.
private struct RaoScottTable {
  let shares: [Double]
  let covariance: Matrix
  let rows: Int
  let columns: Int

  private var rowShares: [Double] {
    (0..<rows).map { i in (0..<columns).reduce(0) { $0 + shares[i * columns + $1] } }
  }

  private var columnShares: [Double] {
    (0..<columns).map { j in (0..<rows).reduce(0) { $0 + shares[$1 * columns + j] } }
  }

  /// Σ (π − πᵣπ꜀)²/(πᵣπ꜀).
  var pearsonDiscrepancy: Double {
    var sum = 0.0
    let (rowShares, columnShares) = (rowShares, columnShares)
    for i in 0..<rows {
      for j in 0..<columns {
        let expected = rowShares[i] * columnShares[j]
        let difference = shares[i * columns + j] - expected
        sum += difference * difference / expected
      }
    }
    return sum
  }

  /// Δ = (CᵀD⁻¹C/n)⁻¹ CᵀD⁻¹VD⁻¹C.
  func generalizedDesignEffects(count: Double) throws(NumericsError) -> Matrix {
    let contrasts = try interactionContrasts()
    var scaled = contrasts
    for cell in 0..<contrasts.rowCount {
      for contrast in 0..<contrasts.columnCount {
        scaled[cell, contrast] = shares[cell] > 0 ? contrasts[cell, contrast] / shares[cell] : 0
      }
    }
    let underIndependence = (1 / count) * contrasts.crossProduct(with: scaled)
    let underDesign = scaled.crossProduct(with: covariance * scaled)
    return try CholeskyFactorization(underIndependence.symmetrized()).solve(underDesign)
  }

  /// The residuals of the interaction columns from the main effects of the two variables.
  private func interactionContrasts() throws(NumericsError) -> Matrix {
    let cellCount = rows * columns
    var mainEffects = Matrix(rowCount: cellCount, columnCount: rows + columns - 1)
    var interactions = Matrix(rowCount: cellCount, columnCount: (rows - 1) * (columns - 1))
    for i in 0..<rows {
      for j in 0..<columns {
        let cell = i * columns + j
        mainEffects[cell, 0] = 1
        if i > 0 { mainEffects[cell, i] = 1 }
        if j > 0 { mainEffects[cell, rows - 1 + j] = 1 }
        if i > 0, j > 0 { interactions[cell, (i - 1) * (columns - 1) + j - 1] = 1 }
      }
    }
    let projection = try CholeskyFactorization(mainEffects.crossProduct())
      .solve(mainEffects.crossProduct(with: interactions))
    return interactions - mainEffects * projection
  }
}
