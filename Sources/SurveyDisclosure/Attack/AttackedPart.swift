/// One part of a table under attack: what is known of each unknown count, from outside and from inside.
///
/// ```
/// outer   no table with the published counts has a count outside it: from the equations and from linear programmes
/// inner   tables with the published counts were found that have its ends: whole numbers, checked equation by equation
/// ```
///
/// The true interval lies between the two. A count is protected when its inner interval is wide enough, which no solver
/// has to be believed for; it is disclosed when its outer one is not.
final class AttackedPart {
  private(set) var unknown: UnknownCounts
  private(set) var innerLower: [Double]
  private(set) var innerUpper: [Double]
  private var program: LinearProgram?
  /// The equations that each count has a part in.
  private lazy var signs: [[(equation: Int, sign: Double)]] = {
    var signs = [[(equation: Int, sign: Double)]](repeating: [], count: unknown.cells.count)
    for (number, equation) in unknown.equations.enumerated() {
      for term in equation.terms { signs[term.unknown].append((number, term.sign)) }
    }
    return signs
  }()
  private var objective: [Int] = []
  private static let tolerance = 1e-6

  /// Begins the attack by narrowing the bounds.
  init(_ unknown: UnknownCounts) throws(DisclosureError) {
    self.unknown = unknown
    try self.unknown.narrow()
    innerLower = [Double](repeating: .infinity, count: unknown.cells.count)
    innerUpper = [Double](repeating: -.infinity, count: unknown.cells.count)
  }

  /// The interval outside which no count can be.
  func outer(_ place: Int) -> (lower: Double, upper: Double) { (unknown.lower[place], unknown.upper[place]) }

  /// Whether the interval of a count is known exactly.
  func isExact(_ place: Int) -> Bool {
    innerLower[place] == unknown.lower[place] && innerUpper[place] == unknown.upper[place]
  }

  /// Whether a count is shown to be protected.
  func isMet(_ need: Need, at place: Int) -> Bool {
    need == .none || (innerLower[place] <= innerUpper[place] && need.isMet(by: innerLower[place], innerUpper[place]))
  }

  /// Takes in a table that might be the true one, where its numbers are whole and fulfil all equations.
  @discardableResult
  func learn(_ values: [Double]) -> Bool {
    let whole = values.map { $0.rounded() }
    for (value, rounded) in zip(values, whole) where abs(value - rounded) > Self.tolerance { return false }
    guard unknown.isFulfilled(by: whole) else { return false }
    for (place, value) in whole.enumerated() {
      innerLower[place] = min(innerLower[place], value)
      innerUpper[place] = max(innerUpper[place], value)
    }
    return true
  }

  /// Takes in a table that differs at some places from one that fulfils all equations.
  ///
  /// - Parameter changes: The places, the count that each had and the one that it has.
  func learn(_ changes: [(place: Int, from: Double, to: Double)]) {
    var sums: [Int: Double] = [:]
    let signs = signs
    for (place, from, to) in changes {
      guard to >= unknown.lower[place], to <= unknown.upper[place] else { return }
      for (equation, sign) in signs[place] { sums[equation, default: 0] += sign * (to - from) }
    }
    guard sums.values.allSatisfy({ $0 == 0 }) else { return }
    for (place, _, to) in changes {
      innerLower[place] = min(innerLower[place], to)
      innerUpper[place] = max(innerUpper[place], to)
    }
  }

  /// Finds one end of the interval of a count by a linear programme.
  func bound(_ place: Int, upper: Bool) throws(DisclosureError) {
    if upper ? innerUpper[place] == unknown.upper[place] : innerLower[place] == unknown.lower[place] { return }
    guard let value = try optimum([(place, 1)], maximizing: upper) else { return }
    if value.isInfinite {
      // A table of whole numbers and a direction without an end: there are tables of whole numbers without an end.
      if innerLower[place] <= innerUpper[place] { innerUpper[place] = .infinity }
    } else if upper {
      unknown.setUpper(min(unknown.upper[place], (value + Self.tolerance).rounded(.down)), at: place)
    } else {
      unknown.setLower(max(unknown.lower[place], (value - Self.tolerance).rounded(.up)), at: place)
    }
  }

  /// Looks for tables that widen many intervals at once.
  func widen(_ places: [Int], upper: Bool) throws(DisclosureError) {
    _ = try optimum(places.map { ($0, 1) }, maximizing: upper)
  }

  /// Finds one end of an interval among whole numbers, where the linear programme ended between them.
  func boundWhole(_ place: Int, upper: Bool) {
    guard upper ? innerUpper[place] < unknown.upper[place] : innerLower[place] > unknown.lower[place] else { return }
    var costs = [Double](repeating: 0, count: unknown.cells.count)
    costs[place] = upper ? -1 : 1
    let constants = unknown.equations.map(\.constant)
    let program = IntegerProgram(
      matrix: unknown.matrix, objective: costs, lower: unknown.lower, upper: unknown.upper, rowLower: constants,
      rowUpper: constants)
    guard let found = program.solution(), learn(found.values), found.isBest else { return }
    let value = found.values[place]
    if upper { unknown.setUpper(value, at: place) } else { unknown.setLower(value, at: place) }
  }

  /// The best value of a sum of counts; nil where the solver gave up.
  private func optimum(_ terms: [(Int, Double)], maximizing: Bool) throws(DisclosureError) -> Double? {
    let program = self.program ?? newProgram()
    self.program = program
    for place in objective { program.setObjective(place, 0) }
    objective = terms.map { $0.0 }
    for (place, weight) in terms { program.setObjective(place, weight) }
    switch program.solve(maximizing: maximizing) {
    case .optimal:
      let values = program.values
      learn(values)
      return terms.reduce(0) { $0 + $1.1 * values[$1.0] }
    case .unbounded:
      learn(program.values)
      return .infinity
    case .infeasible: throw .contradiction
    case .abandoned:
      self.program = nil
      return nil
    }
  }

  private func newProgram() -> LinearProgram {
    let constants = unknown.equations.map(\.constant)
    return LinearProgram(
      unknown.matrix, lower: unknown.lower, upper: unknown.upper, rowLower: constants, rowUpper: constants)
  }
}

extension UnknownCounts {
  /// Lowers the largest value that a count may have.
  mutating func setUpper(_ value: Double, at place: Int) { replace(place, lower: nil, upper: value) }

  /// Raises the smallest value that a count may have.
  mutating func setLower(_ value: Double, at place: Int) { replace(place, lower: value, upper: nil) }
}
