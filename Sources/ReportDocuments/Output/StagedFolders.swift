internal import Synchronization

/// The hidden folders of this process, so that a signal that ends it can remove them first.
///
/// Every step of writing holds the lock; a signal waits for the step, undoes what is not settled and ends the process.
package enum StagedFolders {
  private static let current = Mutex<[String: Staging]>([:])

  /// Makes a hidden folder that a signal removes.
  static func begin(in folder: String) throws(SystemRefusal) -> Staging {
    try current.withLock { (folders) throws(SystemRefusal) in
      let staging = try Staging(in: folder)
      folders[staging.path] = staging
      return staging
    }
  }

  /// Does one step that a signal has to wait for.
  static func step<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
    try current.withLock { (_) throws(Failure) in try body() }
  }

  /// Removes a hidden folder; what its journal still says is undone first.
  static func end(_ staging: Staging) {
    current.withLock { folders in
      staging.undo()
      staging.remove()
      folders[staging.path] = nil
    }
  }

  /// Undoes and removes what runs that are gone have left in a folder.
  static func clean(_ folder: String) {
    current.withLock { _ in
      for staging in Staging.abandoned(in: folder) {
        staging.undo()
        staging.remove()
      }
    }
  }

  /// Undoes what is not settled, removes every hidden folder, and ends the process as told.
  package static func endAll(andThen end: () -> Never) -> Never {
    current.withLock { folders in
      for staging in folders.values {
        staging.undo()
        staging.remove()
      }
      end()
    }
  }
}
