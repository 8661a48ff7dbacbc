/// One answer of a question: its name in the data and its label in Dutch and English.
package struct Level: Sendable {
  package let name: String
  let dutch: String
  let english: String

  init(_ name: String, _ dutch: String, _ english: String) {
    self.name = name
    self.dutch = dutch
    self.english = english
  }
}

/// A characteristic or answer with a fixed list of levels, whose raw value is the position in that list.
package protocol Leveled: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == Int {
  static var levels: [Level] { get }
}

extension Leveled {
  /// The name in the data.
  package var name: String { Self.levels[rawValue].name }
}
