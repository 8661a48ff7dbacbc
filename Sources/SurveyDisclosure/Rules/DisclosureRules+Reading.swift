package import SurveyMicrodata

/// Rules read from a YAML file.
extension DisclosureRules {
  /// Reads rules such as `minimum: 5`, `protection: 3`.
  package init(_ file: FileBytes) throws {
    guard let text = file.text else { throw MicrodataError.unreadableFile(file.name, .notText) }
    let root = try DictionaryNode(parsing: text, file: file.name)
    let members = try root.members(
      known: ["minimum", "protection", "zeros", "rounding"], required: ["minimum", "protection"])
    let base = try members.nodes["rounding"]?.members(known: ["base"], required: ["base"]).nodes["base"]?.wholeNumber()
    let zeros = try members.nodes["zeros"].map { node throws -> Zeros in
      guard let zeros = Zeros(rawValue: try node.text()) else {
        throw DisclosureError.unusableRule(
          key: "zeros", expected: Zeros.allCases.map(\.rawValue).joined(separator: " or "))
      }
      return zeros
    }
    try self.init(
      minimum: try members.nodes["minimum"]?.wholeNumber() ?? 0,
      protection: try members.nodes["protection"]?.wholeNumber() ?? 0, zeros: zeros, roundingBase: base)
  }
}
