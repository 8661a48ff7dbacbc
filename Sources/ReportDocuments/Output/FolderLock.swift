internal import FileFacts
internal import Foundation

/// The right of one run to write a listed folder, which ends with its process at the latest.
struct FolderLock {
  private let descriptor: Int32
  /// How long a run waits for another one, in twentieths of a second.
  private static let patience = 600

  /// Waits for the folder; some file systems lock nothing, and there runs are not kept apart.
  init?(_ folder: String) throws(DocumentError) {
    descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    for _ in 0..<Self.patience {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
      guard errno == EWOULDBLOCK else { break }
      usleep(50_000)
    }
    let isTaken = errno == EWOULDBLOCK
    close(descriptor)
    if isTaken { throw .folderInUse(path: folder) }
    return nil
  }

  /// Lets the next run write.
  func release() { close(descriptor) }
}
