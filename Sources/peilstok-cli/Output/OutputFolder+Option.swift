import Peilstok

/// The folder that `--output` names.
func outputFolder(_ path: String) throws(CommandError) -> OutputFolder {
  guard !path.isEmpty else { throw .noOutput(expected: "a folder") }
  guard path != "-", path != "/dev/stdout" else { throw .notAStream(option: "--output", found: path) }
  return OutputFolder(path: path)
}

extension StandardOutput {
  /// Says what of earlier runs is gone from a folder, and what was left in it.
  static func writeNotes(of changes: OutputChanges) {
    if !changes.removed.isEmpty { writeNote("Removed, of an earlier run: \(changes.removed.joined(separator: ", ")).") }
    if !changes.left.isEmpty {
      writeNote(
        "Left, because it is not of this run and not as an earlier one wrote it: "
          + "\(changes.left.joined(separator: ", ")).")
    }
  }
}
