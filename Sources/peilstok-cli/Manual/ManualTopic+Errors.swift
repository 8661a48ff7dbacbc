import Peilstok

/// Which article helps whoever made a mistake in a notebook or a dictionary.
extension ManualTopic {
  /// The guide to notebooks for what is wrong with their form; nil for what is wrong with the numbers.
  init?(about problem: NotebookProblem) {
    switch problem {
    case .noFrontMatter, .unknownKey, .keysWanted, .keyDoesNotApply, .missingKey, .oneKeyWanted, .unexpectedValue,
      .unknownWord, .unknownBlock, .invalidReference, .unknownField:
      self = .notebook
    case .microdata(let error):
      guard let topic = ManualTopic(about: error) else { return nil }
      self = topic
    default: return nil
    }
  }

  /// The guide to dictionaries for what is wrong with one.
  init?(about error: MicrodataError) {
    guard case .malformedDictionary = error else { return nil }
    self = .indicators
  }
}
