public import SurveyDesigns
internal import SurveyMicrodata
internal import SurveyNumerics

/// Rates and estimates standardised to a population.
extension Estimates {
  /// Standardises the estimates directly: their mean over the cells of a standard population, in each remaining group.
  ///
  ///     θ = Σ Nc·θc / Σ Nc,   V = aᵀVa with a = N/ΣN
  ///
  /// for means, prevalences and ratios that were made by the variables of the population, whose counts are taken to be
  /// known. Standardised prevalences of age groups are the same as R
  /// `svymean(~x, svystandardize(design, by = ~age, over = ~group, population = N))`; a ratio within strata, standardised
  /// to the stratum totals of its denominator, is the separate ratio estimator (R `svyratio(separate = TRUE)`).
  ///
  /// - Parameters:
  ///   - population: the counts of the standard population by one or more of the grouping variables.
  ///   - interval: how the interval is found; nil for logit for shares and Wald elsewhere.
  ///   - level: the probability with which it covers.
  /// - Returns: One estimate for each remaining group, with their covariance.
  /// - Throws: `EstimationError` for a variable that the estimates are not grouped by, a level without a count, and
  ///   counts that are not finite, negative or all 0.
  public func standardized(
    to population: PopulationMargin, interval: IntervalMethod? = nil, level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    guard let kind = first?.statistic else { return self }
    let isShare = kind.isShare
    if let interval, interval != .wald, !isShare || !IntervalMethod.ofProportions.contains(interval) {
      throw .intervalDoesNotApply(interval, kind)
    }
    guard [.mean, .ratio].contains(kind) || isShare else { throw .notOf(kind, needed: .mean) }
    let counts = try cellCounts(of: population)
    var domains: [[DomainLevel]] = []
    var cells: [[Int]] = []
    let names = Set(population.variables.map(\.name))
    for (position, estimate) in elements.enumerated() {
      // A total over the standardised variable is no cell of the population.
      if estimate.domain.contains(where: { names.contains($0.variable) && $0.isTotal }) { continue }
      let domain = estimate.domain.filter { !names.contains($0.variable) }
      let key = cells.indices.first { cell in
        domains[cell] == domain && elements[cells[cell][0]].isSameItem(as: estimate)
      }
      if let key {
        cells[key].append(position)
      } else {
        domains.append(domain)
        cells.append([position])
      }
    }
    var coefficients = Matrix(rowCount: cells.count, columnCount: count)
    for (row, positions) in cells.enumerated() {
      let sum = positions.reduce(0) { $0 + counts[$1] }
      guard sum > 0 else { throw .invalidPopulation }
      for position in positions { coefficients[row, position] = counts[position] / sum }
    }
    return combined(coefficients, domains: domains, statistic: nil, interval: interval, level: level)
  }

  /// Divides totals by the counts of a population known from elsewhere: rates for each so many people.
  ///
  /// θ = per·Y/N with standard error per·s/N: the counts are taken to be known. The interval is `wald` or `log`,
  /// θ·exp(±t·s/Y), which suits rare events (NCHS, Series 2, no. 200). Use it on totals by the variables of the
  /// population, or on totals of all records with the count of everyone.
  ///
  /// - Throws: `EstimationError` for estimates that are no totals, a variable that they are not grouped by, and a level
  ///   without a count above 0.
  public func rates(
    per unit: Double = 1000, of population: PopulationMargin, interval: IntervalMethod = .wald, level: Double = 0.95
  ) throws(EstimationError) -> Estimates {
    guard interval == .wald || interval == .log else { throw .intervalDoesNotApply(interval, .rate) }
    if let other = elements.first(where: { $0.statistic != .total }) {
      throw .notOf(other.statistic, needed: .total)
    }
    let counts = try cellCounts(of: population)
    var coefficients = Matrix(rowCount: count, columnCount: count)
    for position in indices {
      guard counts[position] > 0 else { throw .invalidPopulation }
      coefficients[position, position] = unit / counts[position]
    }
    return combined(coefficients, domains: map(\.domain), statistic: .rate, interval: interval, level: level)
  }

