/// The weighted totals of the variables of a weighting step by finest unit, those that are not 0.
///
/// A unit has few of them: a record has one variable of each margin.
struct UnitTotals: Sendable {
  /// Where the totals of each unit start; one more element than units.
  private let first: [Int32]
  private let variables: [Int32]
  private let values: [Double]

  init(of auxiliary: AuxiliaryVariables, structure: DesignStructure, weights: [Double]) {
    var first = [Int32](repeating: 0, count: structure.finestUnitCount + 1)
    var variables: [Int32] = []
    var values: [Double] = []
    var sums = [Double](repeating: 0, count: auxiliary.columnCount)
    var touched: [Int32] = []
    var unit = 0
    // Records come in the order of their units, so that a unit is complete where the next begins.
    func close(upTo next: Int) {
      touched.sort()
      for variable in touched {
        let sum = sums[Int(variable)]
        sums[Int(variable)] = 0
        guard sum != 0 else { continue }
        variables.append(variable)
        values.append(sum)
      }
      touched.removeAll(keepingCapacity: true)
      for later in unit..<next { first[later + 1] = Int32(values.count) }
      unit = next
    }
    for row in structure.rowsByFinestUnit {
      let row = Int(row)
      let ofRow = Int(structure.finestUnitOfRow[row])
      if ofRow != unit { close(upTo: ofRow) }
      guard weights[row] != 0 else { continue }
      for position in auxiliary.blocks.indices {
        let variable = auxiliary.blocks[position].columnOfItem[row]
        guard variable >= 0 else { continue }
        if sums[Int(variable)] == 0, !touched.contains(variable) { touched.append(variable) }
        sums[Int(variable)] += weights[row] * (auxiliary.blocks[position].values?[row] ?? 1)
      }
    }
    close(upTo: structure.finestUnitCount)
    self.first = first
    self.variables = variables
    self.values = values
  }

  /// Calls a function with the variable and the total of each that a run of units has, unit after unit.
  func forEach(of units: Range<Int>, _ body: (_ variable: Int, _ total: Double) -> Void) {
    for entry in Int(first[units.lowerBound])..<Int(first[units.upperBound]) {
      body(Int(variables[entry]), values[entry])
    }
  }
}
