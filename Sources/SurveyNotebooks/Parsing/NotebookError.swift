public import ReportDocuments
public import SurveyDesigns
public import SurveyEstimates
public import SurveyImputation
public import SurveyMicrodata
public import SurveyModels
public import SurveyQuestions

/// What is wrong with a notebook, and where.
public struct NotebookError: Error, Sendable, Equatable {
  /// The name of the notebook's file.
  public let file: String
  /// The line of the file, counted from 1; nil where the file as a whole is meant.
  public let line: Int?
  /// What is wrong.
  public let problem: NotebookProblem

  package init(file: String, line: Int?, problem: NotebookProblem) {
    self.file = file
    self.line = line
    self.problem = problem
  }
}

/// What is wrong with a notebook, as facts.
public enum NotebookProblem: Sendable, Equatable {
  /// There is no such file.
  case notFound
  /// The notebook cannot be read as text.
  case unreadable
  /// The notebook does not start with front matter between two lines of three dashes.
  case noFrontMatter
  /// A block is not valid YAML.
  case invalidYAML(String)
  /// None of the data files is there; where the data are published, if the notebook says.
  case dataNotFound([String], published: String?)
  /// A key is not known.
  case unknownKey(String, nearest: String?, known: [String])
  /// Keys with values are wanted, and something else is there.
  case keysWanted
  /// A key would change nothing beside another.
  case keyDoesNotApply(String, to: String)
  /// A key is missing.
  case missingKey(String)
  /// Exactly one of several keys is wanted.
  case oneKeyWanted([String], found: Int)
  /// A value is not of the kind that its key wants.
  case unexpectedValue(key: String, expected: String)
  /// A value is not one of the words that its key knows.
  case unknownWord(String, key: String, nearest: String?, known: [String])
  /// A fenced block is of an unknown kind.
  case unknownBlock(String, nearest: String?, known: [String])
  /// A name is given twice.
  case duplicateName(String)
  /// A design has the name that stands for all designs.
  case reservedName(String)
  /// No estimate, model or value has this name.
  case unknownName(String, nearest: String?)
  /// A named result has no element of these levels.
  case unknownElement(String, of: String, nearest: String?)
  /// A result has several elements and the reference does not say which.
  case elementWanted(String, count: Int)
  /// A result has no field of this name.
  case unknownField(String, nearest: String?, known: [String])
  /// A reference in braces cannot be read.
  case invalidReference(String)
  /// No alternative design has this name.
  case unknownDesign(String, nearest: String?, known: [String])
  /// A result is not among those that are worked out in the alternative designs.
  case notEvaluated(String, nearest: String?, known: [String])
  /// One number is wanted, and the reference means those of all designs.
  case oneDesignWanted(String)
  /// A field of a result has no interval of its own, so that it does not stand beside other analyses.
  case fieldWithoutInterval(String, of: String, known: [String])
  /// The number that a sentence refers to does not exist.
  case undefinedNumber(String)
  /// A row has more or fewer labels than the table has label columns.
  case labelCount(expected: Int, found: Int)
  /// The definition of an indicator changed between the waves that are compared.
  case breakInSeries(variable: String, from: String, to: String)
  /// A check does not hold.
  case checkFailed(name: String, expected: String, found: String)
  /// The records or the dictionary are at fault.
  case microdata(MicrodataError)
  /// The design is at fault.
  case design(DesignError)
  /// A question about the design, its weights or what is imputed is at fault.
  case question(QuestionError)
  /// A request for an estimate is at fault.
  case estimation(EstimationError)
  /// A request to impute is at fault.
  case imputation(ImputationError)
  /// A model is at fault.
  case model(ModelError)
  /// A table or document is at fault.
  case document(DocumentError)
}
