/// Something known of a few numbers, found fast for the small whole ones that codes mostly are.
struct NumberTable<Value> {
  private var small = [Value?](repeating: nil, count: 512)
  private var others: [Double: Value] = [:]
  private(set) var isEmpty = true

  /// Looks a number up.
  subscript(number: Double) -> Value? {
    @inline(__always) get {
      if let index = index(of: number) { return small[index] }
      return others.isEmpty ? nil : others[number]
    }
    set {
      isEmpty = false
      if let index = index(of: number) { small[index] = newValue } else { others[number] = newValue }
    }
  }

  @inline(__always)
  private func index(of number: Double) -> Int? {
    guard number >= -128, number < 384 else { return nil }
    let whole = Int(number)
    return Double(whole) == number ? whole + 128 : nil
  }
}
