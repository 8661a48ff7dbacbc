/// What is wrong with a data package, apart from the records it describes.
public enum DataPackageProblem: Error, Sendable, Equatable {
  /// A value of another type was expected.
  case expected(Expectation)
  /// A property that must be there is not.
  case missingProperty(String)
  /// A property has a value that is known elsewhere and not supported here.
  case unsupported(String)
  /// A word is none of those that can stand here.
  case unknownWord(String, known: [String])
  /// The path of a resource leaves the folder of the data package.
  case pathOutsideFolder
  /// No resource is a CSV file.
  case noTable
  /// No resource has this name.
  case unknownResource(String, nearest: String?)
  /// Two fields have the same name.
  case repeatedField(String)
  /// Two levels or missing codes of a field are the same.
  case repeatedCode(String)
  /// The smallest value that may occur is above the largest.
  case emptyRange

  /// A type of value.
  public enum Expectation: String, Sendable, Equatable {
    /// An object.
    case object = "an object"
    /// A list.
    case list = "a list"
    /// A text.
    case text = "a text"
    /// A text that is not empty.
    case name = "a text that is not empty"
    /// A number.
    case number = "a number"
    /// True or false.
    case boolean = "true or false"
    /// A text, a number, or true or false.
    case code = "a text or a number"
  }
}
