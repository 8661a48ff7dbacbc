/// The numbers of one analysis under two profiles of conventions, and where they differ.
public struct ConventionComparison: Sendable {
  /// A number of an analysis with its name, such as "api00, standard error".
  public struct NamedNumber: Sendable {
    /// The name.
    public let name: String
    /// The number; not a number where there is none.
    public let value: Double

    /// Names a number.
    public init(_ name: String, _ value: Double?) {
      self.name = name
      self.value = value ?? .nan
    }
  }

  /// A sentence for each number that differs, and for each question that the profiles answer differently.
  public let sentences: [String]

  /// Compares the numbers of one analysis, in the same order under both profiles.
  ///
  /// Numbers that agree to twelve digits are the same.
  public init(
    _ first: Conventions, _ firstNumbers: [NamedNumber], _ second: Conventions, _ secondNumbers: [NamedNumber]
  ) {
    precondition(
      firstNumbers.count == secondNumbers.count, "\(firstNumbers.count) numbers and \(secondNumbers.count)")
    let numbers = zip(firstNumbers, secondNumbers).compactMap { one, other -> String? in
      let isSame =
        one.value == other.value || (one.value.isNaN && other.value.isNaN)
        || abs(one.value - other.value) <= 1e-12 * abs(one.value)
      return isSame ? nil : "\(one.name): \(words(one.value)) (\(first.name)), \(words(other.value)) (\(second.name))."
    }
    let same = [
      "\(first.name) and \(second.name) give the same numbers here in what a profile covers; what else the programs do "
        + "differently no profile follows."
    ]
    sentences = (numbers.isEmpty ? same : numbers) + second.differences(from: first)
  }
}

private func words(_ value: Double) -> String {
  value.isNaN ? "none" : Int(exactly: value).map { "\($0)" } ?? "\(value)"
}
