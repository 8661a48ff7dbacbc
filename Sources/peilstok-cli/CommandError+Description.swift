import Peilstok

/// What is wrong with a command line, in sentences.
extension CommandError: CustomStringConvertible {
  /// One sentence for a person: what was expected and what was found.
  var description: String {
    switch self {
    case .noVerb(let known):
      "Expected a verb: \(choices(known))."
    case .unknownVerb(let verb, let nearest, let known):
      "There is no verb \"\(verb)\"." + (nearest.map { " Did you mean \"\($0)\"?" } ?? " Expected \(choices(known)).")
    case .repeatedOption(let option, let count):
      "\(option) is given \(count == 2 ? "twice" : "\(count) times") and only one of them would count; give it once."
    case .repeatedName(let name, let option):
      "\(option) names \"\(name)\" twice."
    case .noMean(let option): "\(option) goes with models of a share or a mean; --family cox has neither."
    case .levelsWithoutOrder: "--up-to needs levels in an order; of --family multinomial name them with --of-level."
    case .levelsOfAnotherFamily(let option): "\(option) goes with --family ordinal or multinomial."
    case .fractionNeedsLevel(let column):
      "--fraction takes the level of those without the exposure, as in \(column)=LEVEL; found \"\(column)\"."
    case .notADose(let found): "--dose-of takes a level and its dose, such as 3+=3; found \(found)."
    case .notAPositiveNumber(let option, let found): "\(option) takes a number above 0; found \(found)."
    case .repeatedNotebook(let name): "Two notebooks are named \"\(name)\"; each needs a name of its own."
    case .designOfNotebook:
      "A notebook states its own design; the design options are for records."
    case .missingCompanion(let option, let needed): "\(option) needs \(needed)."
    case .oneDash(let word): "Options of more than one letter have two dashes; found \(word)."
    case .optionsExclude(let option, let other): "\(option) and \(other) cannot go together."
    case .noOutput(let expected): "--output takes the name of \(expected); found an empty one."
    case .notAStream(let option, let found): "\(option) takes a folder; found \(found), which is for single files."
    case .unknownEncoding(let name):
      "--encoding takes \(choices(TextEncoding.allCases.map(\.rawValue))); found \(name)."
    case .malformedFormat(let error, let option): "\(option): \(error.description)"
    case .notAnOrder(let found):
      "--levels takes a column and its levels from the lowest to the highest, such as grade=low,medium,high; "
        + "found \(found)."
    case .unknownTarget(let found):
      "Expected an output that ends in .sav, .zsav, .dta or .csv; found \"\(found)\"."
    case .couldNotWrite:
      "The result could not be written to standard output."
    }
  }
}

/// Names in a row, with "or" before the last.
func choices(_ names: [String]) -> String { listed(names, "or") }

private func listed(_ names: [String], _ conjunction: String) -> String {
  guard names.count > 1, let last = names.last else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}
