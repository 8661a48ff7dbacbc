package import SurveyMicrodata

/// Which labels of a dimension are added up to which, on one or more levels below the total.
public struct Hierarchy: Sendable, Equatable {
  /// The name of the dimension.
  public let dimension: String
  /// The label that each label is added up to.
  public let parents: [String: String]

  /// Creates a hierarchy; a label that it does not name is added up to the total.
  ///
  /// - Throws: `DisclosureError.circularHierarchy` where a label is above itself.
  public init(of dimension: String, parents: [String: String]) throws(DisclosureError) {
    self.dimension = dimension
    self.parents = parents
    for start in parents.keys.sorted() {
      var label = start
      for _ in 0...parents.count {
        guard let next = parents[label] else { break }
        if next == start { throw .circularHierarchy(label: start, dimension: dimension) }
        label = next
      }
    }
  }

  /// Reads a file with the columns child and parent.
  package init(of dimension: String, _ file: WrittenTable) throws {
    let (child, parent) = (try file.position(of: "child"), try file.position(of: "parent"))
    var parents: [String: String] = [:]
    for row in file.rows where !row[parent].isEmpty {
      if let earlier = parents.updateValue(row[parent], forKey: row[child]), earlier != row[parent] {
        throw DisclosureError.twoParents(label: row[child], file: file.name)
      }
    }
    try self.init(of: dimension, parents: parents)
  }
}
