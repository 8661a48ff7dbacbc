import ReportDocuments
import Testing

@Suite struct DocumentErrorTests {
  @Test(arguments: [
    (DocumentError.duplicateTable(identifier: "T1"), "Two tables are called \"T1\"."),
    (
      .invalidIdentifier("T 1"),
      "A table is called \"T 1\"; expected letters, digits, \".\", \"_\" and \"-\", a letter or digit first."
    ),
    (.noColumns(table: "T1"), "Table \"T1\" has no columns."),
    (.noRows(table: "T1"), "Table \"T1\" has no rows."),
    (.emptyHeader(table: "T1", column: "n"), "Column \"n\" of table \"T1\" has no header."),
    (.duplicateColumn(table: "T1", column: "n"), "Table \"T1\" has two columns with the key \"n\"."),
    (
      .reservedKey(table: "T1", column: "value", reserved: ["measure", "value"]),
      "Table \"T1\" has a label column with the key \"value\"; \"measure\" and \"value\" are taken."
    ),
    (
      .raggedRow(table: "T1", row: 2, found: 1, expected: 3),
      "Row 2 of table \"T1\" has 1 cell; the table has 3 columns."
    ),
    (.blankCell(table: "T1", row: 2, column: "n"), "Row 2 of table \"T1\" has a blank cell in column \"n\"."),
    (.duplicateNote(table: "T1", note: "a"), "Table \"T1\" has two notes with the identifier \"a\"."),
    (
      .unknownNote(table: "T1", note: "a", known: ["b", "c"]),
      "Table \"T1\" refers to note \"a\"; its notes are \"b\" and \"c\"."
    ),
    (.unknownNote(table: "T1", note: "a", known: []), "Table \"T1\" refers to note \"a\"; it has no notes."),
    (.invalidFileName("../x"), "\"../x\" cannot be the name of a file in the output folder."),
    (.duplicateFile("a.md"), "Two files are called \"a.md\"."),
    (.notAFolder(path: "/out"), "Expected a folder at \"/out\", found a file."),
    (.notAFile(path: "/out/a"), "Expected a file at \"/out/a\", found a folder."),
    (.wasRead(path: "a.md"), "\"a.md\" is a file that this run read; the output needs another place."),
    (
      .foreignFile(path: "a.md"),
      "\"a.md\" is there already, and nothing says that Peilstok wrote it; it is replaced only where that is asked for "
        + "(--overwrite)."
    ),
    (
      .changedFile(path: "a.md"),
      "\"a.md\" was changed after Peilstok wrote it; it is replaced only where that is asked for (--overwrite)."
    ),
    (
      .linkInPlace(path: "a.md"),
      "Expected a file or a folder of the output at \"a.md\", found a link; name the place that it leads to."
    ),
    (.danglingLink(path: "a.md"), "\"a.md\" is a link to something that is not there."),
    (.notRegular(path: "a.md"), "Expected a file at \"a.md\", found a pipe, a socket or a device."),
    (.folderInUse(path: "out"), "Another run is writing to \"out\"; try again when it has ended."),
    (.couldNotWrite(path: "/out/a", reason: "the disk is full"), "Could not write \"/out/a\": the disk is full."),
  ])
  func `an error is one sentence with its facts`(error: DocumentError, sentence: String) {
    #expect(error.description == sentence)
  }
}
