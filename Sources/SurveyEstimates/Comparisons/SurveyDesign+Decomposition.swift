public import SurveyDesigns
public import SurveyMicrodata

/// A change of a mean or share between two waves, taken apart (Kitagawa 1955).
public struct ChangeDecomposition: Sendable {
  /// The whole change, the sum of the two parts.
  public let change: Contrast
  /// What the change of the composition of the population accounts for.
  public let composition: Contrast
  /// What the change within the groups accounts for.
  public let rate: Contrast
}

extension SurveyDesign {
  /// Takes the change of a mean between two waves apart into composition and rate.
  ///
  /// With c the share of a group in a wave and r its mean there:
  ///
  ///     composition = Σ (c₂ − c₁)(r₁ + r₂)/2      rate = Σ (r₂ − r₁)(c₁ + c₂)/2
  ///
  /// (Kitagawa 1955). Both are functions of the totals of 1 and y by wave and group, whose covariance keeps what the
  /// waves share. Their value and standard error are those of R `svycontrast` on these totals.
  ///
  /// - Parameters:
  ///   - variable: the variable, 0 and 1 for a share.
  ///   - groups: the groups that make the composition.
  ///   - first: the level of the earlier wave.
  ///   - second: the level of the later wave.
  ///   - wave: the variable of the wave.
  ///   - level: the probability with which intervals cover.
  /// - Returns: The change and its two parts.
  /// - Throws: `EstimationError.emptyCell` where a group has no records in one of the waves.
  public func decomposedChange(
    of variable: Number, by groups: Categorical, from first: String, to second: String, over wave: Categorical,
    level: Double = 0.95
  ) throws(EstimationError) -> ChangeDecomposition {
    let data = self.data
    let known = "\(variable.name): known"
    let counted = try estimating { () throws(MicrodataError) in
      let values = try data.numbers(of: variable)
      return try data.adding(known, .numbers(values.map { $0.isNaN ? $0 : 1 }))
    }
    let totals = try replacingData(counted).total(of: [Number(known), variable], by: [wave, groups], level: level)
    let levels = try estimating { () throws(MicrodataError) in try data.levels(of: groups) }
    var cells: [(first: Int, second: Int)] = []
    for name in levels {
      let positions = [first, second].map { wanted in
        totals.index(in: [
          DomainLevel(variable: wave.name, level: wanted), DomainLevel(variable: groups.name, level: name),
        ])
      }
      let counts = positions.map { position in position.map { totals[$0].unweightedCount } ?? 0 }
      if counts == [0, 0] { continue }
      guard let one = positions[0], let other = positions[1], !counts.contains(0) else {
        throw .emptyCell(
          level: data.messageName(name, of: groups.name), variable: groups.name,
          wave: counts[0] == 0 ? first : second)
      }
      cells.append((one, other))
    }
    guard !cells.isEmpty else { throw .tooFewWaves(found: 0) }
    let part = { (wanted: KitagawaParts.Part) in
      totals.contrast(level: level) { KitagawaParts($0, cells: cells).value(of: wanted) }
    }
    return ChangeDecomposition(change: part(.change), composition: part(.composition), rate: part(.rate))
  }
}

/// The parts of a change as functions of the totals of 1 and y, with their derivatives.
private struct KitagawaParts {
  enum Part {
    case change
    case composition
    case rate
  }

  let sums: [Double]
  let cells: [(first: Int, second: Int)]

  init(_ sums: [Double], cells: [(first: Int, second: Int)]) {
    self.sums = sums
    self.cells = cells
  }

  func value(of part: Part) -> SmoothValue {
    let sizes = [cells.reduce(0) { $0 + sums[$1.first] }, cells.reduce(0) { $0 + sums[$1.second] }]
    // The shares and means of the groups in each wave.
    let shares = cells.map { [sums[$0.first] / sizes[0], sums[$0.second] / sizes[1]] }
    let means = cells.map { [sums[$0.first + 1] / sums[$0.first], sums[$0.second + 1] / sums[$0.second]] }
    var value = 0.0
    var byShare = cells.map { _ in [0.0, 0.0] }
    var byMean = byShare
    for index in cells.indices {
      let (c, r) = (shares[index], means[index])
      if part != .rate {
        let middle = (r[0] + r[1]) / 2
        value += (c[1] - c[0]) * middle
        for wave in 0..<2 {
          byShare[index][wave] += (wave == 1 ? 1 : -1) * middle
          byMean[index][wave] += (c[1] - c[0]) / 2
        }
      }
      if part != .composition {
        let middle = (c[0] + c[1]) / 2
        value += (r[1] - r[0]) * middle
        for wave in 0..<2 {
          byMean[index][wave] += (wave == 1 ? 1 : -1) * middle
          byShare[index][wave] += (r[1] - r[0]) / 2
        }
      }
    }
    var derivatives = [Double](repeating: 0, count: sums.count)
    for wave in 0..<2 {
      let common = cells.indices.reduce(0) { $0 + byShare[$1][wave] * shares[$1][wave] }
      for (index, cell) in cells.enumerated() {
        let position = wave == 0 ? cell.first : cell.second
        derivatives[position] =
          (byShare[index][wave] - common) / sizes[wave] - byMean[index][wave] * means[index][wave] / sums[position]
        derivatives[position + 1] = byMean[index][wave] / sums[position]
      }
    }
    return SmoothValue(value, derivatives: derivatives)
  }
}
