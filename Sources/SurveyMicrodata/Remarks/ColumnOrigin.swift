internal import Synchronization

/// What reading a file has shown of its columns, and which of them were asked for since.
///
/// Copies of records share it, so that whoever prints an answer knows of which columns to speak.
final class ColumnOrigin: Sendable {
  /// The columns that were read from the file, in their order.
  let names: [String]
  /// What was noticed while the file was read.
  let remarks: [ColumnRemark]
  /// Why columns of texts are not numbers.
  let obstacles: [String: NumberObstacle]
  private let used = Mutex<Set<String>>([])

  init(
    names: [String] = [], remarks: [ColumnRemark] = [], obstacles: [String: NumberObstacle] = [:]
  ) {
    self.names = names
    self.remarks = remarks
    self.obstacles = obstacles
  }

  /// Notes that a column was asked for.
  func note(_ name: String) {
    guard !names.isEmpty else { return }
    used.withLock { _ = $0.insert(name) }
  }

  /// The columns that were asked for.
  var usedNames: Set<String> { used.withLock { $0 } }
}
