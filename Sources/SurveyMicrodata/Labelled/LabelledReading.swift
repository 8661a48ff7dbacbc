internal import FoundationEssentials
internal import ParallelWork
internal import SurveyFiles

/// A file of SPSS, Stata or SAS whose cells and dictionary have been read.
struct LabelledReading {
  private let file: FileBytes
  private var labelled: LabelledFile
  private let missingTexts: [String]

  /// Reads a file; of the format only the encoding and the missing texts mean something for it.
  init(
    _ file: FileBytes, as form: LabelledFormat, columns: [String]?, format: TextFormat,
    limits: ComputationLimits = .standard
  ) throws(MicrodataError) {
    self.file = file
    missingTexts = format.missingTexts
    do throws(LabelledFileError) {
      guard format.separator == nil, format.decimalMark == nil else { throw .noTextFormat(program: form.program) }
      labelled = try LabelledFile(
        file.contents.span, as: form, encoding: format.encoding?.rawValue.uppercased(),
        cellLimit: limits.cells(of: file.contents.count))
    } catch {
      throw .malformedFile(error, file: file.name)
    }
    let names = labelled.variables.map(\.name)
    for column in columns ?? [] where !names.contains(column) {
      throw .unknownColumn(column, nearest: nearestColumn(to: column, among: names))
    }
    guard let columns = columns.map(Set.init) else { return }
    labelled.variables.removeAll { !columns.contains($0.name) }
  }

  /// The records, their columns described by the file and, in its place where it says something, by a data package.
  func microdata(
    name: String, package: DataPackage? = nil, table: TableResource? = nil, keepsText: Bool = false
  ) throws(MicrodataError) -> Microdata {
    var codebook = table.flatMap { table in package.map { $0.codebook(of: table) } } ?? Codebook()
    let given = codebook.variables
    if codebook.title.texts.isEmpty, !labelled.label.isEmpty { codebook.title = LocalizedText(["en": labelled.label]) }
    codebook.caseWeight = codebook.caseWeight ?? labelled.caseWeight
    let (variables, format, missingTexts) = (labelled.variables, labelled.format, missingTexts)
    let read = ParallelWork.map(count: variables.count) { index -> (VariableDescription, LabelledColumn) in
      let own = VariableDescription(variables[index], of: format, missingTexts: missingTexts)
      let description = own.overlaid(by: given[variables[index].name])
      return (description, LabelledColumn(variables[index], of: format, by: description))
    }
    var violations: [CodebookViolation] = []
    for (name, _) in table?.fields ?? [] where !variables.contains(where: { $0.name == name }) {
      let nearest = nearestColumn(to: name, among: variables.map(\.name))
      violations.append(CodebookViolation(column: name, kind: .absentColumn(nearest: nearest)))
    }
    for (variable, column) in zip(variables, read) {
      codebook.variables[variable.name] = column.0
      violations += column.1.violations
    }
    guard violations.isEmpty else { throw .outsideCodebook(violations, file: file.name) }
    let data = try Microdata(
      name: name, columns: zip(variables, read).map { ($0.name, $1.1.column) }, codebook: codebook,
      sources: [file.source] + [package?.file.source].compactMap { $0 })
    let origin = ColumnOrigin(names: variables.map(\.name), remarks: remarks(read.map(\.1)))
    return data.read(from: origin, text: keepsText ? try RecordText(of: data, from: file) : nil)
  }

  /// What the file shows of its columns that may change an answer.
  private func remarks(_ columns: [LabelledColumn]) -> [ColumnRemark] {
    var remarks: [ColumnRemark] = []
    let spellings = Dictionary(grouping: labelled.variables.map(\.name)) { $0.lowercased() }
    for (variable, column) in zip(labelled.variables, columns) {
      if column.blankCount > 0 {
        remarks.append(ColumnRemark(column: variable.name, kind: .blankTexts, count: column.blankCount))
      }
      if let alike = spellings[variable.name.lowercased()], alike.count > 1 {
        remarks.append(ColumnRemark(column: variable.name, kind: .nameDiffersInCase, count: alike.count))
      }
      if labelled.mayHideBlankRecords {
        remarks.append(ColumnRemark(column: variable.name, kind: .hiddenBlankRecords, count: labelled.rowCount))
      }
    }
    return remarks
  }
}

extension ComputationLimits {
  /// The cells that a file may unpack to.
  fileprivate func cells(of byteCount: Int) -> Int {
    let byRatio = byteCount.multipliedReportingOverflow(by: unpackingRatio)
    let bytes = byRatio.overflow ? unpackedBytes : min(unpackedBytes, max(freelyUnpackedBytes, byRatio.partialValue))
    return bytes / MemoryLayout<Double>.size
  }
}
