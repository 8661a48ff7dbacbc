/// The order of the levels of a column.
extension Microdata {
  /// Returns the data with the levels of a column in an order that is stated, from the lowest to the highest.
  ///
  /// Texts are found in the order of the alphabet, which is no order of a grade: an ordinal model refuses it. A level
  /// that no record has may be among the names.
  ///
  /// - Throws: `MicrodataError.levelsOutsideOrder` where records have a level that is not named.
  public func ordering(_ column: String, as levels: [String]) throws(MicrodataError) -> Microdata {
    let factor = try factor(of: Categorical(column))
    var positions: [String: Int32] = [:]
    for (position, level) in levels.enumerated() {
      guard positions.updateValue(Int32(position), forKey: level) == nil else {
        throw .repeatedInOrder(column: column, level: level)
      }
    }
    let newCodes = factor.levels.map { positions[$0] }
    var isUsed = [Bool](repeating: false, count: factor.levels.count)
    for code in factor.codes where code >= 0 { isUsed[Int(code)] = true }
    let left = newCodes.indices.count { newCodes[$0] == nil && isUsed[$0] }
    guard left == 0 else { throw .levelsOutsideOrder(column: column, count: left) }
    let codes = factor.codes.map { $0 < 0 ? $0 : newCodes[Int($0)] ?? MissingKind.blank.code }
    return try reordering(column, as: Factor(codes: codes, levels: levels))
  }
}
