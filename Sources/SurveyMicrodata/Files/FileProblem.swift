/// Why a file could not be read.
public enum FileProblem: Error, Sendable, Equatable {
  /// There is no such file.
  case missing
  /// A link leads to something that is not there.
  case danglingLink
  /// A pipe, a socket or a device stands where a file was expected.
  case notAFile
  /// A folder stands where a file was expected.
  case isFolder
  /// The file is there but may not be read.
  case notPermitted
  /// The file has no bytes.
  case empty
  /// The name ends in .gz but the contents are not gzip.
  case notGzip
  /// The gzipped contents end too early.
  case truncatedGzip
  /// The gzipped contents do not unpack, or their checksum differs.
  case damagedGzip
  /// The name ends in .zst but the contents are not those of Zstandard.
  case notZstandard
  /// The contents that Zstandard packed end too early.
  case truncatedZstandard
  /// The contents that Zstandard packed do not unpack, or their checksum differs.
  case damagedZstandard
  /// The packed contents unpack to more bytes than are read.
  case unpacksBeyond(bytes: Int)
  /// The packed contents unpack to more bytes for each of their own than records do.
  case unpacksBeyondRatio(Int)
  /// The file changed while it was read.
  case changedWhileRead
  /// A file of one column has more empty lines than are read as records.
  case tooManyEmptyLines(limit: Int)
  /// The first line of a file holds none of the names of its codebook.
  case noHeader
  /// The contents are not UTF-8 text.
  case notText
  /// The file is a workbook of Excel before 2007, or one with a password.
  case oldWorkbook
  /// A sheet or a range is asked of a file that is no workbook.
  case notAWorkbook
  /// The name has an ending that is not read.
  case unknownFormat
  /// The folder holds no datapackage.json.
  case noDataPackage
  /// A resource is named, and the file is no data package that has resources.
  case notADataPackage
}
