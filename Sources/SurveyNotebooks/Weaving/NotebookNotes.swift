internal import SurveyEstimates
internal import Synchronization

/// Something about a notebook that its author should know and that is no error.
public struct NotebookNote: Sendable, Hashable, Codable {
  /// The line of the notebook that it is about.
  public let line: Int
  /// One sentence.
  public let sentence: String
}

/// Gathers notes while results are worked out, on several threads, and gives each once in the order of the notebook.
final class NotebookNotes: Sendable {
  private let found = Mutex(Set<NotebookNote>())

  func add(_ sentence: String, line: Int) {
    let note = NotebookNote(line: line, sentence: sentence)
    found.withLock { _ = $0.insert(note) }
  }

  /// The notes by line; each sentence at the first line that it is about.
  var sorted: [NotebookNote] {
    let notes = found.withLock { $0 }.sorted { ($0.line, $0.sentence) < ($1.line, $1.sentence) }
    var seen: Set<String> = []
    return notes.filter { seen.insert($0.sentence).inserted }
  }
}

extension Diagnostic {
  /// Whether it bears on what the author meant rather than on how precise an estimate is, which the table shows.
  var isForAuthors: Bool {
    switch self {
    case .missingByRouting, .onlyTicksKnown: true
    default: false
    }
  }
}
