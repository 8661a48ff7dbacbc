internal import Foundation
internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyMicrodata
internal import SurveyNumerics

/// What a report was made of: every file with its hash, the design, the conventions and the software.
///
/// Nothing in it depends on the day, the machine or the processor, so that the same input gives the same bytes.
struct Provenance: Encodable {
  let title: String
  let program: String
  let numerics: String
  let conventions: String
  let design: String?
  let files: [File]
  let tables: Int
  let checks: Int
  /// What the author should know; nil where there is nothing.
  let notes: [NotebookNote]?

  /// One file that was read.
  struct File: Encodable {
    let name: String
    let sha256: String
    let bytes: Int
    /// How a text file was written, where that is not UTF-8 with commas and points.
    let encoding: String?
    let separator: String?
    let decimal: String?
    /// The sheet of a workbook and the cells of it that were read.
    let sheet: String?
    let range: String?

    /// The name, with what is not usual about the way the file was written.
    var nameWithForm: String {
      let parts = [
        ("encoding", encoding), ("separator", separator), ("decimal", decimal), ("sheet", sheet),
        ("range", range),
      ].compactMap { name, value in
        value.map { "\(name) \($0)" }
      }
      return parts.isEmpty ? name : "\(name) (\(parts.joined(separator: ", ")))"
    }
  }

  init(
    title: String, notebook: DataSource, sources: [DataSource], design: SurveyDesign?, tables: Int, checks: Int,
    notes: [NotebookNote]
  ) {
    self.title = title
    program = "Peilstok \(PeilstokVersion.current)"
    numerics = LinearAlgebraLibrary.description
    conventions = design?.conventions.name ?? "r45"
    self.design = design.map { DesignDescription(language: .english).sentence(of: $0) }
    var seen: Set<DataSource> = []
    files = ([notebook] + sources).filter { seen.insert($0).inserted }.map {
      let form = Dictionary(uniqueKeysWithValues: $0.differences)
      return File(
        name: $0.fileName, sha256: $0.sha256, bytes: $0.byteCount, encoding: form["encoding"],
        separator: form["separator"], decimal: form["decimal"], sheet: form["sheet"], range: form["range"])
    }
    self.tables = tables
    self.checks = checks
    self.notes = notes.isEmpty ? nil : notes
  }

  /// The machine-readable form.
  func json() -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { preconditionFailure("provenance that cannot be encoded") }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// The section at the end of the document.
  func blocks(in language: Language) throws(DocumentError) -> [Block] {
    let words = language.words
    let table = try Table(
      words.provenance, caption: words.filesRead,
      columns: [
        TableColumn("file", header: words.file, role: .label),
        TableColumn("bytes", header: "Bytes", role: .count),
        TableColumn("sha256", header: "SHA-256", role: .text),
      ],
      rows: files.map { TableRow([.text($0.nameWithForm), .count($0.bytes), .text($0.sha256)]) })
    let sentence = words.madeWith(program, conventions: conventions + (conventions == "r45" ? words.asR : ""))
    return [.heading(level: 2, text: words.provenanceOfFigures), .paragraph(sentence), .table(table)]
  }
}

/// The version of the package.
public enum PeilstokVersion {
  /// The version that this code is, by semantic versioning.
  public static let current = "0.1.0"
}
