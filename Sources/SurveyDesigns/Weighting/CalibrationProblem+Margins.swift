internal import SurveyMicrodata
internal import SurveyNumerics

/// The variables that a calibration brings to their margins.
extension AuxiliaryVariables {
  /// The variables of margins, one block for each.
  ///
  /// The first cell of every margin of counts after the first is left out: these margins share their total. Where the
  /// population is counted, a number whose total is known is taken from the mean that follows; with the number of
  /// persons known this changes nothing but that no digit is lost.
  init(_ margins: [MarginCells]) {
    var (blocks, next) = ([Block](), 0)
    for (position, margin) in margins.enumerated() {
      let first = margins.firstCellIndex(of: position)
      let start = next
      let columns = margin.codes.map { Int($0) < first ? -1 : Int32(start + Int($0) - first) }
      next += margin.population.count - first
      blocks.append(Block(columnOfItem: columns, values: margin.centredValues(origins: margins.origins(of: position))))
    }
    self.init(blocks: blocks, columnCount: next)
  }
}

extension CalibrationProblem {
  /// The problem of meeting margins.
  init(
    _ margins: [MarginCells], function: CalibrationFunction, tolerance: Double, iterationLimit: Int
  ) {
    var (controls, labels) = ([Double](), [ControlLabel]())
    for (position, margin) in margins.enumerated() {
      let origins = margins.origins(of: position)
      for cell in margins.firstCellIndex(of: position)..<margin.population.count {
        let level = margin.levels[cell].isEmpty ? nil : margin.messageName(ofCell: cell)
        let kind: ControlLabel.Kind
        switch margin.margin.quantity {
        case .count:
          controls.append(margin.population[cell])
          kind = .sum(offset: 0)
        case .total:
          // Centred by the mean of the control, the sum that remains is 0.
          controls.append(origins == nil ? margin.population[cell] : 0)
          kind = .sum(offset: origins == nil ? 0 : margin.population[cell])
        case .mean:
          controls.append(0)
          kind = .mean(margin.population[cell])
        }
        labels.append(ControlLabel(margin: margin.margin.name, level: level, kind: kind))
      }
    }
    self.init(
      variables: AuxiliaryVariables(margins), controls: controls, labels: labels, function: function,
      tolerance: tolerance, iterationLimit: iterationLimit)
  }
}

extension [MarginCells] {
  /// The first cell of a margin that has a column.
  fileprivate func firstCellIndex(of position: Int) -> Int {
    self[position].margin.quantity == .count && self[..<position].contains { $0.margin.quantity == .count } ? 1 : 0
  }

  /// What is taken from the number of a margin in each of its cells; nil where nothing is.
  fileprivate func origins(of position: Int) -> [Double]? {
    let margin = self[position]
    switch margin.margin.quantity {
    case .count: return nil
    case .mean: return margin.population
    case .total:
      // Centred, the control would depend on the counts too, which matters where these are estimates.
      guard !contains(where: { $0.margin.uncertainty != nil }) else { return nil }
      guard margin.population.count == 1, let counts = first(where: { $0.margin.quantity == .count }) else {
        return nil
      }
      return counts.total > 0 ? [margin.population[0] / counts.total] : nil
    }
  }
}

extension [MarginCells] {
  /// The covariance of the controls of all columns; nil where none is estimated.
  ///
  /// A mean that is off by δ makes the sum of its column, which is 0, off by δ times the weight of its cell.
  func controlCovariance(under weights: [Double]) -> Matrix? {
    guard contains(where: { $0.margin.uncertainty != nil }) else { return nil }
    let firstCells = indices.map { firstCellIndex(of: $0) }
    let count = zip(self, firstCells).reduce(0) { $0 + $1.0.population.count - $1.1 }
    var covariance = Matrix(rowCount: count, columnCount: count)
    var start = 0
    for (margin, first) in zip(self, firstCells) {
      var scales = margin.population.map { _ in 1.0 }
      if case .mean = margin.margin.quantity {
        scales = scales.map { _ in 0 }
        for (row, cell) in margin.codes.enumerated() { scales[Int(cell)] += weights[row] }
      }
      if let uncertainty = margin.margin.uncertainty {
        let positions = uncertainty.cells.map { margin.levels.firstIndex(of: $0) }
        for (i, row) in positions.enumerated() {
          for (j, column) in positions.enumerated() {
            guard let row, let column, row >= first, column >= first else { continue }
            covariance[start + row - first, start + column - first] =
              uncertainty.covariance[i, j] * scales[row] * scales[column]
          }
        }
      }
      start += margin.population.count - first
    }
    return covariance
  }
}

extension MarginCells {
  fileprivate func centredValues(origins: [Double]?) -> [Double]? {
    guard let values, let origins else { return values }
    return values.indices.map { values[$0] - origins[Int(codes[$0])] }
  }
}
