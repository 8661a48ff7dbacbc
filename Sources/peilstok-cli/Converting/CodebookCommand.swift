import ArgumentParser
import Foundation
import Peilstok

/// `peilstok codebook`: drafts the data package of a file of records.
struct CodebookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codebook",
    abstract: "Draft the datapackage.json of a file of records.",
    discussion: """
      DATA is a CSV file, plain or gzipped, a file of SPSS, Stata or SAS, or a datapackage.json. What the file or an \
      existing data package says of a column is kept: labels, levels in their order, missing codes with their kinds, \
      ranges. Of other columns the draft has the type, and the levels of those with few; "looksLike" says which look like \
      a weight, a stratum, a unit, an identifier, a date or free text. What to look at is noted on standard error. The \
      draft lists levels, and so shows answers: look at it before you share it.

      Examples:
        peilstok codebook survey.csv

        peilstok codebook survey.sav --output datapackage.json
      """)

  @OptionGroup
  var recordsOptions: RecordsOptions

  @Option(help: ArgumentHelp("The file to write; - for standard output.", valueName: "file"))
  var output = "-"

  @OptionGroup
  var overwriting: OverwriteOption

  func run() throws {
    let place = try OutputPlace(output)
    let data = try recordsOptions.records(deriving: nil)
    let draft = try CodebookDraft(of: data)
    let path = data.sources.first?.fileName ?? fileName(of: recordsOptions.path)
    let text = draft.codebook.dataPackage(
      name: data.name, path: path, columns: data.columnNames, form: draft.form, hints: draft.hints)
    try place.write(Data(text.utf8), madeOf: data.sources, overwriting: overwriting.overwrite)
    for remark in data.remarks() { StandardOutput.writeNote("Note: \(remark)") }
  }
}
