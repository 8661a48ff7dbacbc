internal import FileFacts
public import ReportDocuments
internal import SurveyMicrodata

/// Rendered notebooks written to a folder.
extension OutputFolder {
  /// Writes rendered notebooks, all of their files or none.
  ///
  /// A file that a notebook was read from is never replaced. A file that no earlier run wrote here, or that was changed
  /// since, is replaced only with `overwriting`. What an earlier rendering of the same notebooks left goes.
  ///
  /// - Returns: What was removed and what was left.
  @discardableResult
  public func write(
    _ notebooks: [RenderedNotebook], overwriting: Bool = false
  ) throws(DocumentError) -> OutputChanges {
    var request = OutputRequest(notebooks.map { OutputRequest.Document(name: $0.name, files: $0.files) })
    request.read = Set(notebooks.flatMap(\.filesRead).compactMap { $0.status?.identity })
    request.overwrites = overwriting
    request.areWhole = true
    return try write(request)
  }
}
