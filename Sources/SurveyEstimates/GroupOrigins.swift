internal import SurveyDesigns

/// The value from which the numbers of each group are counted while they are summed.
///
/// Squares of values far from zero drown the spread that variances and design effects are made of: of a mean of 10⁸
/// with a spread of 1 no digit of a squared deviation is left. Any value of the group itself is near enough as an
/// origin, because no other lies further from it than the range of the group.
struct GroupOrigins: Sendable {
  /// The origin of each group and number, `group * numbers + number`; 0 where a group has no value.
  private let values: [Double]
  /// Where the numbers of each measure start; one more element than measures.
  private let firstNumber: [Int]

  private var numberCount: Int { firstNumber[firstNumber.count - 1] }

  /// Takes the first finite value of each group.
  init(of measures: [Measure], in cells: DomainCells, of design: SurveyDesign) {
    let columns = measures.map(\.numbers)
    firstNumber = columns.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    let all = columns.flatMap(\.self)
    var origins = [Double](repeating: .nan, count: cells.domains.count * all.count)
    for (position, numbers) in all.enumerated() {
      var wanted = cells.domains.count
      for row in numbers.indices {
        if wanted == 0 { break }
        guard let group = cells.group(ofRow: row, in: design), numbers[row].isFinite else { continue }
        let index = group * all.count + position
        guard origins[index].isNaN else { continue }
        origins[index] = numbers[row]
        wanted -= 1
      }
    }
    values = origins.map { $0.isNaN ? 0 : $0 }
  }

  /// Returns the origins of the first number of each measure of a group.
  func ofGroup(_ group: Int) -> [Double] {
    firstNumber.dropLast().map { $0 < numberCount ? values[group * numberCount + $0] : 0 }
  }

  /// Returns the measures with their numbers counted from the origin of their group.
  func moving(_ measures: [Measure], in cells: DomainCells, of design: SurveyDesign) -> [Measure] {
    measures.enumerated().map { position, measure in
      func moved(_ numbers: [Double], _ number: Int) -> [Double] {
        numbers.indices.map { row in
          cells.group(ofRow: row, in: design).map { numbers[row] - values[$0 * numberCount + number] } ?? numbers[row]
        }
      }
      switch measure {
      case .number(let numbers): return .number(moved(numbers, firstNumber[position]))
      case .products(let columns):
        return .products(columns.enumerated().map { moved($1, firstNumber[position] + $0) })
      case .pair, .levels, .computed: return measure
      }
    }
  }
}

extension Measure {
  /// The numbers that are counted from an origin.
  fileprivate var numbers: [[Double]] {
    switch self {
    case .number(let values): [values]
    case .products(let columns): columns
    case .pair, .levels, .computed: []
    }
  }
}

extension DomainCells {
  /// Returns the group of a record that takes part in estimates, or nil.
  func group(ofRow row: Int, in design: SurveyDesign) -> Int? {
    guard design.weights[row] > 0, design.domain?[row] != false else { return nil }
    guard let groups else { return 0 }
    return groups[row] >= 0 ? Int(groups[row]) : nil
  }
}
