/// What is wrong with a dictionary of indicators, in sentences.
extension DictionaryProblem {
  /// The problem as a sentence that follows its place.
  var sentence: String {
    switch self {
    case .notYAML(let problem):
      "This is not YAML: \(problem)."
    case .expected(let expectation):
      "Expected \(expectation.rawValue)."
    case .unknownKey(let key, let known):
      "Expected one of \(known.joined(separator: ", ")); found \"\(key)\"."
        + suggestion(nearestName(to: key, among: known))
    case .missingKey(let key):
      "Expected a key \"\(key)\"."
    case .repeatedKey(let key):
      "The key \"\(key)\" stands twice."
    case .repeatedName(let name):
      "Two indicators are named \"\(name)\"."
    case .oneRule(let known):
      "Expected exactly one of \(known.joined(separator: ", "))."
    case .unknownMissingRule(let word, let known):
      "Expected one of \(known.joined(separator: ", ")), {atLeast: k} or {blanksAreNo: base}; found \"\(word)\"."
        + suggestion(nearestName(to: word, among: known))
    case .oneItem(let found):
      "Expected exactly one item, found \(found)."
    case .tooFewItems(let needed, let found):
      "Expected a number of answers from 1 to the number of items, \(found); found \(needed)."
    case .ruleOfSeveralItems:
      "Expected this rule with anyOf, allOf or count; a condition can say what was not asked: \"q1 is not asked\"."
    case .keyBeside(let key, let other):
      "The key \"\(key)\" means nothing beside \"\(other)\"."
    case .separatorInAnswer(let answer):
      "The answer \"\(answer)\" holds the separator that stands between answers."
    case .cutPointsNotRising:
      "Expected cut points that rise from 1 on."
    case .overlappingLevels(let level):
      "Level \"\(level)\" takes up what another level or group has."
    case .conditionOutsideItems(let column):
      "The condition uses \"\(column)\", which is not among the items."
    case .cycle(let names):
      "These indicators are made of each other: \((names + names.prefix(1)).joined(separator: ", "))."
    }
  }
}
