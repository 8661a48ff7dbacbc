/// The terms of a model: which covariates enter it, alone and in interaction.
///
/// There is always an intercept. The terms stand as R orders them: main effects first, then interactions of two
/// covariates, then of three; covariates within an interaction in the order in which they were first named.
public struct Terms: Sendable, Equatable {
  /// The covariates, in the order in which they were first named.
  public private(set) var variables: [ModelVariable]
  /// The terms, each as the ascending positions of its covariates.
  private(set) var members: [[Int]]
  /// What is added to the linear predictor without a coefficient.
  public private(set) var offsets: [ModelVariable] = []

  /// Creates the terms of a model with an intercept alone.
  public init() {
    variables = []
    members = []
  }

  /// Creates the main effect of a covariate.
  public init(_ variable: ModelVariable) {
    variables = [variable]
    members = [[0]]
  }

  /// Creates a model with an intercept and a part of the linear predictor that has no coefficient.
  public init(offset: ModelVariable) {
    self.init()
    offsets = [offset]
  }

  /// The names of the terms, such as `age`, `sex` and `age:sex`.
  public var names: [String] { members.map { name(of: $0) } }

  /// Returns the name of a set of covariates.
  func name(of members: [Int]) -> String { members.map { variables[$0].name }.joined(separator: ":") }

  /// Returns the terms of both.
  func union(_ other: Terms) -> Terms {
    var copy = self
    let position = copy.adopt(other.variables)
    copy.insert(other.members.map { $0.map { position[$0] } })
    copy.offsets += other.offsets.filter { !offsets.contains($0) }
    return copy
  }

  /// Returns the interactions of each term of one with each term of the other; offsets have none.
  func crossed(with other: Terms) -> Terms {
    var copy = self
    let position = copy.adopt(other.variables)
    copy.members = []
    copy.offsets = []
    var products: [[Int]] = []
    for first in members {
      for second in other.members { products.append(first + second.map { position[$0] }) }
    }
    copy.insert(products)
    return copy
  }

  /// Takes over covariates and returns where each now stands.
  private mutating func adopt(_ others: [ModelVariable]) -> [Int] {
    others.map { variable in
      if let known = variables.firstIndex(of: variable) { return known }
      variables.append(variable)
      return variables.count - 1
    }
  }

  private mutating func insert(_ added: [[Int]]) {
    for term in added {
      let sorted = Set(term).sorted()
      if !members.contains(sorted) { members.append(sorted) }
    }
    // Stable by the number of covariates, so that terms of one order stay as they were written.
    members = members.enumerated()
      .sorted { ($0.element.count, $0.offset) < ($1.element.count, $1.offset) }.map(\.element)
  }
}
