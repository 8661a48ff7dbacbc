import Peilstok

/// What is wrong with a command line, or with what it was to write.
///
/// The cases carry facts; `description` turns them into one sentence.
enum CommandError: Error, Equatable {
  /// No verb was given.
  case noVerb(known: [String])
  /// A verb was given that there is not.
  case unknownVerb(String, nearest: String?, known: [String])
  /// An option that holds one value was given several times.
  case repeatedOption(String, count: Int)
  /// A list of names holds one twice.
  case repeatedName(String, option: String)
  /// An option asks a mean of a model of times.
  case noMean(option: String)
  /// Levels in an order were asked of an outcome that has none.
  case levelsWithoutOrder
  /// An option names levels of an outcome that has not several.
  case levelsOfAnotherFamily(option: String)
  /// An attributable fraction is of an exposure without the level of those who are not exposed.
  case fractionNeedsLevel(column: String)
  /// The dose of a level is a level and a number.
  case notADose(found: String)
  /// An option takes a number above 0.
  case notAPositiveNumber(option: String, found: String)
  /// Two notebooks would be written to one file.
  case repeatedNotebook(String)
  /// Design options were given with a notebook, which states its own.
  case designOfNotebook
  /// An option needs another one.
  case missingCompanion(String, needs: String)
  /// An option of several letters has one dash.
  case oneDash(String)
  /// Two options cannot go together.
  case optionsExclude(String, String)
  /// An output without a name.
  case noOutput(expected: String)
  /// Something else than a file was asked of standard input or standard output.
  case notAStream(option: String, found: String)
  /// There is no such encoding.
  case unknownEncoding(String)
  /// An option says of the file what no file can be.
  case malformedFormat(MicrodataError, option: String)
  /// The order of the levels of a column is a column and its levels.
  case notAnOrder(found: String)
  /// The ending of an output says no form that is written.
  case unknownTarget(found: String)
  /// The result could not be written.
  case couldNotWrite
}

extension CommandError {
  /// Whether the command line is at fault rather than a file or the data.
  var isUsage: Bool {
    switch self {
    case .couldNotWrite: false
    default: true
    }
  }
}
