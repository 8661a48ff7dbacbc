/// What is wrong with a document, in sentences.
extension DocumentError: CustomStringConvertible {
  /// One sentence for a person: what was expected, what was found, and where.
  public var description: String {
    switch self {
    case .duplicateTable(let identifier):
      "Two tables are called \"\(identifier)\"."
    case .invalidIdentifier(let identifier):
      "A table is called \"\(identifier)\"; expected letters, digits, \".\", \"_\" and \"-\", a letter or digit first."
    case .noColumns(let table):
      "Table \"\(table)\" has no columns."
    case .noRows(let table):
      "Table \"\(table)\" has no rows."
    case .emptyHeader(let table, let column):
      "Column \"\(column)\" of table \"\(table)\" has no header."
    case .duplicateColumn(let table, let column):
      "Table \"\(table)\" has two columns with the key \"\(column)\"."
    case .reservedKey(let table, let column, let reserved):
      "Table \"\(table)\" has a label column with the key \"\(column)\"; \(quoted(reserved)) are taken."
    case .raggedRow(let table, let row, let found, let expected):
      "Row \(row) of table \"\(table)\" has \(counted(found, "cell")); the table has \(counted(expected, "column"))."
    case .blankCell(let table, let row, let column):
      "Row \(row) of table \"\(table)\" has a blank cell in column \"\(column)\"."
    case .duplicateNote(let table, let note):
      "Table \"\(table)\" has two notes with the identifier \"\(note)\"."
    case .unknownNote(let table, let note, let known):
      "Table \"\(table)\" refers to note \"\(note)\"; "
        + (known.isEmpty ? "it has no notes." : "its notes are \(quoted(known)).")
    case .invalidFileName(let name):
      "\"\(name)\" cannot be the name of a file in the output folder."
    case .duplicateFile(let name):
      "Two files are called \"\(name)\"."
    case .notAFolder(let path):
      "Expected a folder at \"\(path)\", found a file."
    case .notAFile(let path):
      "Expected a file at \"\(path)\", found a folder."
    case .wasRead(let path):
      "\"\(path)\" is a file that this run read; the output needs another place."
    case .foreignFile(let path):
      "\"\(path)\" is there already, and nothing says that Peilstok wrote it; it is replaced only where that is asked "
        + "for (--overwrite)."
    case .changedFile(let path):
      "\"\(path)\" was changed after Peilstok wrote it; it is replaced only where that is asked for (--overwrite)."
    case .linkInPlace(let path):
      "Expected a file or a folder of the output at \"\(path)\", found a link; name the place that it leads to."
    case .danglingLink(let path):
      "\"\(path)\" is a link to something that is not there."
    case .notRegular(let path):
      "Expected a file at \"\(path)\", found a pipe, a socket or a device."
    case .folderInUse(let path):
      "Another run is writing to \"\(path)\"; try again when it has ended."
    case .couldNotWrite(let path, let reason):
      "Could not write \"\(path)\": \(reason)."
    }
  }

  private func quoted(_ names: [String]) -> String {
    Language.english.list(names.map { "\"\($0)\"" })
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }
}
