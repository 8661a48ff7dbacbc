internal import FoundationEssentials
internal import SurveyFiles

/// The form of a file of records, which decides what reads it.
enum RecordsForm: Sendable, Equatable {
  /// Text with a header: CSV.
  case delimitedText
  /// A sheet of a workbook of Excel.
  case workbook
  /// A file of SPSS, Stata or SAS with its own dictionary.
  case labelled(LabelledFormat)

  /// Recognises a file by its first bytes and, where they do not tell, by the ending of its name; nil for neither.
  init?(of file: FileBytes) throws(MicrodataError) {
    if Workbook.isOld(file.contents.span) { throw .unreadableFile(file.name, .oldWorkbook) }
    if Workbook.isOne(file.contents.span) || Self.hasEnding(file.name, Workbook.endings) {
      self = .workbook
    } else if let format = LabelledFormat(of: file.contents.span, named: file.name) {
      self = .labelled(format)
    } else if Self.isNamedText(file.name) {
      self = .delimitedText
    } else {
      return nil
    }
  }

  /// Whether the name of a file says that it holds records.
  static func isNamed(by name: String) -> Bool {
    LabelledFormat(ending: name) != nil || isNamedText(name) || hasEnding(name, Workbook.endings)
  }

  /// The endings of the names of text files.
  static let textEndings = [".csv", ".tsv", ".txt"]

  /// Whether the name of a file says that it is text.
  static func isNamedText(_ name: String) -> Bool {
    hasEnding(name, textEndings)
  }

  private static func hasEnding(_ name: String, _ endings: [String]) -> Bool {
    let name = name.lowercased()
    return endings.contains { ending in ["", ".gz", ".zst"].contains { name.hasSuffix(ending + $0) } }
  }
}
