/// What is wrong with a data package, in sentences.
extension DataPackageProblem {
  /// The problem as a sentence that follows its place.
  var sentence: String {
    switch self {
    case .expected(let expectation):
      "Expected \(expectation.rawValue)."
    case .missingProperty(let name):
      "Expected a property \"\(name)\"."
    case .unsupported(let supported):
      "This is not supported; expected \(supported)."
    case .unknownWord(let word, let known):
      "Expected one of \(known.joined(separator: ", ")); found \"\(word)\"."
        + suggestion(nearestName(to: word, among: known))
    case .pathOutsideFolder:
      "The path must stay inside the folder of the data package."
    case .noTable:
      "No resource is a CSV file."
    case .unknownResource(let name, let nearest):
      "There is no resource named \"\(name)\"." + suggestion(nearest)
    case .repeatedField(let name):
      "Two fields are named \"\(name)\"."
    case .repeatedCode(let code):
      "The code \"\(code)\" stands twice."
    case .emptyRange:
      "The minimum is above the maximum."
    }
  }
}

extension JSONProblem {
  /// The problem as a sentence that follows its place.
  var sentence: String {
    switch self {
    case .expectedValue: "Expected a JSON value."
    case .expectedName: "Expected a name in double quotes."
    case .expectedColon: "Expected : after the name."
    case .expectedCommaOrBracket: "Expected , or ] in the list."
    case .expectedCommaOrBrace: "Expected , or } in the object."
    case .unclosedText: "A quote opens here and nothing closes it."
    case .unknownEscape: "JSON has no such escape after a backslash."
    case .controlCharacter: "A line break or control character must be escaped in a text."
    case .repeatedName(let name): "The name \"\(name)\" stands twice in one object."
    case .tooDeep(let limit): "More than \(limit) lists and objects stand inside each other."
    case .textAfterEnd: "Expected the end of the file."
    }
  }
}
