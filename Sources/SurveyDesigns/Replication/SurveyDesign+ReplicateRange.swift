/// Refuses replicate weights whose squares are no numbers.
extension SurveyDesign {
  /// Throws where a replicate weight is so many times its weight that squares of factors are not numbers.
  func checkFactors(ofReplicate column: [Double], named name: String) throws(DesignError) {
    let count = column.indices.count { row in
      weights[row] > 0 && !(abs(column[row] / weights[row]) <= 1e100)
    }
    if count > 0 { throw .replicateFactorsOutOfRange(column: name, count: count) }
  }
}
