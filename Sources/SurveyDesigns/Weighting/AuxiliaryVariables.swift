internal import SurveyMicrodata
internal import SurveyNumerics

/// The variables of one weighting step: indicators of cells, or numbers in cells.
///
/// They stand in blocks, one for each margin. An item, which is a record or a profile of records that share all values,
/// has at most one value other than 0 in a block.
struct AuxiliaryVariables: Sendable {
  /// The columns of one margin.
  struct Block: Sendable {
    /// The column of each item, negative where the item has none.
    let columnOfItem: [Int32]
    /// The value of each item in its column; nil for indicators.
    let values: [Double]?
  }

  let blocks: [Block]
  let columnCount: Int

  /// The number of items.
  var itemCount: Int { blocks.first?.columnOfItem.count ?? 0 }

  /// Returns Σ weight · x zᵀ over the items, where z are the variables of another step or of this one.
  func crossProduct(with other: AuxiliaryVariables, weights: [Double]) -> Matrix {
    var product = Matrix(rowCount: columnCount, columnCount: other.columnCount)
    for second in other.blocks {
      for first in blocks {
        add(weights, first.values, second.values, rows: first.columnOfItem, columns: second.columnOfItem, to: &product)
      }
    }
    return product
  }

  /// Returns Σ weight · x over the items.
  func sums(weights: [Double]) -> [Double] { sums(weights: weights) { $0 } }

  /// Returns Σ weight · |x| over the items.
  func absoluteSums(weights: [Double]) -> [Double] { sums(weights: weights) { abs($0) } }

  /// Returns xᵀη for each item.
  func predictor(_ coefficients: [Double]) -> [Double] {
    var predictor = [Double](repeating: 0, count: itemCount)
    for block in blocks {
      for item in predictor.indices where block.columnOfItem[item] >= 0 {
        predictor[item] += coefficients[Int(block.columnOfItem[item])] * (block.values?[item] ?? 1)
      }
    }
    return predictor
  }

  /// Adds up in blocks of items, so that rounding does not grow with their number.
  private func sums(weights: [Double], _ function: (Double) -> Double) -> [Double] {
    let length = 4096
    var sums = [Double](repeating: 0, count: columnCount)
    for start in stride(from: 0, to: itemCount, by: length) {
      var part = [Double](repeating: 0, count: columnCount)
      for block in blocks {
        for item in start..<min(start + length, itemCount) where block.columnOfItem[item] >= 0 {
          part[Int(block.columnOfItem[item])] += weights[item] * function(block.values?[item] ?? 1)
        }
      }
      for column in sums.indices { sums[column] += part[column] }
    }
    return sums
  }

  /// Adds each item's weight times its values to the element at its row and column, where neither is negative.
  private func add(
    _ weights: [Double], _ first: [Double]?, _ second: [Double]?, rows: [Int32], columns: [Int32],
    to sums: inout Matrix
  ) {
    let rowCount = sums.rowCount
    let (weights, rows, columns) = (weights.span, rows.span, columns.span)
    var elements = sums.elements.mutableSpan
    for item in weights.indices where weights[item] != 0 && rows[item] >= 0 && columns[item] >= 0 {
      let value = (first?[item] ?? 1) * (second?[item] ?? 1)
      elements[Int(columns[item]) * rowCount + Int(rows[item])] += weights[item] * value
    }
  }
}

extension AuxiliaryVariables {
  /// Returns the variables of profiles, items that share all values, with the profile of each item.
  ///
  /// Nil where a variable is a number: nearly every record then has values of its own.
  func profiles() -> (variables: AuxiliaryVariables, profileOfItem: IdentifierCodes)? {
    guard blocks.allSatisfy({ $0.values == nil }) else { return nil }
    let profiles = IdentifierCodes(
      combining: blocks.map { ($0.columnOfItem.map { $0 + 1 }, columnCount + 1) }, rowCount: itemCount)
    var item = [Int](repeating: 0, count: profiles.count)
    for (position, profile) in profiles.codes.enumerated() { item[Int(profile)] = position }
    let blocks = blocks.map { block in Block(columnOfItem: item.map { block.columnOfItem[$0] }, values: nil) }
    return (AuxiliaryVariables(blocks: blocks, columnCount: columnCount), profiles)
  }
}
