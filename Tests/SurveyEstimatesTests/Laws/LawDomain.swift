import SurveyDesigns
import SurveyMicrodata
import Testing

/// The part of the population that is asked about, and the groups it is divided into.
struct LawDomain: Sendable, CustomTestStringConvertible {
  let name: String
  var groups: [Categorical] = []
  /// The level of `special` that the design is restricted to.
  var special: String?
  /// Whether the design is restricted to ages from 30.
  var isAgeLimited = false
  /// Whether the domain has records enough for a two-way table.
  var hasTable = true

  var testDescription: String { name }

  /// Which records are in the domain.
  func rows(of data: Microdata, renamed: Bool = false) throws -> [Bool] {
    let ages = try data.numbers(of: "age")
    let factor = try data.factor(of: "special")
    let wanted = special.map { renamed ? LawRecords.newName(of: $0) : $0 }
    return ages.indices.map { row in
      (!isAgeLimited || ages[row] >= 30) && (wanted == nil || factor.levels[Int(factor.codes[row])] == wanted)
    }
  }

  func restrict(_ design: SurveyDesign, renamed: Bool = false) throws -> SurveyDesign {
    isAgeLimited || special != nil ? design.restricted(to: try rows(of: design.data, renamed: renamed)) : design
  }

  static let all = [
    LawDomain(name: "everyone"),
    LawDomain(name: "restricted", isAgeLimited: true),
    LawDomain(name: "groups", groups: ["group"]),
    LawDomain(name: "crossed groups of a restricted design", groups: ["sex", "group"], isAgeLimited: true),
    LawDomain(name: "groups with single, no and silent records", groups: ["special"]),
    LawDomain(name: "one unit in a stratum", special: "single", hasTable: false),
    LawDomain(name: "no records", special: "nobody", hasTable: false),
    LawDomain(name: "no known values", special: "silent", hasTable: false),
  ]
}
