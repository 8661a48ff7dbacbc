internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyEstimates
internal import SurveyImputation
internal import SurveyMicrodata
internal import SurveyModels
internal import SurveyQuestions

/// What is wrong with a notebook, in sentences.
extension NotebookError: CustomStringConvertible {
  /// The file, the line and one sentence for a person.
  public var description: String {
    line.map { "\(file):\($0): \(problem)" } ?? "\(file): \(problem)"
  }
}

extension NotebookProblem: CustomStringConvertible {
  /// One sentence for a person: what was expected and what was found.
  public var description: String {
    switch self {
    case .notFound: "There is no such notebook."
    case .unreadable: "The notebook cannot be read as UTF-8 text."
    case .noFrontMatter: "A notebook starts with front matter between two lines of three dashes (---)."
    case .invalidYAML(let message): "The YAML cannot be read: \(message)."
    case .dataNotFound(let files, let published):
      "None of the data files is here: \(list(files))." + (published.map { " The data are published at \($0)." } ?? "")
    case .unknownKey(let key, let nearest, let known):
      "There is no key \"\(key)\"." + suggestion(nearest, among: known)
    case .keysWanted: "Keys with values are wanted here."
    case .keyDoesNotApply(let key, let other): "The key \"\(key)\" does not go with \"\(other)\"."
    case .missingKey(let key): "The key \"\(key)\" is missing."
    case .oneKeyWanted(let keys, let found):
      "Exactly one of the keys \(list(keys)) is wanted; found \(found)."
    case .unexpectedValue(let key, let expected): "The key \"\(key)\" wants \(expected)."
    case .unknownWord(let word, let key, let nearest, let known):
      "The key \"\(key)\" does not know \"\(word)\"." + suggestion(nearest, among: known)
    case .unknownBlock(let kind, let nearest, let known):
      "There is no block of kind \"\(kind)\"." + suggestion(nearest, among: known)
    case .duplicateName(let name): "The name \"\(name)\" is given twice."
    case .reservedName(let name): "\"\(name)\" stands for every design together; give this one another name."
    case .unknownName(let name, let nearest):
      "No estimate, model or value is named \"\(name)\"." + suggestion(nearest, among: [])
    case .unknownElement(let element, let name, let nearest):
      "\"\(name)\" has no element [\(element)]." + suggestion(nearest, among: [])
    case .elementWanted(let name, let count):
      "\"\(name)\" has \(count) elements; say which, as in {{\(name)[level]}}."
    case .unknownField(let field, let nearest, let known):
      "There is no field \"\(field)\"." + suggestion(nearest, among: known)
    case .invalidReference(let text):
      "The reference {{\(text)}} is not of the form name, name[level] or name[level].field."
    case .unknownDesign(let name, _, []):
      "No alternative design is named \"\(name)\": a sensitivity block declares them."
    case .unknownDesign(let name, let nearest, let known):
      "No alternative design is named \"\(name)\"." + suggestion(nearest, among: known)
    case .notEvaluated(let name, let nearest, let known):
      "\"\(name)\" is not worked out in the alternative designs: add it to \"of\"." + suggestion(nearest, among: known)
    case .oneDesignWanted(let name):
      "One number of \"\(name)\" is wanted, and \"under all\" means several; it goes with \"above\" and \"below\"."
    case .fieldWithoutInterval(let field, let name, let known):
      "\"\(field)\" of \"\(name)\" has no interval of its own." + suggestion(nil, among: known)
    case .undefinedNumber(let name): "\"\(name)\" is undefined, so no sentence can state it."
    case .labelCount(let expected, let found):
      "The table has \(expected) label \(expected == 1 ? "column" : "columns") but the row has \(found) "
        + (found == 1 ? "label." : "labels.")
    case .breakInSeries(let variable, let from, let to):
      "Indicator \"\(variable)\" changed between \(from) and \(to), so the two are not compared."
    case .checkFailed(let name, let expected, let found):
      "The check of \"\(name)\" does not hold: expected \(expected), found \(found)."
    case .microdata(let error): error.description
    case .design(let error): error.description
    case .question(let error): error.description
    case .estimation(let error): error.description
    case .imputation(let error): error.description
    case .model(let error): error.sentence(penalty: "penalized: true")
    case .document(let error): error.description
    }
  }

  private func suggestion(_ nearest: String?, among known: [String]) -> String {
    if let nearest { return " Did you mean \"\(nearest)\"?" }
    return known.isEmpty ? "" : " Known are \(list(known))."
  }

  private func list(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
}
