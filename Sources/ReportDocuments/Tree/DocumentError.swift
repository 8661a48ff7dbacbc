/// What is wrong with a document, a table or the place it is written to.
///
/// The cases carry facts; `description` turns them into one sentence. Rows count from 1, without the header. No case
/// carries the text of a cell.
public enum DocumentError: Error, Sendable, Equatable {
  /// Two tables have the same identifier.
  case duplicateTable(identifier: String)
  /// A table's identifier cannot name a file.
  case invalidIdentifier(String)
  /// A table has no columns.
  case noColumns(table: String)
  /// A table has no rows.
  case noRows(table: String)
  /// A column has no header.
  case emptyHeader(table: String, column: String)
  /// Two columns have the same key.
  case duplicateColumn(table: String, column: String)
  /// A label column has a key that the long file uses itself.
  case reservedKey(table: String, column: String, reserved: [String])
  /// A row has more or fewer cells than the table has columns.
  case raggedRow(table: String, row: Int, found: Int, expected: Int)
  /// A cell holds text that shows nothing.
  case blankCell(table: String, row: Int, column: String)
  /// Two notes have the same identifier.
  case duplicateNote(table: String, note: String)
  /// A reference names a note that the table does not have.
  case unknownNote(table: String, note: String, known: [String])
  /// A file's name leads outside its folder, or names nothing.
  case invalidFileName(String)
  /// Two files have the same name.
  case duplicateFile(String)
  /// A folder was expected where something else stands.
  case notAFolder(path: String)
  /// A file was expected where a folder stands.
  case notAFile(path: String)
  /// The output would replace a file that the same run read.
  case wasRead(path: String)
  /// A file stands in the place of the output that no earlier run wrote.
  case foreignFile(path: String)
  /// A file of an earlier run was changed since.
  case changedFile(path: String)
  /// A link stands where a file or a folder of the output belongs.
  case linkInPlace(path: String)
  /// A link leads to something that is not there.
  case danglingLink(path: String)
  /// A pipe, a socket or a device stands where a file belongs.
  case notRegular(path: String)
  /// Another run goes on writing into the folder.
  case folderInUse(path: String)
  /// The file system refused; nothing has changed.
  case couldNotWrite(path: String, reason: String)
}
