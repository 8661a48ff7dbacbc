/// A square matrix of +1 and −1 whose columns are orthogonal; the first column is +1 throughout.
///
/// Made of a core by Sylvester's doubling, H ⊗ [1 1; 1 −1], as often as needed. The core is the 1 × 1 matrix or, for a
/// prime q ≡ 3 (mod 4), Paley's first construction of order q + 1: with χ the quadratic character modulo q,
///
///     row 0: +1 +1 … +1;   row i: +1, then χ(j − i) for j ≠ i, and −1 for j = i
///
/// Of the orders these give, the smallest that is large enough is taken, with the smallest core. Half-samples depend on
/// the matrix, so that another program's may differ in everything but what is linear.
public struct HadamardMatrix: Sendable, Hashable {
  /// The number of rows and of columns.
  public let order: Int
  /// The order of Paley's core, or 1.
  public let coreOrder: Int
  private let core: [Int8]

  /// Creates the smallest matrix of at least a number of columns.
  public init(columns: Int) {
    precondition(columns > 0, "a Hadamard matrix of \(columns) columns")
    var order = columns
    while true {
      if let core = HadamardMatrix.coreOrder(of: order) {
        self.order = order
        coreOrder = core
        self.core = HadamardMatrix.paley(core)
        return
      }
      order += 1
    }
  }

  /// How the matrix is made, in words.
  public var construction: String {
    coreOrder == 1 ? "Sylvester, order \(order)" : "Paley, order \(coreOrder), doubled to \(order)"
  }

  /// Accesses an element, 1 or −1.
  public subscript(row: Int, column: Int) -> Int {
    precondition(
      row >= 0 && row < order && column >= 0 && column < order, "element (\(row), \(column)) of order \(order)")
    let ofCore = Int(core[(row % coreOrder) * coreOrder + column % coreOrder])
    let isNegative = ((row / coreOrder) & (column / coreOrder)).nonzeroBitCount % 2 == 1
    return isNegative ? -ofCore : ofCore
  }

  /// Returns the order of the smallest core that doubling brings to an order.
  private static func coreOrder(of order: Int) -> Int? {
    var core = order
    while core % 2 == 0 { core /= 2 }
    if core == 1 { return 1 }
    while core <= order {
      if core % 4 == 0, isPrime(core - 1) { return core }
      core *= 2
    }
    return nil
  }

  private static func paley(_ order: Int) -> [Int8] {
    var elements = [Int8](repeating: 1, count: order * order)
    guard order > 1 else { return elements }
    let q = order - 1
    var isSquare = [Bool](repeating: false, count: q)
    for i in 1..<q { isSquare[i * i % q] = true }
    for i in 0..<q {
      for j in 0..<q {
        let difference = (j - i + q) % q
        elements[(i + 1) * order + j + 1] = difference != 0 && isSquare[difference] ? 1 : -1
      }
    }
    return elements
  }

  private static func isPrime(_ number: Int) -> Bool {
    guard number > 1 else { return false }
    var divisor = 2
    while divisor * divisor <= number {
      if number % divisor == 0 { return false }
      divisor += 1
    }
    return true
  }
}
