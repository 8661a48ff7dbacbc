internal import SurveyMicrodata
internal import Synchronization

/// Gathers the files that results are read from while these are worked out, on several threads.
final class FilesRead: Sendable {
  private let found = Mutex<[DataSource]>([])

  func add(_ sources: [DataSource]) {
    found.withLock { files in files += sources.filter { !files.contains($0) } }
  }

  /// The files, by their names and what is in them.
  var sorted: [DataSource] {
    found.withLock { $0 }.sorted { ($0.fileName, $0.sha256) < ($1.fileName, $1.sha256) }
  }
}