  /// The population count of the cell of each estimate; a total stands for the sum over its levels.
  private func cellCounts(of population: PopulationMargin) throws(EstimationError) -> [Double] {
    if case .mean = population.quantity { throw .invalidPopulation }
    guard population.controls.values.allSatisfy({ $0.isFinite && $0 >= 0 }) else { throw .invalidPopulation }
    var counts: [Double] = []
    for estimate in elements {
      var wanted: [String?] = []
      var names: [LevelName] = []
      for variable in population.variables {
        guard let level = estimate.domain.first(where: { $0.variable == variable.name }) else {
          throw .notGroupedBy(variable: variable.name)
        }
        wanted.append(level.isTotal ? nil : level.level)
        names.append(level.nameInMessages)
      }
      // In the order of the keys, so that the sum has the same bits each time.
      let found = population.controls.keys.sorted { $0.lexicographicallyPrecedes($1) }.filter { key in
        zip(key, wanted).allSatisfy { $1 == nil || $0 == $1 }
      }
      guard !found.isEmpty else {
        let missing = wanted.indices.first { position in
          !population.controls.keys.contains { $0[position] == wanted[position] }
        }
        let position = missing ?? wanted.count - 1
        throw .levelWithoutPopulation(variable: population.variables[position].name, level: names[position])
      }
      counts.append(found.reduce(0) { $0 + (population.controls[$1] ?? 0) })
    }
    return counts
  }

  /// Makes estimates that are combinations of these, one for each row of coefficients.
  private func combined(
    _ coefficients: Matrix, domains: [[DomainLevel]], statistic: Statistic?, interval: IntervalMethod?, level: Double
  ) -> Estimates {
    var (elements, reaches): ([Estimate], [PrimaryUnitReach]) = ([], [])
    // A cell with no part in any row must not spoil the covariance of those that have one.
    let rows = (0..<coefficients.rowCount).map { row in indices.filter { coefficients[row, $0] != 0 } }
    var covariance = Matrix(rowCount: rows.count, columnCount: rows.count)
    for (i, first) in rows.enumerated() {
      for (j, second) in rows.enumerated() {
        covariance[i, j] = first.reduce(0) { sum, a in
          second.reduce(sum) { $0 + coefficients[i, a] * self.covariance[a, $1] * coefficients[j, $1] }
        }
      }
    }
    for (row, used) in rows.enumerated() {
      let parts = used.map { self.elements[$0] }
      let value = used.reduce(0) { $0 + coefficients[row, $1] * self.elements[$1].value }
      let reach = used.dropFirst().reduce(reach[used[0]]) { $0.union(self.reach[$1]) }
      let (kind, variance) = (statistic ?? parts[0].statistic, covariance[row, row])
      let count = parts.reduce(0) { $0 + $1.unweightedCount }
      let hasKnownVariance = parts.contains { $0.hasKnownVariance }
      let found = EstimateInterval(
        statistic: kind, value: value, standardError: variance.squareRoot(),
        degreesOfFreedom: reach.degreesOfFreedom, unweightedCount: count, hasKnownVariance: hasKnownVariance
      ).interval(interval ?? (kind.isShare ? .logit : .wald), level: level)
      let empty = parts.count { $0.unweightedCount == 0 }
      elements.append(
        Estimate(
          statistic: kind, variable: parts[0].variable, level: parts[0].level, domain: domains[row], value: value,
          standardError: variance.squareRoot(), degreesOfFreedom: reach.degreesOfFreedom,
          confidenceInterval: try? found.get(), unweightedCount: count,
          numeratorCount: kind.isShare ? parts.reduce(0) { $0 + ($1.numeratorCount ?? 0) } : nil,
          weightSum: parts.reduce(0) { $0 + $1.weightSum },
          effectiveCount: kind.isShare && variance > 0 ? value * (1 - value) / variance : nil, designEffect: nil,
          missingCount: parts.reduce(0) { $0 + $1.missingCount },
          diagnostics: empty > 0 && parts.count > 1 ? [.emptyStandardCells(count: empty)] : found.reasons,
          hasKnownVariance: hasKnownVariance))
      reaches.append(reach)
    }
    return Estimates(elements, covariance: covariance, reach: reaches, diagnostics: diagnostics)
  }
}

extension Estimate {
  /// Whether two estimates are of the same variable and level.
  fileprivate func isSameItem(as other: Estimate) -> Bool { variable == other.variable && level == other.level }
}
