/// A column of a file as its codebook describes it.
package struct Field: Sendable {
  enum Kind: String, Sendable {
    case string, integer, number
  }

  package let name: String
  let kind: Kind
  let dutch: String
  let english: String
  package var levels: [Level] = []
  package var minimum: Int?
  package var maximum: Int?
  /// Whether the question may have been left unasked or unanswered.
  package var hasMissing = false

  init(
    _ name: String, _ kind: Kind, _ dutch: String, _ english: String, levels: [Level] = [], minimum: Int? = nil,
    maximum: Int? = nil, hasMissing: Bool = false
  ) {
    self.name = name
    self.kind = kind
    self.dutch = dutch
    self.english = english
    self.levels = levels
    self.minimum = minimum
    self.maximum = maximum
    self.hasMissing = hasMissing
  }
}
