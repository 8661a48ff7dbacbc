internal import SurveyDesigns

/// The value from which the numbers of each group are counted while they are summed.
///
/// Squares of values far from zero drown the spread that variances and design effects are made of: of a mean of 10⁸
/// with a spread of 1 no digit of a squared deviation is left. Any value of the group itself is near enough as an
/// origin, because no other lies further from it than the range of the group.
struct GroupOrigins: Sendable {
  /// The origin of each group and measure, `group * measures + measure`; 0 where a group has no value.
  private let values: [Double]
  private let measureCount: Int

  /// Takes the first finite value of each group.
  init(of measures: [Measure], in cells: DomainCells, of design: SurveyDesign) {
    measureCount = measures.count
    var origins = [Double](repeating: .nan, count: cells.domains.count * measures.count)
    for (position, measure) in measures.enumerated() {
      guard case .number(let numbers) = measure else { continue }
      var wanted = cells.domains.count
      for row in numbers.indices {
        if wanted == 0 { break }
        guard let group = cells.group(ofRow: row, in: design), numbers[row].isFinite else { continue }
        let index = group * measures.count + position
        guard origins[index].isNaN else { continue }
        origins[index] = numbers[row]
        wanted -= 1
      }
    }
    values = origins.map { $0.isNaN ? 0 : $0 }
  }

  /// Returns the origins of the measures of a group.
  func ofGroup(_ group: Int) -> ArraySlice<Double> { values[group * measureCount..<(group + 1) * measureCount] }

  /// Returns the measures with their numbers counted from the origin of their group.
  func moving(_ measures: [Measure], in cells: DomainCells, of design: SurveyDesign) -> [Measure] {
    measures.enumerated().map { position, measure in
      guard case .number(let numbers) = measure else { return measure }
      return .number(
        numbers.indices.map { row in
          cells.group(ofRow: row, in: design).map { numbers[row] - values[$0 * measureCount + position] }
            ?? numbers[row]
        })
    }
  }
}

extension DomainCells {
  /// Returns the group of a record that takes part in estimates, or nil.
  fileprivate func group(ofRow row: Int, in design: SurveyDesign) -> Int? {
    guard design.weights[row] > 0, design.domain?[row] != false else { return nil }
    guard let groups else { return 0 }
    return groups[row] >= 0 ? Int(groups[row]) : nil
  }
}
